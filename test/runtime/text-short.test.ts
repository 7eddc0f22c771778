/** Short text that is not ASCII: what is no UTF-8 is found, whichever bytes stand where. */
import { expect, test } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import { decodeText, encodeText } from "../../packages/runtime/src/text-node.js";

/** The first and last byte of each kind, and such as begin what is overlong, a surrogate or beyond Unicode. */
const bytes = [
  0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
  0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff,
];
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

function decodeStrictly(text: Uint8Array): string {
  try {
    return strict.decode(text);
  } catch {
    return "INVALID_UTF8";
  }
}

function decode(text: Uint8Array, isStrict: boolean): string {
  // Behind it stands a byte that would complete a character.
  const memory = new Memory(Uint8Array.from([0, ...text, 0x80]));
  memory.strict = isStrict;
  try {
    return decodeText(memory, 1, text.length);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test("three of them and one more are judged as TextDecoder judges them", () => {
  const wrong: number[][] = [];
  for (const a of bytes) {
    for (const b of bytes) {
      for (const c of bytes) {
        for (const d of [0x41, 0x80, 0xbf, 0xc2]) {
          const text = Uint8Array.of(a, b, c, d);
          if (decode(text, true) !== decodeStrictly(text)) wrong.push([...text]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("every two are replaced as TextDecoder replaces them", () => {
  for (const a of bytes) {
    for (const b of bytes) {
      const text = Uint8Array.of(0xc3, 0xa9, a, b);
      expect(decode(text, false), [...text].join(" ")).toBe(lenient.decode(text));
    }
  }
});

test("no text is empty text, whatever stands behind it", () => {
  expect(decode(Uint8Array.of(), true)).toBe("");
});

test("all characters are written as TextEncoder writes them", () => {
  const encoder = new TextEncoder();
  const memory = new Memory(new Uint8Array(200));
  for (let code = 0x80; code < 0x11_0000; code += code < 0x1_0000 ? 1 : 97) {
    if ((code & ~0x7ff) === 0xd800) continue;
    const text = `a${String.fromCodePoint(code)}b`;
    const n = encodeText(memory, 4, text);
    const written = memory.bytes.subarray(4, 4 + n);
    if (!Buffer.from(written).equals(encoder.encode(text))) expect(code).toBe("written");
    if (decode(written, true) !== text) expect(code).toBe("read");
  }
});
