/** Entries of maps: read one by one where they lie, unless a key comes twice or somebody else has to judge. */
import fc from "fast-check";
import { allocateBlock, ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { areKeysDistinct, hashText } from "../../packages/runtime/src/view/distinct-keys.js";
import { openMessage, type ViewSource } from "../../packages/runtime/src/view/message.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

type MapName = "texts" | "blobs" | "numbers" | "flags";
type Entry = readonly [key: string, value: unknown];

interface MapsView extends Record<MapName, Iterable<Entry>> {
  $toObject(): Record<MapName, ReadonlyMap<string, unknown>>;
}

let companion: Companion;
let views: { of(source: ViewSource, options?: object): MapsView };

beforeAll(async () => {
  const idl = `struct Maps {
    1: map<string, string> texts, 2: map<string, binary> blobs, 3: map<string, i64> numbers, 4: map<string, bool> flags
  }`;
  const files = await compileOrFail({ "maps.thrift": idl }, "maps.thrift", { views: true });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "maps.ts"), "Maps");
  ({ MapsView: views } = (await importGenerated(directory, "maps.view.ts")) as never as {
    MapsView: typeof views;
  });
});

/** By field: its id, the wire type of its values, and how one is written. */
const forms: Record<MapName, { id: number; type: number; write: (n: number) => Buffer }> = {
  texts: { id: 1, type: 11, write: (n) => writeText(`value ${"\u00e9".repeat(n % 9)}${n}`) },
  blobs: { id: 2, type: 11, write: (n) => writeText("b".repeat(n % 50)) },
  numbers: { id: 3, type: 10, write: (n) => Buffer.from(BigInt64Array.of(BigInt(n)).buffer) },
  flags: { id: 4, type: 2, write: (n) => Buffer.of(n & 1) },
};

function writeText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const size = Buffer.alloc(4);
  size.writeInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** A message of one map, whose keys may come more than once, and where its first entry begins. */
function writeMap(name: MapName, keys: readonly (string | Buffer)[]): Uint8Array {
  const { id, type, write } = forms[name];
  const head = Buffer.from([13, 0, id, 11, type, 0, 0, 0, 0]);
  head.writeInt32BE(keys.length, 5);
  const entries = keys.flatMap((key, n) => [
    typeof key === "string" ? writeText(key) : key,
    write(n),
  ]);
  return new Uint8Array(Buffer.concat([head, ...entries, Buffer.of(0)]));
}

const names = Object.keys(forms) as MapName[];

/** Few letters, so that keys come again, and all sizes around a hash's steps. */
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.integer({ min: 0, max: 40 }).map((n) => `prefix-${n}-suffix`),
);

test("they are those that decode gives, in its order, whatever the keys are", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(key, { maxLength: 60 }), (name, keys) => {
      const bytes = writeMap(name, keys);
      const expected = [...(companion.decode(bytes) as unknown as MapsView)[name]];
      expect(expected.length).toBe(new Set(keys).size);
      const cut = ChainBuffer.from([bytes.subarray(0, 11), bytes.subarray(11)], { threshold: 0 });
      for (const source of [bytes, wrapBlock(bytes), cut])
        expect([...views.of(source)[name]]).toEqual(expected);
      expect([...views.of(bytes, { utf8: "replace" })[name]]).toEqual(expected);
      expect(Object.fromEntries(views.of(bytes)[name])).toEqual(Object.fromEntries(expected));
    }),
    { numRuns: 500 },
  );
});

test("two keys that are malformed alike in other ways are one where they are replaced", () => {
  const bytes = writeMap("numbers", [Buffer.of(0, 0, 0, 1, 0xff), Buffer.of(0, 0, 0, 1, 0xfe)]);
  expect(() => [...views.of(bytes).numbers]).toThrow("INVALID_UTF8");
  expect([...views.of(bytes, { utf8: "replace" }).numbers].length).toBe(1);
});

test("an entry that can't be read is the error of decode, after those before it, at every step", () => {
  const bytes = writeMap("texts", ["one", "two", "three"]);
  bytes[bytes.length - 2] = 0xff;
  const entries = views.of(bytes).texts[Symbol.iterator]();
  expect([entries.next().value, entries.next().value]).toEqual([
    ["one", "value 0"],
    ["two", "value \u00e91"],
  ]);
  const { code, offset, path } = errorOf(() => companion.decode(bytes));
  for (let i = 0; i < 2; i++)
    expect(() => entries.next()).toThrow(expect.objectContaining({ code, offset, path }) as Error);
});

