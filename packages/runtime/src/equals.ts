/**
 * Equality of values and inputs: absent, undefined and null are alike, NaN equals NaN, 0 equals -0 (use Object.is where that
 * matters), typed arrays equal arrays with the same elements, sets and maps have no order.
 */
import type { StructInfo } from "./info.js";
import { maximumDepth } from "./limits.js";

type Equal<T> = (a: T, b: T) => boolean;

/**
 * A struct that holds structs, with the depth that encode has too. What is decoded may hold unions without a member, which
 * no input may: `equal` takes them all the same.
 * @throws ThriftError DEPTH_LIMIT, as of cyclic values.
 */
export function equalStruct<Value, Input>(
  equal: (a: Input, b: Input, depth: number) => boolean,
  a: Value | Input,
  b: Value | Input,
): boolean {
  return equal(a as Input, b as Input, maximumDepth);
}

/** Scalars, strings and enums. */
export function equalScalars(a: unknown, b: unknown): boolean {
  return a === b || Object.is(a ?? null, b ?? null);
}

/** Structs of scalars, strings and enums alone. */
export function equalFields({ names }: StructInfo, a: object, b: object): boolean {
  return (Object.values(names()) as string[]).every((name) =>
    equalScalars(a[name as never], b[name as never]),
  );
}

/** Structs: `equal` is asked only about two objects. */
export function equalOptional<T extends object>(
  a: T | null | undefined,
  b: T | null | undefined,
  equal: Equal<T>,
): boolean {
  return a && b ? a === b || equal(a, b) : !a && !b;
}

/** Lists, typed arrays and binary. */
export function equalLists<T>(
  a: ArrayLike<T> | null | undefined,
  b: ArrayLike<T> | null | undefined,
  equal: Equal<T>,
): boolean {
  if (!a || !b) return !a && !b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equal(a[i] as T, b[i] as T)) return false;
  return true;
}

/** Sets: members that are objects are compared one by one, at most n^2 / 2 comparisons. */
export function equalSets<T>(
  a: ReadonlySet<T> | null | undefined,
  b: ReadonlySet<T> | null | undefined,
  equal: Equal<T>,
): boolean {
  if (!a || !b) return !a && !b;
  let rest: T[] | undefined;
  return (
    a.size === b.size &&
    [...a].every((member) =>
      typeof member === "object"
        ? take((rest ??= [...b]), (other) => other === member) ||
          take(rest, (other) => equal(member, other))
        : b.has(member),
    )
  );
}

/** Maps, as sets of entries: keys that are objects are compared one by one. */
export function equalMaps<K, V>(
  a: ReadonlyMap<K, V> | null | undefined,
  b: ReadonlyMap<K, V> | null | undefined,
  equalKey: Equal<K>,
  equal: Equal<V>,
): boolean {
  if (!a || !b) return !a && !b;
  let rest: [K, V][] | undefined;
  return (
    a.size === b.size &&
    [...a].every(([key, value]) =>
      typeof key === "object"
        ? take(
            (rest ??= [...b]),
            ([otherKey, other]) => equalKey(key, otherKey) && equal(value, other),
          )
        : b.has(key) && equal(value, b.get(key) as V),
    )
  );
}

/** Maps as objects. */
export function equalRecords<V>(
  a: Readonly<Record<string, V>> | null | undefined,
  b: Readonly<Record<string, V>> | null | undefined,
  equal: Equal<V>,
): boolean {
  if (!a || !b) return !a && !b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key] as V, b[key] as V))
  );
}

/** Removes the first item that matches, so that none is used twice. */
function take<T>(items: T[], matches: (item: T) => boolean): boolean {
  const index = items.findIndex(matches);
  if (index >= 0) items.splice(index, 1);
  return index >= 0;
}
