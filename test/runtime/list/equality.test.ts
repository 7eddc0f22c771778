/** Every tier gives the bytes of the oracle, both ways, for every length and place. */
import { configureLists } from "@thriftgen/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Memory } from "../../../packages/runtime/src/memory.js";
import { createElements, createRandom, elementTypes, forceTier, tiers } from "./subjects.js";
import type { ElementType, TypedArray } from "./subjects.js";

const guard = 64;
const header = 5;

/** All up to 300, then the edges of kept views, chunks, and blocks. */
const lengths = [
  ...Array.from({ length: 301 }, (_, n) => n),
  ...[1024, 2048, 4096, 8192, 16384].flatMap((n) => [n - 1, n, n + 1]),
];
const longest = 16_385;

/** Offsets on the wire; for long lists some of the 32, in turn. */
const placesOf = (n: number): readonly number[] =>
  n <= 300 ? Array.from({ length: 32 }, (_, place) => place) : [0, n % 32, 13];

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const bytesOf = ({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

afterAll(() => {
  configureLists();
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const text = [...counts].map(([what, n]) => `${what} ${n.toLocaleString("en")}`).join(", ");
  console.log(`lists equal to the oracle: ${total.toLocaleString("en")} (${text})`);
});

test("there is WebAssembly", () => {
  expect(tiers).toContain("wasm");
  expect(tiers).toContain("js");
});

describe.each(tiers)("%s", (tier) => {
  beforeAll(() => forceTier(tier));

  describe.each(elementTypes)("$name", (type) => {
    const { elements, wire } = createElements(type, longest, createRandom(type.id));

    test("writing", () => {
      const faults: string[] = [];
      const memory = new Memory(new Uint8Array(guard + 32 + header + wire.length + guard + 128));
      const sources = Array.from({ length: 32 / type.size }, (_, shift) =>
        shiftBy(type, elements, shift),
      );
      for (const n of lengths) {
        for (const place of placesOf(n)) {
          const source = sources[(n + place) % sources.length] as TypedArray;
          const start = guard + place;
          const end = start + header + n * type.size;
          memory.bytes.fill(0xa5, start - guard, end + guard);
          const at = type.write(memory, start, source.subarray(0, n));
          const isRight =
            at === end &&
            memory.view.getUint8(start) === type.id &&
            memory.view.getInt32(start + 1) === n &&
            isSame(memory.bytes.subarray(start + header, end), wire.subarray(0, n * type.size)) &&
            isUntouched(memory.bytes, start - guard, start) &&
            isUntouched(memory.bytes, end, end + guard);
          if (!isRight) faults.push(`${n} elements at ${start}`);
          count(`${tier} writing`);
        }
      }
      expect(faults).toEqual([]);
    });

    test("reading", () => {
      const faults: string[] = [];
      const memory = new Memory(new Uint8Array(32 + header + wire.length + 128));
      const room = new ArrayBuffer(wire.length + 2 * guard);
      for (const n of lengths) {
        const size = n * type.size;
        for (const place of placesOf(n)) {
          memory.view.setUint8(place, type.id);
          memory.view.setInt32(place + 1, n);
          memory.bytes.set(wire.subarray(0, size), place + header);
          memory.offset = place;
          memory.heap = 0;
          memory.end = place + header + size;
          const fresh = type.read(memory);
          const all = new Uint8Array(room, 0, size + 2 * guard).fill(0xa5);
          const shift = guard - ((n + place) % (32 / type.size)) * type.size;
          type.copyInto(memory, place + header, n, type.open(room, shift, n));
          const isRight =
            memory.offset === memory.end &&
            fresh.length === n &&
            isSame(bytesOf(fresh), bytesOf(elements.subarray(0, n))) &&
            isSame(all.subarray(shift, shift + size), bytesOf(elements.subarray(0, n))) &&
            isUntouched(all, 0, shift) &&
            isUntouched(all, shift + size, size + 2 * guard);
          if (!isRight) faults.push(`${n} elements at ${place}`);
          count(`${tier} reading`);
        }
      }
      expect(faults).toEqual([]);
    });

    test("plain arrays", () => {
      const faults: string[] = [];
      const memory = new Memory(new Uint8Array(guard + 32 + header + wire.length + guard + 128));
      // Not all NaNs are one to a plain array's engine; the quiet one without payload is.
      const plain = [...elements].map((x) => (x !== x ? NaN : x)) as number[];
      const expected = new DataView(new ArrayBuffer(wire.length));
      plain.forEach((x, i) => type.store(expected, i * type.size, x));
      for (const n of lengths) {
        const bytes = new Uint8Array(expected.buffer, 0, n * type.size);
        const part = plain.slice(0, n);
        for (const place of n <= 300 ? [n % 32, 31 - (n % 32)] : [n % 32]) {
          const start = guard + place;
          const end = start + header + n * type.size;
          memory.bytes.fill(0xa5, start - guard, end + guard);
          const at = type.writePlain(memory, start, part);
          const isRight =
            at === end &&
            isSame(memory.bytes.subarray(start + header, end), bytes) &&
            isUntouched(memory.bytes, start - guard, start) &&
            isUntouched(memory.bytes, end, end + guard);
          memory.offset = start;
          memory.heap = 0;
          const back = type.readPlain(memory);
          const isBack =
            back.length === n && part.every((x, i) => Object.is(back[i], x) || back[i] === x);
          if (!isRight || !isBack) faults.push(`${n} elements at ${start}`);
          count(`${tier} plain`);
        }
      }
      expect(faults).toEqual([]);
    });
  });
});

/** The same elements, so many places from the start of another buffer. */
function shiftBy(type: ElementType, elements: TypedArray, shift: number): TypedArray {
  const buffer = new ArrayBuffer(elements.byteLength + shift * type.size);
  new Uint8Array(buffer, shift * type.size).set(bytesOf(elements));
  return type.open(buffer, shift * type.size, elements.length);
}

const untouched = new Uint8Array(4 * guard).fill(0xa5);

function isUntouched(bytes: Uint8Array, from: number, to: number): boolean {
  return isSame(bytes.subarray(from, to), untouched.subarray(0, to - from));
}
