/** list<i64> from safe integers: vectors make halves of doubles, which must be what BigInt makes of them. */
import { writeNumbersI64 } from "@thriftgen/runtime/codegen-v1";
import { configureLists, ThriftError, type ListTier } from "@thriftgen/runtime";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Memory } from "../../../packages/runtime/src/memory.js";
import { createRandom, forceTier, tiers } from "./subjects.js";

const lengths = [
  ...Array.from({ length: 70 }, (_, n) => n),
  2047,
  2048,
  2049,
  2056,
  4095,
  4096,
  5001,
];
const most = Number.MAX_SAFE_INTEGER;
const edges = [0, 1, 2 ** 21, 2 ** 31, 2 ** 32, 2 ** 33, 2 ** 51, 2 ** 52, most].flatMap((x) => [
  ...[x - 1, x, x + 1].filter(Number.isSafeInteger),
  ...[1 - x, -x, -x - 1].filter(Number.isSafeInteger),
]);

/** Of every magnitude, one in four an edge. */
function createNumbers(n: number, random: (below: number) => number): number[] {
  return Array.from({ length: n }, () => {
    if (random(4) === 0) return edges[random(edges.length)] as number;
    const size = Math.floor(random(2 ** 31) * 2 ** random(23));
    return random(2) === 0 ? size : -size;
  });
}

function write(numbers: readonly number[], start: number): Uint8Array {
  const w = new Memory(new Uint8Array(numbers.length * 8 + 300).fill(0xa5));
  const end = writeNumbersI64(w, start, numbers);
  expect(w.bytes.subarray(end, end + 64).every((byte) => byte === 0xa5)).toBe(true);
  return w.bytes.slice(start, end);
}

function listOf(numbers: readonly number[]): Uint8Array {
  const d = new DataView(new ArrayBuffer(5 + numbers.length * 8));
  d.setUint8(0, 10);
  d.setInt32(1, numbers.length);
  for (const [i, x] of numbers.entries()) d.setBigInt64(5 + i * 8, BigInt(x));
  return new Uint8Array(d.buffer);
}

afterAll(() => configureLists());

describe.each<ListTier | "default">([...tiers, "default"])("%s", (tier) => {
  beforeEach(() => (tier === "default" ? configureLists() : forceTier(tier)));

  test("every length and place, numbers of every magnitude", () => {
    const random = createRandom(11);
    for (const n of lengths) {
      for (const start of [0, 1, 7, 13]) {
        const numbers = createNumbers(n, random);
        expect(Buffer.compare(write(numbers, start), listOf(numbers)), `${n} at ${start}`).toBe(0);
      }
    }
    expect(Buffer.compare(write(edges, 3), listOf(edges))).toBe(0);
  });

  test("a number behind the list that is left from another one is not judged", () => {
    const halves = Array.from({ length: 2048 }, () => 0.5);
    expect(() => write(halves, 0)).toThrow(ThriftError);
    for (const n of [33, 40, 47, 101]) {
      const numbers = createNumbers(n, createRandom(n));
      expect(Buffer.compare(write(numbers, 0), listOf(numbers))).toBe(0);
    }
  });

  test("what is refused: the first, by its offset, whatever follows", () => {
    for (const wrong of [
      0.5,
      NaN,
      Infinity,
      -Infinity,
      2 ** 53,
      -(2 ** 53),
      2 ** 63,
      1e300,
      5e-324,
    ]) {
      for (const index of [0, 7, 8, 9, 39, 2048, 2999]) {
        const list: unknown[] = createNumbers(3000, createRandom(index));
        list[index] = wrong;
        if (index < 2999) list[index + 1] = "5";
        const refused = expect.objectContaining({ code: "OUT_OF_RANGE", offset: 5 + index * 8 });
        expect(() => write(list as number[], 0)).toThrow(refused as ThriftError);
      }
    }
  });
});
