/** Containers that hold views, as `[...view.items].filter(...)` gives them. */
import { decimalKey, keysOf } from "../keys.js";
import { maximumMessage } from "../limits.js";
import type { ElementKind } from "./element.js";
import { isView, View } from "./view.js";

type AnyKind = ElementKind<unknown, never>;

/**
 * What the container holds, of a map keys and values in turn, if a view is in it, however deep. Undefined for all else: the codec
 * writes that, or says what is wrong with it.
 */
export function listHeld(kind: AnyKind, value: unknown): readonly unknown[] | undefined {
  const parts = lookInto(kind, value);
  if (parts === undefined) return undefined;
  try {
    if (!(holdsView(parts) || holdsHolder(kind.inside ?? [], parts))) return undefined;
    return kind.type === 15 ? copyParts(parts) : parts;
  } catch {
    return undefined;
  }
}

/** All of what the container holds, views or not: undefined where no views can be in it, and for what throws when it is looked at. */
export function listParts(kind: AnyKind, value: unknown): readonly unknown[] | undefined {
  const parts = lookInto(kind, value);
  try {
    return kind.type === 15 && parts !== undefined ? copyParts(parts) : parts;
  } catch {
    return undefined;
  }
}

function lookInto(kind: AnyKind, value: unknown): readonly unknown[] | undefined {
  if (kind.inside === undefined || typeof value !== "object" || value === null) return undefined;
  try {
    return kind.type === 15 ? arrayOf(value) : listEntries(kind, value);
  } catch {
    return undefined;
  }
}

/** Longer ones the codec refuses, so nobody goes through them. */
function arrayOf(value: object): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length <= maximumMessage ? value : undefined;
}

/** What is unset is refused, whatever is behind it: nobody goes through the holes of an array. */
function holdsView(parts: readonly unknown[]): boolean {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined || part === null) return false;
    if (part instanceof View && isView(part)) return true;
  }
  return false;
}

/** There is a container among them that holds views. */
function holdsHolder(inside: readonly AnyKind[], parts: readonly unknown[]): boolean {
  const step = inside.length;
  for (let first = 0; first < step; first++) {
    const kind = inside[first] as AnyKind;
    if (kind.inside === undefined) continue;
    for (let i = first; i < parts.length; i += step) {
      const part = parts[i];
      if (part === undefined || part === null) return false;
      if (listHeld(kind, part) !== undefined) return true;
    }
  }
  return false;
}

/** As the codec reads them, by index, up to the first that is refused. What the caller changes meanwhile does not count. */
function copyParts(parts: readonly unknown[]): readonly unknown[] {
  const copy: unknown[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    copy.push(part);
    if (part === undefined || part === null) break;
  }
  return copy;
}

/** By the methods of the language, which go by the content, in any realm. */
function listEntries(kind: AnyKind, value: object): readonly unknown[] {
  const parts: unknown[] = [];
  if (kind.type === 14) {
    Set.prototype.forEach.call(value, (member: unknown) => parts.push(member));
  } else if (kind.isRecord === true) {
    for (const key of keysOf(value, 0))
      parts.push(readKey(kind, key), (value as Readonly<Record<string, unknown>>)[key]);
  } else {
    Map.prototype.forEach.call(value, (item: unknown, key: unknown) => parts.push(key, item));
  }
  return parts;
}

/** Keys of objects are text: of integers what they print as. */
function readKey(kind: AnyKind, text: string): string | number {
  const { type } = kind.inside?.[0] ?? kind;
  if (type === 11) return text;
  const decimal = decimalKey(text, 0);
  return type === 10 ? decimal : Number(decimal);
}