test("a number beyond 2^53 has its place in the error, as decode says it", async () => {
  const idl = "struct Maps { 3: map<string, i64> numbers }";
  const options = { views: true, i64: "number" } as const;
  const files = await compileOrFail({ "maps.thrift": idl }, "maps.thrift", options);
  const directory = writeGenerated(files);
  const { MapsView } = (await importGenerated(directory, "maps.view.ts")) as never as {
    MapsView: typeof views;
  };
  const codec = companionOf(await importGenerated(directory, "maps.ts"), "Maps");
  // The low byte comes first here, so that 1 is 2^56 on the wire.
  const bytes = writeMap("numbers", ["zero", "one"]);
  const { code, offset, path } = errorOf(() => codec.decode(bytes));
  expect([code, path]).toEqual(["OUT_OF_RANGE", "numbers[1]"]);
  const read = errorOf(() => [...MapsView.of(bytes).numbers]);
  expect([read.code, read.offset, read.path]).toEqual([code, offset, path]);
});

test("edits meanwhile do not show: entries are those that were there", () => {
  const view = views.of(writeMap("flags", ["a", "b", "c"]));
  const flags = view.flags as unknown as Map<string, boolean>;
  const seen: Entry[] = [];
  for (const entry of view.flags) {
    if (seen.push(entry) > 1) continue;
    flags.delete("b");
    flags.set("c", true);
    flags.set("d", true);
  }
  expect(seen).toEqual([
    ["a", false],
    ["b", true],
    ["c", false],
  ]);
  expect([...view.flags]).toEqual([
    ["a", false],
    ["c", true],
    ["d", true],
  ]);
});

test("a count that became negative since the scan is an error", () => {
  const bytes = writeMap("flags", ["a", "b"]);
  const view = views.of(bytes);
  void view.texts;
  bytes[5] = 0xff;
  expect(errorOf(() => [...view.flags]).code).toBe("NEGATIVE_SIZE");
});

test("memory that is given back meanwhile is not read", () => {
  const bytes = writeMap("texts", ["one", "two"]);
  const block = allocateBlock(bytes.length);
  block.bytes.set(bytes);
  const entries = views.of(block).texts[Symbol.iterator]();
  entries.next();
  block.release();
  expect(() => entries.next()).toThrow("RELEASED_BUFFER");
});

const number = (count: number): string[] => Array.from({ length: count }, (_, i) => `key ${i}`);

describe("keys are found to be unlike", () => {
  const info = { size: 64, names: () => ({}) };
  const first = 9;
  const areDistinct = (keys: readonly string[]): boolean =>
    areKeysDistinct(openMessage(writeMap("numbers", keys), info), first, keys.length, 8);

  test("few, and tens of thousands", () => {
    for (const count of [0, 1, 2, 3, 60, 1000, 32_766]) {
      expect(areDistinct(number(count))).toBe(true);
      if (count > 0) expect(areDistinct([...number(count), `key ${count >> 1}`])).toBe(false);
    }
  });

  test("more are left to the codec", () => {
    expect(areDistinct(number(33_000))).toBe(false);
    expect([...views.of(writeMap("numbers", number(33_000))).numbers].length).toBe(33_000);
  });

  test("as many as there may be, and one more", () => {
    expect(areDistinct(number(32_767))).toBe(true);
    expect(areDistinct(number(32_768))).toBe(false);
  });

  test("that differ in one character, wherever it stands", () => {
    for (let size = 1; size <= 12; size++) {
      for (let at = 0; at < size; at++) {
        const base = "k".repeat(size);
        const keys = Array.from({ length: 26 }, (_, i) => {
          const letter = String.fromCharCode(97 + i);
          return base.slice(0, at) + letter + base.slice(at + 1);
        });
        expect(areDistinct(keys)).toBe(true);
      }
    }
  });

  test("those of one hash are left to the codec", () => {
    const keys: string[] = [];
    for (let i = 0; keys.length < 64; i++) {
      const bytes = Buffer.from(`attack ${i}`);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      if ((hashText(view, 0, bytes.length) & 0xff) === 7) keys.push(`attack ${i}`);
    }
    expect(areDistinct(keys)).toBe(false);
    expect([...views.of(writeMap("flags", keys)).flags].length).toBe(64);
  });

  test("sizes that have changed since the scan are left to it", () => {
    for (const at of [first, first + 4 + 5 + 8]) {
      for (const byte of [0x7f, 0x80]) {
        const bytes = writeMap("numbers", ["key 0", "key 1"]);
        bytes[at] = byte;
        expect(areKeysDistinct(openMessage(bytes, info), first, 2, 8)).toBe(false);
      }
    }
  });
});
