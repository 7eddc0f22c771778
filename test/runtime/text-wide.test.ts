/** Which texts go to the vectors, by what the engine is found to be good at. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WideText } from "../../packages/runtime/src/text-native.js";
import { openWide } from "../../packages/runtime/src/wide/index.js";

const vectors = openWide(Buffer.prototype as never) ?? expect.unreachable("no WebAssembly");
const openVectors = vi.fn<() => WideText>();
const compareSlices = vi.fn<() => number>();
const decode = vi.fn<WideText["decode"]>();
const encode = vi.fn<WideText["encode"]>();

beforeEach(() => {
  openVectors.mockImplementation(() => ({ decode, encode }));
  decode.mockImplementation((view, o, end) => vectors.decode(view, o, end));
  encode.mockImplementation((target, o, text) => vectors.encode(target, o, text));
});

afterEach(() => {
  vi.doUnmock("#wide");
  vi.doUnmock("../../packages/runtime/src/text-probe.js");
  vi.clearAllMocks();
  vi.resetModules();
});

/** The runtime's text functions on an engine that takes so many times as long for Chinese as for ASCII. */
async function openEngine(reading: number, writing: number, isCountFast = true) {
  compareSlices.mockReturnValue(reading);
  vi.resetModules();
  vi.doMock("#wide", () => ({ openVectors }));
  vi.doMock("../../packages/runtime/src/text-probe.js", () => ({
    compareSlices,
    compareWrites: () => writing,
    countsFast: () => isCountFast,
    isWriteSlow: false,
  }));
  const { decodeText, encodeText } = await import("../../packages/runtime/src/text-node.js");
  const { Memory } = await import("../../packages/runtime/src/memory.js");
  return {
    read(bytes: Uint8Array, isStrict = true): string {
      const r = new Memory(new Uint8Array([1, 2, ...bytes, 0x80]));
      r.strict = isStrict;
      return decodeText(r, 2, bytes.length);
    },
    write(text: string): Uint8Array {
      const w = new Memory(new Uint8Array(text.length * 3 + 256));
      return w.bytes.slice(4, 4 + encodeText(w, 4, text));
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const chinese = "\u4e2d\u6587\u5b57\u7b26\uff0c".repeat(40);

describe("an engine with vectors of its own, as Node 26", () => {
  test("has ours read long Chinese, opened when it comes", async () => {
    const { read } = await openEngine(1.6, 1.4);
    expect(read(bytesOf(chinese.slice(0, 80)))).toBe(chinese.slice(0, 80));
    expect(openVectors).not.toHaveBeenCalled();
    expect(read(bytesOf(chinese))).toBe(chinese);
    expect(read(bytesOf(chinese))).toBe(chinese);
    expect(openVectors).toHaveBeenCalledTimes(1);
    expect(decode).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["mixed text", `${chinese}, ab`],
    ["Russian", "\u0436\u0430\u0431\u0430 ".repeat(70)],
    ["text that begins like it", `\u4e2d${"\u00e9".repeat(300)}`],
  ])("reads %s itself", async (_name, text) => {
    const { read, write } = await openEngine(1.6, 1.4);
    expect(read(bytesOf(text))).toBe(text);
    expect(write(text)).toEqual(bytesOf(text));
    expect(openVectors).not.toHaveBeenCalled();
  });

  test("text that only looks like it at four places reads alike", async () => {
    const { read } = await openEngine(1.6, 1.4);
    for (const odd of ["abc", "\ud83d\ude00ab", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"]) {
      const text = `${chinese}${odd}${chinese}${odd}${chinese}`;
      expect(bytesOf(text).length % 3).toBe(0);
      expect(read(bytesOf(text))).toBe(text);
    }
    expect(decode).toHaveBeenCalledTimes(3);
  });

  test("damaged Chinese is refused or replaced as ever", async () => {
    const { read } = await openEngine(1.6, 1.4);
    for (const at of [1, 3, 300, 599]) {
      const bytes = bytesOf(chinese);
      bytes[at] = 0xff;
      expect(() => read(bytes)).toThrow("INVALID_UTF8");
      expect(read(bytes, false)).toBe(new TextDecoder().decode(bytes));
    }
  });

  test("without the file of the vectors it reads all itself, and asks once", async () => {
    openVectors.mockImplementation(() => undefined as never);
    const { read } = await openEngine(1.6, 1.4);
    for (let i = 0; i < 3; i++) expect(read(bytesOf(chinese))).toBe(chinese);
    expect(openVectors).toHaveBeenCalledTimes(1);
  });
});

test("an engine that reads fast and writes slowly, as Node 24, has both done", async () => {
  const { read, write } = await openEngine(1.7, 5);
  expect(write(chinese)).toEqual(bytesOf(chinese));
  expect(read(bytesOf(chinese))).toBe(chinese);
  expect([openVectors, encode, decode].map((spy) => spy.mock.calls.length)).toEqual([1, 1, 1]);
});

describe.each([true, false])("where counting bytes is fast: %s", (isCountFast) => {
  test("ASCII asks nothing else of the engine", async () => {
    const { read } = await openEngine(1.7, 5, isCountFast);
    for (let i = 0; i < 3; i++)
      expect(read(bytesOf("ascii ".repeat(99)))).toBe("ascii ".repeat(99));
    expect(compareSlices).not.toHaveBeenCalled();
    expect(openVectors).not.toHaveBeenCalled();
  });

  test("what begins as ASCII reads alike, and is refused where it is damaged", async () => {
    const { read } = await openEngine(1.7, 5, isCountFast);
    const ascii = bytesOf("ascii ".repeat(99));
    for (const odd of ["\u00e9", "\u4e2d", "\ud83d\ude00", "\ufffd"]) {
      const text = `${"ascii ".repeat(60)}${odd} ascii`;
      expect(read(bytesOf(text))).toBe(text);
    }
    for (const malformed of [[0xff], [0xc3], [0xe4, 0xb8], [0xed, 0xa0, 0x80]]) {
      const bytes = new Uint8Array([...ascii, ...malformed, ...ascii, 32]);
      expect(() => read(bytes)).toThrow("INVALID_UTF8");
      expect(read(bytes, false)).toBe(new TextDecoder().decode(bytes));
    }
  });
});

test("an engine as fast as can be has nothing done", async () => {
  const { read, write } = await openEngine(1, 1);
  expect(write(chinese)).toEqual(bytesOf(chinese));
  expect(read(bytesOf(chinese))).toBe(chinese);
  expect(openVectors).not.toHaveBeenCalled();
});
