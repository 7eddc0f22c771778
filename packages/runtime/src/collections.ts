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

export const isCollection = (value: unknown): boolean => has(mapSize, value) || has(setSize, value);

function has(size: () => unknown, value: unknown): boolean {
  try {
    size.call(value);
    return true;
  } catch {
    return false;
  }
}
