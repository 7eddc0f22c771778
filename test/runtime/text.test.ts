/** Strings of every length and kind, through Node's functions and through those for browsers. */
import { ThriftError } from "@thriftgen/runtime";
import { describe, expect, test, vi } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import * as browser from "../../packages/runtime/src/text-browser.js";
import * as node from "../../packages/runtime/src/text-node.js";
import { sizeOfString } from "../../packages/runtime/src/text-write.js";
import { Note } from "./codec.js";

/** Bytes in front, so that offsets matter. */
const front = 5;

/** A copy of Node's whose long texts take the loop, as where there are no vectors. */
async function importWithoutVectors(): Promise<typeof node> {
  vi.resetModules();
  vi.stubEnv("THRIFTGEN_SIMD", "off");
  const copy = await import("../../packages/runtime/src/text-node.js");
  // The first wide text decides.
  expect(decode(copy, Buffer.from("\u4e2d".repeat(100)))).toBe("\u4e2d".repeat(100));
  vi.unstubAllEnvs();
  return copy;
}

/** One that gets none of Node's modules: neither vectors nor a judge of bytes. */
async function importWithoutModules(): Promise<typeof node> {
  vi.resetModules();
  const { getBuiltinModule } = process;
  process.getBuiltinModule = () => undefined as never;
  try {
    const copy = await import("../../packages/runtime/src/text-node.js");
    expect(decode(copy, Buffer.from("\u4e2d".repeat(100)))).toBe("\u4e2d".repeat(100));
    return copy;
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
}

const platforms = {
  node,
  "node without vectors": await importWithoutVectors(),
  "node without modules": await importWithoutModules(),
  browser,
};

function decode(
  { decodeText }: typeof node,
  bytes: readonly number[] | Uint8Array,
  strict = true,
): string {
  const memory = new Memory(Uint8Array.from([0, 0, 0, 0, 0, ...bytes, 0]));
  memory.strict = strict;
  return decodeText(memory, front, bytes.length);
}

function encode({ encodeText }: typeof node, text: string): Uint8Array {
  const memory = new Memory(new Uint8Array(front + text.length * 3 + 128).fill(0xa5));
  const n = encodeText(memory, front, text);
  expect(memory.bytes.subarray(0, front).every((byte) => byte === 0xa5)).toBe(true);
  return memory.bytes.slice(front, front + n);
}

/** One text of each length with each character in each of a few places. */
function* listTexts(): Generator<string> {
  const characters = [
    "a",
    "\0",
    "\x7f",
    "\x80",
    "\u00e9",
    "\u07ff",
    "\u0800",
    "\u4e2d",
    "\uffff",
    "\ufffd",
    "\ufeff",
    "\u{1f600}",
    "\u{10ffff}",
  ];
  for (let length = 0; length <= 100; length++) {
    yield "x".repeat(length);
    for (const character of characters) {
      if (length === 0) continue;
      yield character.repeat(length);
      for (const at of [0, length >> 1, length - 1])
        yield `${"x".repeat(at)}${character}${"y".repeat(length - 1 - at)}`;
    }
  }
  for (const length of [1000, 4095, 4096, 4097, 9000]) {
    yield "z".repeat(length);
    yield "\u4e2d".repeat(length);
    yield `${"\u4e2d".repeat(length)}a\u{1f600}`;
  }
}

/** Every class of malformed UTF-8: the first byte decides where the text goes, so each comes alone and in long texts. */
const malformed: Readonly<Record<string, readonly number[]>> = {
  "a continuation alone": [0x80],
  "a lead alone": [0xe4],
  "two bytes, cut": [0xc3],
  "three bytes, cut": [0xe4, 0xb8],
  "four bytes, cut": [0xf0, 0x9f, 0x98],
  "an overlong of two": [0xc0, 0x80],
  "an overlong of three": [0xe0, 0x80, 0x80],
  "an overlong of four": [0xf0, 0x80, 0x80, 0x80],
  "a high surrogate": [0xed, 0xa0, 0x80],
  "a low surrogate": [0xed, 0xbf, 0xbf],
  "beyond U+10FFFF": [0xf4, 0x90, 0x80, 0x80],
  "a byte that never occurs": [0xff],
};

describe.each(Object.entries(platforms))("%s", (_name, platform) => {
  test("texts of every length and boundary are written and read as TextEncoder does", () => {
    const encoder = new TextEncoder();
    for (const text of listTexts()) {
      const expected = encoder.encode(text);
      expect(Buffer.compare(encode(platform, text), expected)).toBe(0);
      if (decode(platform, expected) !== text) expect.fail(JSON.stringify(text));
    }
  });

  test.each(Object.entries(malformed))("%s is refused, or replaced", (_class, bad) => {
    const wide = [...new TextEncoder().encode("\u4e2d".repeat(50))];
    const long = [...new TextEncoder().encode("a".repeat(70))];
    // Such as are judged by their bytes in Node, and those around the least size.
    const longer = [...new TextEncoder().encode("\u4e2d\uff0c".repeat(60))];
    const atLimit = [255, 256, 257].map((size) => {
      const rest = size - bad.length;
      return [...long.slice(0, rest % 3), ...longer.slice(0, rest - (rest % 3)), ...bad];
    });
    for (const bytes of [
      [...longer, ...bad],
      [...bad, ...longer],
      [...longer, ...bad, ...longer],
      ...atLimit,
      bad,
      [...bad, 0x41],
      [...wide, ...bad],
      [...bad, ...wide],
      [...long, ...bad, ...long],
    ]) {
      const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
      expect(() => decode(platform, bytes)).toThrow(
        expect.objectContaining({ code: "INVALID_UTF8", offset: front }) as ThriftError,
      );
      expect(decode(platform, bytes, false)).toBe(expected);
      // The next text is read as if nothing had happened.
      expect(decode(platform, wide)).toBe("\u4e2d".repeat(50));
    }
  });

  test("one odd character among long ASCII is found wherever it stands", () => {
    const ascii = [...new TextEncoder().encode("b".repeat(120))];
    const pieces = Object.values(malformed).map((bytes) => ({ bytes, isWrong: true }));
    for (const text of ["\u00e9", "\u4e2d", "\ufffd", "\u{1f600}"])
      pieces.push({ bytes: [...new TextEncoder().encode(text)], isWrong: false });
    for (const { bytes: piece, isWrong } of pieces) {
      for (let at = 0; at <= ascii.length; at += 7) {
        // Texts that are not ASCII make the next ones be read in another way, so that is over first.
        for (let i = 0; i < 40; i++) decode(platform, ascii);
        const bytes = Uint8Array.from([...ascii.slice(0, at), ...piece, ...ascii.slice(at)]);
        const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        expect(decode(platform, bytes, false)).toBe(expected);
        for (let i = 0; i < 40; i++) decode(platform, ascii);
        if (isWrong) expect(() => decode(platform, bytes)).toThrow("INVALID_UTF8");
        else expect(decode(platform, bytes)).toBe(expected);
      }
    }
  });

  test("long texts come out right whatever came before them", () => {
    // Those that are wide behind a narrow beginning change how the next ones are written.
    const texts = [
      `${"# heading ".repeat(4)}${"\u4e2d".repeat(400)}`,
      "a".repeat(300),
      "caf\u00e9 ".repeat(80),
      `${"n".repeat(30)}${"\u{1f600}\u4e2d".repeat(200)}`,
      "short and narrow, more than 24",
    ].map((text) => ({ text, bytes: new TextEncoder().encode(text) }));
    const lone = `${"# heading ".repeat(4)}${"\u4e2d".repeat(400)}\ud800`;
    for (let first = 0; first < texts.length; first++) {
      for (let i = 0; i < 200; i++) {
        const { text, bytes } = texts[(first + ((i * i) >> 2)) % texts.length] as (typeof texts)[0];
        if (Buffer.compare(encode(platform, text), bytes) !== 0) expect.fail(`${first}, ${i}`);
        if (i % 16 === 5) expect(() => encode(platform, lone)).toThrow("INVALID_UTF8");
      }
    }
  });

  test("a replacement character that was sent is no mistake", () => {
    for (const text of ["a\ufffdb".repeat(20), "\u4e2d\ufffd\uff0c".repeat(100)])
      expect(decode(platform, [...new TextEncoder().encode(text)])).toBe(text);
  });
});

describe("strings in messages", () => {
  test("lone surrogates are refused with their path, or replaced", () => {
    for (const lone of [
      "\ud800",
      "\udfff",
      "a\ud800b",
      `${"x".repeat(100)}\udc00`,
      "\udc00\ud800",
    ]) {
      expect(() => Note.encode({ next: { text: lone } })).toThrow(
        expect.objectContaining({ code: "INVALID_UTF8", path: "next.text" }) as ThriftError,
      );
      const replaced = Note.decode(Note.encode({ text: lone }, { utf8: "replace" }));
      expect(replaced.text).toBe(lone.toWellFormed());
      expect(() => sizeOfString(lone)).toThrow(ThriftError);
    }
  });

  test("sizes are those of the bytes", () => {
    for (const text of listTexts()) expect(sizeOfString(text)).toBe(Buffer.byteLength(text));
  });
});
