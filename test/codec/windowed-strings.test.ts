/** Strings that are cut out of windows of text instead of being made one by one. */
import { Reader, wrapBlock } from "@thriftgen/runtime";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

const idl = `struct Line { 1: string text, 2: i64 number }
struct Page {
  1: list<string> lines, 2: map<string, string> named, 3: set<string> unique, 4: Line first, 5: binary data,
  6: list<Line> more, 7: optional string last }
struct Names { 1: string first, 2: string last, 3: string a, 4: string b, 5: string c }
struct Few { 1: string a, 2: string b, 3: string c, 4: string d }
struct Chain { 1: string text, 2: optional Chain next }
struct Two { 1: Line a, 2: Line b }
exception Oops { 1: string reason, 2: string detail, 3: Names names }`;

type Options = Record<string, unknown>;
type Decode = (source: unknown, options?: Options) => Record<string, unknown>;

const companions: Record<string, Companion> = {};
const codec = (name: string): Companion => companions[name] as Companion;

beforeAll(async () => {
  const files = await compileOrFail({ "a.thrift": idl }, "a.thrift");
  const module = await importGenerated(writeGenerated(files), "a.ts");
  for (const name of ["Page", "Names", "Few", "Chain", "Two", "Oops"])
    companions[name] = companionOf(module, name);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const windowed = { strings: "windowed" };
const decode: Decode = (source, options) => codec("Page").decode(source as never, options as never);
const read: Decode = (source, options) =>
  codec("Page").fastRead(new Reader(source as never, options as never));
/** And the calls that make all text of 4 KB: the first windows of a reader are short. */
const readers: readonly (readonly [string, Decode, number])[] = [
  ["decode", decode, 2],
  ["fastRead", read, 4],
];

/** ASCII text of `n` characters that tells where it begins. */
const asciiText = (n: number, seed: number): string =>
  Array.from({ length: n }, (_, i) => String.fromCharCode(33 + ((i * 7 + seed * 13) % 94))).join(
    "",
  );

/** Strings on both sides of every limit, and such as are not ASCII at their beginning, middle or end. */
function makePage(): Record<string, unknown> {
  const lengths = [
    0, 1, 12, 13, 24, 25, 26, 31, 32, 33, 64, 100, 127, 128, 129, 500, 512, 513, 700,
  ];
  const plain = lengths.map((n, i) => asciiText(n, i));
  const wide = ["é", "中", "😀"].flatMap((c) =>
    [26, 40, 300].flatMap((n) => [0, n >> 1, n].map((at) => spliceText(asciiText(n, at), at, c))),
  );
  const lines = [...plain, ...wide, ...plain].map((line, i) => (i % 5 === 4 ? `${line}!` : line));
  return {
    lines,
    named: new Map(lines.map((line, i) => [`${line}${i}`, line])),
    unique: new Set(lines),
    first: { text: asciiText(50, 3), number: 7n },
    data: new Uint8Array(5000).fill(0xff),
    more: lines.map((text, i) => ({ text, number: BigInt(i) })),
    last: asciiText(300, 9),
  };
}

const spliceText = (text: string, at: number, inner: string): string =>
  text.slice(0, at) + inner + text.slice(at);

/** Calls of the engine that make text while `work` runs. */
function countCalls(work: () => unknown): number {
  const spies = [
    vi.spyOn(Buffer.prototype, "latin1Slice" as never),
    vi.spyOn(Buffer.prototype, "utf8Slice" as never),
  ];
  work();
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return count;
}

/** The value, or what is wrong. */
function resultOf(work: Decode, bytes: unknown, options?: Options): unknown {
  try {
    return work(bytes, options);
  } catch {
    const { code, offset, path } = errorOf(() => work(bytes, options));
    return { code, offset, path };
  }
}

describe.each(readers)("%s", (name, work, mostCalls) => {
  test("gives the same text, of any length and place", () => {
    const message = codec("Page").encode(makePage());
    expect(work(message, windowed)).toEqual(makePage());
    for (const before of [1, 2, 3, 4093]) {
      const input = new Uint8Array(before + message.length + 30).fill(0x41);
      input.set(message, before);
      const source = input.subarray(before, before + message.length);
      for (const bytes of [source, Buffer.from(source), wrapBlock(source)])
        expect(work(bytes, windowed)).toEqual(makePage());
    }
  });

  test("makes text of many strings in few calls", () => {
    const lines = Array.from({ length: 100 }, (_, i) => asciiText(36, i));
    const message = codec("Page").encode({ lines });
    expect(countCalls(() => work(message))).toBeGreaterThanOrEqual(100);
    expect(countCalls(() => work(message, { strings: "copy" }))).toBeGreaterThanOrEqual(100);
    expect(countCalls(() => work(message, windowed))).toBeLessThanOrEqual(mostCalls);
  });

  test("makes keys that are kept for other messages one by one", () => {
    const keys = Array.from({ length: 10 }, (_, i) => asciiText(25, i) + name.slice(0, 4) + i);
    const named = new Map(keys.map((key) => [key, ""]));
    const message = codec("Page").encode({ named });
    const before = countCalls(() => work(message, windowed));
    expect(before).toBeGreaterThanOrEqual(10);
    expect(countCalls(() => work(message, windowed))).toBe(0);
  });

  test("finds the same mistakes, at the same places", () => {
    const lines = [asciiText(30, 1), asciiText(40, 2), "é" + asciiText(30, 3)];
    const message = codec("Page").encode({ lines, last: asciiText(26, 5) });
    for (const utf8 of ["strict", "replace"])
      for (let at = 0; at < message.length; at++) {
        expect(resultOf(work, message.slice(0, at), { ...windowed, utf8 })).toEqual(
          resultOf(work, message.slice(0, at), { utf8 }),
        );
        for (const byte of [0, 0x80, 0xc3, 0xff]) {
          const bytes = message.slice();
          bytes[at] = byte;
          const own = resultOf(work, bytes, { ...windowed, utf8 });
          expect(own).toEqual(resultOf(work, bytes, { utf8 }));
        }
      }
  });

  test("says what it does not know", () => {
    const source = codec("Page").encode({});
    for (const strings of ["windows", "", null, 1, true])
      expect(errorOf(() => work(source, { strings }))).toMatchObject({
        code: "INVALID_VALUE",
        path: "options.strings",
      });
  });
});

test("what is decoded next in the same memory has no part in it", () => {
  const names = Array.from({ length: 40 }, (_, i) => asciiText(30 + i, i));
  const pages = names.map((name) => codec("Page").encode({ lines: [name, name], last: name }));
  for (const options of [windowed, undefined, windowed])
    for (const [i, page] of pages.entries()) {
      const pooled = codec("Page").encodePooled({ lines: [names[39 - i]] });
      expect(decode(page, options)["last"]).toBe(names[i]);
      expect(decode(pooled, options)["lines"]).toEqual([names[39 - i]]);
      pooled.release();
      expect(resultOf(decode, page.slice(0, -5), options)).toMatchObject({ code: "TRUNCATED" });
    }
  const broken = codec("Names").encode({ first: asciiText(30, 1), last: asciiText(30, 2) });
  broken[20] = 0xff;
  const replaced = { ...windowed, utf8: "replace" } as const;
  expect(codec("Names").decode(broken, replaced)["first"]).toContain("\ufffd");
  expect(errorOf(() => codec("Names").decode(broken)).code).toBe("INVALID_UTF8");
  expect(errorOf(() => codec("Names").decode(broken, windowed as never)).code).toBe("INVALID_UTF8");
});

test("a reader sees what the caller has put there since its last read", () => {
  const message = (text: string): Uint8Array => codec("Names").encode({ first: text, last: text });
  const bytes = message(asciiText(40, 1));
  const reader = new Reader(bytes, { strings: "windowed" });
  for (const seed of [1, 2, 3]) {
    bytes.set(message(asciiText(40, seed)));
    reader.offset = 0;
    const text = asciiText(40, seed);
    expect(codec("Names").fastRead(reader)).toMatchObject({ first: text, last: text });
  }
  const block = codec("Names").encodePooled({ first: asciiText(30, 1), last: "" });
  const ofBlock = new Reader(block as never, { strings: "windowed" });
  block.release();
  expect(errorOf(() => codec("Names").fastRead(ofBlock)).code).toBe("RELEASED_BUFFER");
});

test.each([1, 2, 3])(
  "readers of short messages with %d strings keep little of what is behind",
  (n) => {
    const lines = Array.from({ length: n }, (_, i) => asciiText(30, i));
    const message = codec("Page").encode({ lines });
    const count = 500;
    const all = new Uint8Array(message.length * count);
    for (let i = 0; i < count; i++) all.set(message, i * message.length);
    const slice = vi.spyOn(Buffer.prototype, "latin1Slice" as never);
    const reader = new Reader(all, { strings: "windowed" });
    while (reader.offset < all.length)
      expect(codec("Page").fastRead(reader)["lines"]).toEqual(lines);
    const kept = (slice.mock.calls as unknown as [number, number][]).map(([from, to]) => to - from);
    const total = kept.reduce((sum, bytes) => sum + bytes, 0);
    // Alone each takes 30; a window has 256.
    expect(total).toBeLessThanOrEqual(count * (30 + (n - 1) * 256));
    expect(total).toBeGreaterThan(count * 20);
  },
);

test("structs that hold several strings, in others too, take the option", () => {
  const text = asciiText(40, 1);
  const line = { text, number: 1n };
  const values = {
    Names: { first: text, last: text, a: "", b: "", c: "" },
    Chain: { text, next: { text, next: { text, next: undefined } } },
    Two: { a: line, b: line },
    Oops: { reason: text, detail: text, names: undefined },
  };
  for (const [name, value] of Object.entries(values)) {
    const bytes = codec(name).encode(value);
    const spy = vi.spyOn(Buffer.prototype, "latin1Slice" as never);
    const decoded = codec(name).decode(bytes, windowed as never);
    // One window, as long as both strings.
    const lengths = (spy.mock.calls as unknown as number[][]).map(
      ([from = 0, to = 0]) => to - from,
    );
    expect(lengths).toHaveLength(1);
    expect(lengths[0]).toBeGreaterThan(80);
    expect(codec(name).equals(decoded, value)).toBe(true);
    vi.restoreAllMocks();
  }
});

test("structs of few strings do without", () => {
  const text = asciiText(40, 1);
  const bytes = codec("Few").encode({ a: text, b: text });
  const spy = vi.spyOn(Buffer.prototype, "latin1Slice" as never);
  expect(codec("Few").decode(bytes, windowed as never)["b"]).toBe(text);
  for (const [from = 0, to = 0] of spy.mock.calls as unknown as number[][])
    expect(to - from).toBe(40);
});
