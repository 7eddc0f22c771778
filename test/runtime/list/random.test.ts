/** Random lists, most of them short as in messages, by every tier and both ways. */
import { configureLists } from "@thriftgen/runtime";
import { afterAll, expect, test } from "vitest";
import { Memory } from "../../../packages/runtime/src/memory.js";
import { createElements, createRandom, elementTypes, forceTier, tiers } from "./subjects.js";
import type { TypedArray } from "./subjects.js";

/** By all tiers together. */
const total = Number(process.env["RANDOM_LISTS"] ?? 1_000_000);
const share = Math.ceil(total / tiers.length);
const longest = 20_000;

/** Half have less than 8 elements, one in 4,000 more than 1,000. */
function randomLength(random: (below: number) => number): number {
  const kind = random(4000);
  if (kind === 0) return random(longest);
  if (kind < 100) return random(1000);
  return random(kind < 2000 ? 8 : 64);
}

afterAll(() => configureLists());

test.each(tiers)("%s", (tier) => {
  forceTier(tier);
  const random = createRandom(tier.length);
  const memory = new Memory(new Uint8Array(longest * 8 + 1024));
  const subjects = elementTypes.map((type) => {
    const { elements, wire } = createElements(type, longest, createRandom(type.size));
    const plain = [...elements].map((x) => (x !== x ? 0 : x)) as number[];
    const wirePlain = new DataView(new ArrayBuffer(wire.length));
    plain.forEach((x, i) => type.store(wirePlain, i * type.size, x));
    const room = type.open(new ArrayBuffer(wire.length), 0, longest);
    return { type, elements, wire, plain, wirePlain: new Uint8Array(wirePlain.buffer), room };
  });
  const faults: string[] = [];
  let lists = 0;
  for (; lists < share; lists++) {
    const subject = subjects[lists & 3];
    if (subject === undefined) throw new Error("no subjects");
    const { type, elements, wire, plain, wirePlain, room } = subject;
    const n = randomLength(random);
    const from = random(longest - n + 1);
    const start = random(32);
    const end = start + 5 + n * type.size;
    const isPlain = random(4) === 0;
    const at = isPlain
      ? type.writePlain(memory, start, plain.slice(from, from + n))
      : type.write(memory, start, elements.subarray(from, from + n));
    const expected = (isPlain ? wirePlain : wire).subarray(
      from * type.size,
      (from + n) * type.size,
    );
    let isRight = at === end && isSame(memory.bytes.subarray(start + 5, end), expected);
    memory.offset = start;
    memory.heap = 0;
    if (random(2) === 0) {
      const back = type.read(memory);
      isRight &&= back.length === n && isSame(reverse(back, type.size), expected);
    } else {
      type.copyInto(memory, start + 5, n, room);
      isRight &&= isSame(reverse(room.subarray(0, n), type.size), expected);
    }
    if (!isRight) faults.push(`${n} of ${type.name} from ${from} at ${start}`);
  }
  console.log(`random lists by ${tier}: ${lists.toLocaleString("en")}`);
  expect(faults).toEqual([]);
  expect(lists).toBe(share);
});

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The wire form again, by Node's own swaps. */
function reverse({ buffer, byteOffset, byteLength }: TypedArray, size: number): Uint8Array {
  const copy = Buffer.from(new Uint8Array(buffer, byteOffset, byteLength));
  return size === 2 ? copy.swap16() : size === 4 ? copy.swap32() : copy.swap64();
}
