/** Equality of what structs hold: neither order of sets and maps, nor the kind of array, nor signs of zero count. */
import * as runtime from "@thriftgen/runtime/codegen-v1";
import { describe, expect, test } from "vitest";

type Equal = (a: unknown, b: unknown) => boolean;

const { equalScalars } = runtime;
const lists: Equal = (a, b) =>
  runtime.equalLists(a as unknown[], b as unknown[], equalScalars as Equal);
const sets: Equal = (a, b) =>
  runtime.equalSets(a as Set<unknown>, b as Set<unknown>, equalScalars as Equal);
const setsOfLists: Equal = (a, b) => runtime.equalSets(a as Set<unknown>, b as Set<unknown>, lists);
const maps: Equal = (a, b) =>
  runtime.equalMaps(a as Map<unknown, unknown>, b as Map<unknown, unknown>, equalScalars, lists);
const mapsByList: Equal = (a, b) =>
  runtime.equalMaps(a as Map<unknown, unknown>, b as Map<unknown, unknown>, lists, equalScalars);
const records: Equal = (a, b) =>
  runtime.equalRecords(a as Record<string, unknown>, b as Record<string, unknown>, lists);

const own = (entries: readonly (readonly [string, unknown])[]): unknown =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

/** What it is, the function, two values, and whether they are equal. */
const rows: readonly (readonly [string, Equal, unknown, unknown, boolean])[] = [
  ["NaN", equalScalars, NaN, NaN, true],
  ["zeros", equalScalars, 0, -0, true],
  ["a number and a bigint", equalScalars, 1, 1n, false],
  ["unset in both ways", equalScalars, undefined, null, true],
  ["unset and zero", equalScalars, undefined, 0, false],
  ["unset and false", equalScalars, null, false, false],
  ["unset and NaN", equalScalars, undefined, NaN, false],
  ["empty text and unset", equalScalars, "", undefined, false],
  ["unset lists", lists, undefined, null, true],
  ["an unset and an empty list", lists, undefined, [], false],
  ["lists", lists, [1, NaN, 0], [1, NaN, -0], true],
  ["lists in another order", lists, [1, 2], [2, 1], false],
  ["lists of other lengths", lists, [1, 2], [1, 2, 3], false],
  ["a typed array and an array", lists, Float64Array.of(1, NaN), [1, NaN], true],
  ["two kinds of typed arrays", lists, Int8Array.of(1, 2), Int32Array.of(1, 2), true],
  ["bigints and numbers", lists, BigInt64Array.of(1n), [1], false],
  ["sets", sets, new Set([1, NaN, 3]), new Set([3, 1, NaN]), true],
  ["sets of other members", sets, new Set([1, 2]), new Set([1, 3]), false],
  ["unset sets", sets, null, undefined, true],
  ["an unset and an empty set", sets, new Set(), undefined, false],
  ["sets of lists", setsOfLists, new Set([[1], [2]]), new Set([[2], [1]]), true],
  ["a list twice", setsOfLists, new Set([[1], [1]]), new Set([[1], [2]]), false],
  ["a list twice in the other", setsOfLists, new Set([[1], [2]]), new Set([[1], [1]]), false],
  [
    "maps",
    maps,
    new Map([
      ["a", [1]],
      ["b", [2]],
    ]),
    new Map([
      ["b", [2]],
      ["a", [1]],
    ]),
    true,
  ],
  ["maps of other values", maps, new Map([["a", [1]]]), new Map([["a", [2]]]), false],
  ["maps of other keys", maps, new Map([["a", [1]]]), new Map([["b", [1]]]), false],
  ["an unset value", maps, new Map([["a", undefined]]), new Map([["b", undefined]]), false],
  ["NaN as a key", maps, new Map([[NaN, [1]]]), new Map([[NaN, [1]]]), true],
  [
    "maps by lists",
    mapsByList,
    new Map([
      [[1], 1],
      [[2], 2],
    ]),
    new Map([
      [[2], 2],
      [[1], 1],
    ]),
    true,
  ],
  [
    "records",
    records,
    { a: [1], b: [2] },
    own([
      ["b", [2]],
      ["a", [1]],
    ]),
    true,
  ],
  ["records of other keys", records, { a: [1] }, { b: [1] }, false],
  ["names that objects have", records, { toString: [1] }, { a: [1] }, false],
  ["more keys", records, { a: [1] }, { a: [1], b: [2] }, false],
];

test.each(rows)("%s", (_what, equal, a, b, expected) => {
  expect(equal(a, b)).toBe(expected);
  expect(equal(b, a)).toBe(expected);
  expect(equal(a, a)).toBe(true);
});

describe("maps by objects", () => {
  const shared = [1];

  test("use each entry once", () => {
    // The key of the first map is in the second too, which has another one that equals it.
    const first = new Map([
      [shared, "x"],
      [[1], "y"],
    ]);
    const second = new Map([
      [[1], "x"],
      [shared, "y"],
    ]);
    expect(mapsByList(first, second)).toBe(true);
    expect(mapsByList(first, new Map([...second].map(([key]) => [key, "x"])))).toBe(false);
    const twice = new Map([
      [shared, "x"],
      [[1], "x"],
    ]);
    const once = new Map([
      [shared, "x"],
      [[2], "x"],
    ]);
    expect(mapsByList(twice, once)).toBe(false);
    expect(mapsByList(once, twice)).toBe(false);
  });

  test("compare scalar keys without comparing all of them", () => {
    let comparisons = 0;
    const count: Equal = (a, b) => {
      comparisons++;
      return a === b;
    };
    const entries = Array.from({ length: 5000 }, (_, i) => [`key ${i}`, i] as const);
    const a = new Map<unknown, unknown>(entries);
    const b = new Map<unknown, unknown>(entries.toReversed());
    expect(runtime.equalMaps(a, b, count, count)).toBe(true);
    expect(comparisons).toBe(5000);
  });
});
