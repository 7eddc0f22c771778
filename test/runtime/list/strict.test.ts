/** Elements that do not fit are refused with their index, whatever the length and tier; none is made to fit. */
import { configureLists, ThriftError, type ListTier } from "@thriftgen/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadModule } from "../../support/compile-module.js";
import { companionOf, type Companion } from "../../support/companion.js";
import { forceTier, tiers } from "./subjects.js";

const idl = `
  struct Lists {
    1: optional string before
    2: optional list<i16> i16
    3: optional list<i32> i32
    4: optional list<i64> (js.type = "number") number
    5: optional list<i64> (js.type = "bigint") bigint
    6: optional list<double> double
    7: optional list<i8> i8
    8: optional list<list<i32>> nested
  }
`;

const symbol = Symbol("element");

/** What no list of numbers takes. `set` of a typed array would take most of them. */
const foreign: readonly (readonly [unknown, string])[] = [
  ["5", "INVALID_VALUE"],
  ["", "INVALID_VALUE"],
  [true, "INVALID_VALUE"],
  [false, "INVALID_VALUE"],
  [[], "INVALID_VALUE"],
  [[5], "INVALID_VALUE"],
  [{}, "INVALID_VALUE"],
  [{ valueOf: () => 5 }, "INVALID_VALUE"],
  [new Date(5), "INVALID_VALUE"],
  [symbol, "INVALID_VALUE"],
  [() => 5, "INVALID_VALUE"],
  [null, "MISSING_REQUIRED"],
  [undefined, "MISSING_REQUIRED"],
];

const fractions = [0.5, -1.5, NaN, Infinity, -Infinity, 1e300, 5e-324];
const beyond = (...values: readonly unknown[]): typeof foreign =>
  values.map((value) => [value, "OUT_OF_RANGE"] as const);

const fields: Readonly<Record<string, typeof foreign>> = {
  i8: [...foreign, [1n, "INVALID_VALUE"], ...beyond(128, -129, ...fractions)],
  i16: [...foreign, [1n, "INVALID_VALUE"], ...beyond(32768, -32769, 65536, ...fractions)],
  i32: [
    ...foreign,
    [1n, "INVALID_VALUE"],
    ...beyond(2 ** 31, -(2 ** 31) - 1, 2 ** 32, ...fractions),
  ],
  number: [...foreign, [1n, "INVALID_VALUE"], ...beyond(2 ** 53, -(2 ** 53), ...fractions)],
  bigint: [
    ...foreign,
    [5, "INVALID_VALUE"],
    ...beyond(2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 2n ** 64n + 1n, 2n ** 200n),
  ],
  double: [...foreign, [1n, "INVALID_VALUE"]],
};

/** Lengths with the indexes that are spoilt: ends of groups of four, eight and sixteen, of the stage, and of the list. */
const places: readonly (readonly [number, readonly number[]])[] = [
  [5, [0, 4]],
  [40, [0, 3, 4, 7, 8, 15, 16, 31, 32, 39]],
  [100, [0, 63, 64, 95, 96, 99]],
  [20_000, [0, 2047, 2048, 4095, 8191, 8192, 16_383, 19_999]],
];

let lists: Companion;

beforeAll(async () => {
  lists = companionOf(await loadModule({ "lists.thrift": idl }, "lists.thrift", {}), "Lists");
});
afterAll(() => configureLists());

function expectRefused(value: object, code: string, path: string): void {
  const expected = expect.objectContaining({ name: "ThriftError", code, path, offset: 0 });
  expect(() => lists.encode({ before: "x".repeat(50), ...value })).toThrow(expected as ThriftError);
}

const one = (field: string): unknown => (field === "bigint" ? 1n : 1);

describe.each<ListTier | "default">([...tiers, "default"])("%s", (tier) => {
  beforeEach(() => (tier === "default" ? configureLists() : forceTier(tier)));

  test.each(Object.entries(fields))("%s", (field, refused) => {
    for (const [n, indexes] of places) {
      const elements = Array.from({ length: n }, () => one(field));
      for (const [turn, [element, code]] of refused.entries()) {
        const index = indexes[turn % indexes.length] as number;
        elements[index] = element;
        expectRefused({ [field]: elements }, code, `${field}[${index}]`);
        elements[index] = one(field);
      }
      for (const index of indexes) {
        delete elements[index];
        expectRefused({ [field]: elements }, "MISSING_REQUIRED", `${field}[${index}]`);
        elements[index] = one(field);
      }
      expect(lists.decode(lists.encode({ [field]: elements }))).toMatchObject({
        [field]: elements,
      });
    }
  });

  test("the first of two is named, and a list in a list", () => {
    const elements: unknown[] = Array.from({ length: 100 }, () => 1);
    elements[50] = "5";
    elements[49] = 0.5;
    expectRefused({ i32: elements }, "OUT_OF_RANGE", "i32[49]");
    expectRefused({ nested: [[1], elements] }, "OUT_OF_RANGE", "nested[1][49]");
    expectRefused({ i16: elements }, "OUT_OF_RANGE", "i16[49]");
    expectRefused({ number: elements }, "OUT_OF_RANGE", "number[49]");
  });

  test("an error leaves the stage to the next list", () => {
    const good = Array.from({ length: 100 }, (_, i) => i);
    expectRefused({ i32: [...good, "5"] }, "INVALID_VALUE", "i32[100]");
    expectRefused({ double: [...good, "5"] }, "INVALID_VALUE", "double[100]");
    expect(lists.decode(lists.encode({ i32: good, double: good }))).toMatchObject({ i32: good });
  });

  test("numbers that are no small integers to the engine are taken", () => {
    for (const n of [9, 100, 5000]) {
      const doubles = Array.from({ length: n }, (_, i) => (i % 3 ? i * 0.5 : i));
      const integers = Array.from({ length: n }, (_, i) => i + 0.5).map((x) => x - 0.5);
      const mixed = [-0, 2 ** 31 - 1, -(2 ** 31), ...integers];
      const value = {
        double: doubles,
        i32: mixed,
        number: [...mixed, 2 ** 53 - 1, -(2 ** 53) + 1],
      };
      const back = lists.decode(lists.encode(value)) as typeof value;
      expect(back.double).toEqual(doubles);
      expect(back.i32.every((x, i) => x === mixed[i])).toBe(true);
      expect(back.number.every((x, i) => x === value.number[i])).toBe(true);
    }
  });
});
