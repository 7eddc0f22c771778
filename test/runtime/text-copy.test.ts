/** Long ASCII text, which is copied where the engine's own encoder looks at each character: up to Node 20. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import * as probe from "../../packages/runtime/src/text-probe.js";

let encodeText: typeof import("../../packages/runtime/src/text-node.js").encodeText;
const copies = vi.spyOn(Buffer.prototype as unknown as Latin1, "latin1Write");

interface Latin1 {
  latin1Write(text: string, offset: number, length: number): number;
}

beforeEach(async () => {
  copies.mockClear();
  vi.resetModules();
  vi.doMock("../../packages/runtime/src/text-probe.js", () => ({ ...probe, isWriteSlow: true }));
  ({ encodeText } = await import("../../packages/runtime/src/text-node.js"));
});

afterEach(() => {
  vi.doUnmock("../../packages/runtime/src/text-probe.js");
});

/** What is stored, between guard bytes, of which none may change. */
function write(text: string): Uint8Array {
  const w = new Memory(new Uint8Array(text.length * 3 + 16).fill(0xa5));
  w.strict = true;
  const size = encodeText(w, 8, text);
  const bytes = w.bytes.slice(0, 8 + size + 8);
  expect(bytes.subarray(0, 8).every((byte) => byte === 0xa5)).toBe(true);
  expect(bytes.subarray(8 + size).every((byte) => byte === 0xa5)).toBe(true);
  return bytes.subarray(8, 8 + size);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const ascii = "The quick brown fox jumps over a lazy dog. ".repeat(50);

test("long ASCII text is copied, shorter text is not", () => {
  expect(write(ascii)).toEqual(bytesOf(ascii));
  expect(copies).toHaveBeenCalledTimes(1);
  expect(write(ascii.slice(0, 600))).toEqual(bytesOf(ascii.slice(0, 600)));
  expect(copies).toHaveBeenCalledTimes(1);
});

// The low byte of U+4E2D is that of a minus sign.
test.each(["\u00e9", "\u007f\u0080", "\u4e2d", "\ud83d\ude00"])(
  "one other character is found wherever it stands: %s",
  async (odd) => {
    for (const at of [0, 1, 20, 639, 640, 1000, ascii.length - 1, ascii.length]) {
      vi.resetModules();
      ({ encodeText } = await import("../../packages/runtime/src/text-node.js"));
      const text = `${ascii.slice(0, at)}${odd}${ascii.slice(at)}`;
      expect(write(text)).toEqual(bytesOf(text));
    }
    expect(copies).not.toHaveBeenCalled();
  },
);

test("ASCII text that the engine keeps in two bytes a character is ASCII", () => {
  const wide = `\u4e2d${ascii}`.slice(1);
  expect(write(wide)).toEqual(bytesOf(ascii));
});

test("a lone surrogate is refused wherever it stands", () => {
  for (const at of [0, 700, ascii.length])
    expect(() => write(`${ascii.slice(0, at)}\ud800${ascii.slice(at)}`)).toThrow("INVALID_UTF8");
});

test("after other text the next 31 are not asked, and then ASCII is copied again", () => {
  write(`${ascii}\u00e9`);
  for (let i = 0; i < 31; i++) write(ascii);
  expect(copies).not.toHaveBeenCalled();
  expect(write(ascii)).toEqual(bytesOf(ascii));
  expect(copies).toHaveBeenCalledTimes(1);
});
