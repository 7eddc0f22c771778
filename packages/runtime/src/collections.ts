/** Maps and sets of other realms, which are no instances of ours. */
import { badValue } from "./write.js";

/** The getter of `size`, which throws for all but maps, or sets, of any realm; not what only inherits from one. */
const sizeGetter = (prototype: object): (() => unknown) =>
  Object.getOwnPropertyDescriptor(prototype, "size")?.get as () => unknown;
const mapSize = /* @__PURE__ */ sizeGetter(Map.prototype);
const setSize = /* @__PURE__ */ sizeGetter(Set.prototype);

/** The value of a field at `o`, which is no Map of ours. @throws ThriftError INVALID_VALUE where it is no other's either. */
export function checkMap(value: unknown, o: number): void {
  if (!has(mapSize, value)) badValue(value, o);
}

/** The same of a Set. */
export function checkSet(value: unknown, o: number): void {
  if (!has(setSize, value)) badValue(value, o);
}

/** A Map or Set of any realm: the getters are asked of what says that it is one, because where they throw that takes 5 us. */
export function isCollection(value: object): boolean {
  if (value instanceof Map || value instanceof Set) return true;
  const { [Symbol.toStringTag]: name } = value as { readonly [Symbol.toStringTag]?: unknown };
  return (name === "Map" || name === "Set") && (has(mapSize, value) || has(setSize, value));
}

function has(size: () => unknown, value: unknown): boolean {
  try {
    size.call(value);
    return true;
  } catch {
    return false;
  }
}
