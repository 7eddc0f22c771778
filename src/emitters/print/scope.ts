import { isBindingName } from "./identifiers.js";
import { makeIdentifier, type Identifier } from "./doc.js";

/**
 * The names of one function's body. A name is unlike every other of the scope and its parents, and unlike what the
 * module declares, so that a body may refer to anything of the module.
 */
export interface LocalScope {
  /** A new name: the hint itself, or with a number behind it where that is taken. */
  name(hint: string): Identifier;
  /** A scope inside this one, for a block: its names may come again in a sibling. */
  child(): LocalScope;
}

/** `isTaken` tells the module's own names; `onName` hears of each name, so that no import takes it. */
export function createScope(
  isTaken: (name: string) => boolean,
  onName: (name: string) => void,
): LocalScope {
  const names = new Set<string>();
  const counters = new Map<string, number>();
  const isUsed = (name: string): boolean => names.has(name) || isTaken(name);
  return {
    name(hint) {
      const base = isBindingName(hint) ? hint : `${hint.replace(/^\d|[^A-Za-z0-9_$]/g, "_")}$`;
      let name = base;
      let counter = counters.get(base) ?? 1;
      while (isUsed(name)) name = `${base}${++counter}`;
      counters.set(base, counter);
      names.add(name);
      onName(name);
      return makeIdentifier(name);
    },
    child: () => createScope(isUsed, onName),
  };
}
