/** Short ASCII text in JavaScriptCore, where the engine cuts it from four bytes on. */
import { afterEach, expect, test, vi } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";

afterEach(() => {
  vi.doUnmock("../../packages/runtime/src/list/engine.js");
  vi.resetModules();
});

async function openEngine(isJavaScriptCore: boolean) {
  vi.resetModules();
  vi.doMock("../../packages/runtime/src/list/engine.js", () => ({ isJavaScriptCore }));
  const { decodeText } = await import("../../packages/runtime/src/text-node.js");
  const { readAscii } = await import("../../packages/runtime/src/text-ascii.js");
  const read = (bytes: Uint8Array): string => {
    const r = new Memory(new Uint8Array([0xff, 0xff, ...bytes, 0xff, 0xff]));
    return decodeText(r, 2, bytes.length);
  };
  return { read, readAscii };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const ascii =
  "The quick brown fox jumps over a lazy dog, \u0000\u007f and then once more, as foxes do.";

test.each([true, false])(
  "text of all short lengths reads alike: JavaScriptCore %s",
  async (isIt) => {
    const { read, readAscii } = await openEngine(isIt);
    expect(readAscii(bytesOf("fox!"), 0, 4)).toBe(isIt ? undefined : "fox!");
    for (let n = 0; n <= ascii.length; n++)
      expect(read(bytesOf(ascii.slice(0, n)))).toBe(ascii.slice(0, n));
  },
);

test.each([true, false])(
  "one other character is found wherever it stands: JavaScriptCore %s",
  async (isIt) => {
    const { read } = await openEngine(isIt);
    for (const odd of ["\u00e9", "\u4e2d", "\ud83d\ude00"]) {
      for (let n = 0; n <= 70; n++) {
        const text = `${ascii.slice(0, n)}${odd}${ascii.slice(n, 70)}`;
        expect(read(bytesOf(text))).toBe(text);
      }
    }
  },
);

test.each([true, false])(
  "a malformed byte is refused wherever it stands: JavaScriptCore %s",
  async (isIt) => {
    const { read } = await openEngine(isIt);
    for (const length of [1, 3, 4, 5, 7, 8, 23, 24, 25, 63, 64, 65]) {
      for (let at = 0; at < length; at++) {
        const bytes = bytesOf(ascii.slice(0, length));
        bytes[at] = 0xff;
        expect(() => read(bytes)).toThrow("INVALID_UTF8");
      }
    }
  },
);
