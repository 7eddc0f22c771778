/** Skipping is as strict as reading, and errors of both tell the field. */
import { Reader, ThriftError, type ThriftErrorCode } from "@thriftgen/runtime";
import { describe, expect, test } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";
import { skipValue } from "../../packages/runtime/src/skip.js";
import { Note } from "./codec.js";

const hex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** Type id, one value, and what it is. */
const values: readonly (readonly [number, string, string])[] = [
  [2, "01", "bool"],
  [3, "7f", "i8"],
  [4, "3ff0000000000000", "double"],
  [6, "7fff", "i16"],
  [8, "7fffffff", "i32"],
  [10, "7fffffffffffffff", "i64"],
  [11, "00000003 616263", "string"],
  [12, "080001 00000001 00", "struct"],
  [13, "0b08 00000001 00000001 61 00000001", "map"],
  [13, "0000 00000000", "empty map of no types"],
  [14, "08 00000002 00000001 00000002", "set"],
  [15, "0c 00000002 00 080001 00000001 00", "list of structs"],
  [15, "02 00000003 010001", "list of bools"],
  [15, "63 00000000", "empty list of what is no type"],
  [16, "00112233445566778899aabbccddeeff", "uuid"],
];

function skip(type: number, bytes: Uint8Array): number {
  const r = new Memory(Uint8Array.from(bytes));
  r.end = bytes.length;
  skipValue(r, type);
  return r.offset;
}

/** Structs in structs. */
function nested(levels: number): Uint8Array {
  return hex("0c0001".repeat(levels - 1) + "00".repeat(levels));
}

function codeOf(action: () => unknown): ThriftErrorCode | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof ThriftError) return error.code;
    throw error;
  }
}

describe("skipping", () => {
  test.each(values)("type %d, %s, a %s: steps over the whole and nothing less", (type, text) => {
    const bytes = hex(text);
    expect(skip(type, bytes)).toBe(bytes.length);
    expect(skip(type, Uint8Array.from([...bytes, 0xff]))).toBe(bytes.length);
    for (let length = 0; length < bytes.length; length++)
      expect(codeOf(() => skip(type, bytes.subarray(0, length)))).toBe("TRUNCATED");
  });

  test.each([
    ["no type", 5, "00", "INVALID_TYPE"],
    ["void", 1, "00", "INVALID_TYPE"],
    ["a type above all", 200, "00", "INVALID_TYPE"],
    ["elements of no type", 15, "01 00000001 00", "INVALID_TYPE"],
    ["values of no type", 13, "0805 00000001 00000000", "INVALID_TYPE"],
    ["a negative string", 11, "ffffffff", "NEGATIVE_SIZE"],
    ["a negative list", 15, "08 80000000", "NEGATIVE_SIZE"],
    ["a negative map", 13, "0808 ffffffff", "NEGATIVE_SIZE"],
    ["a string beyond the end", 11, "7fffffff 61", "TRUNCATED"],
    ["a list beyond the end", 15, "0c 7fffffff 00", "TRUNCATED"],
    ["a map beyond the end", 13, "0b0b 7fffffff 00", "TRUNCATED"],
  ])("%s is refused", (_what, type, text, code) => {
    expect(codeOf(() => skip(type, hex(text)))).toBe(code);
  });

  test("64 levels are stepped over, 65 are not", () => {
    expect(skip(12, nested(64))).toBe(nested(64).length);
    expect(codeOf(() => skip(12, nested(65)))).toBe("DEPTH_LIMIT");
    expect(codeOf(() => skip(15, hex("0f00000001".repeat(100_000))))).toBe("DEPTH_LIMIT");
  });
});

describe("errors of decode", () => {
  test.each([
    ["cut text", "0c0002 0b0001 00000009 61", "TRUNCATED", 11, "next.text"],
    ["a cut header", "0c0002 0b00", "TRUNCATED", 5, "next"],
    ["malformed text", "0b0001 00000001 ff 00", "INVALID_UTF8", 7, "text"],
    ["no type", "0c0002 050007 00", "INVALID_TYPE", 6, "next.#7"],
    [
      "an element of an unknown list",
      "0f0009 0b 00000002 00000001 61 ffffffff 00",
      "NEGATIVE_SIZE",
      13,
      "#9[1]",
    ],
    [
      "a value of an unknown map",
      "0d0009 0b0b 00000001 00000000 80000000",
      "NEGATIVE_SIZE",
      13,
      "#9[0]",
    ],
    ["bytes behind the message", "00 00", "TRAILING_BYTES", 1, ""],
  ])("%s", (_what, text, code, offset, path) => {
    for (const source of [hex(text), hex(`ff${text}`).subarray(1)]) {
      expect(() => Note.decode(source)).toThrow(
        expect.objectContaining({ code, offset, path }) as ThriftError,
      );
    }
    expect(Note.decode(hex("0b0001 00000001 61 00")).text).toBe("a");
  });

  test("a reader stays where it was and reads on", () => {
    const reader = new Reader(hex("00 0b0001 00000001 ff 00"));
    Note.fastRead(reader);
    expect(reader.offset).toBe(1);
    for (let i = 0; i < 100; i++) {
      expect(() => Note.fastRead(reader)).toThrow(
        expect.objectContaining({ code: "INVALID_UTF8", offset: 8, path: "text" }) as ThriftError,
      );
      expect(reader.offset).toBe(1);
    }
    reader.offset = 0;
    expect(Note.fastRead(reader)).toEqual({ text: "", next: undefined });
  });

  test("what is neither bytes nor a block is refused", () => {
    for (const source of [undefined, null, 1, "text", [], {}, new ArrayBuffer(4)]) {
      expect(codeOf(() => Note.decode(source as Uint8Array))).toBe("INVALID_VALUE");
      expect(codeOf(() => new Reader(source as Uint8Array))).toBe("INVALID_VALUE");
    }
  });

  test("shared and resizable memory is read from a copy", () => {
    const message = Note.encode({ text: "shared" });
    const shared = new Uint8Array(new SharedArrayBuffer(message.length));
    shared.set(message);
    const resizable = new Uint8Array(new ArrayBuffer(message.length, { maxByteLength: 1000 }));
    resizable.set(message);
    for (const source of [shared, resizable]) {
      expect(Note.decode(source).text).toBe("shared");
      const reader = new Reader(source);
      source.fill(0xff);
      expect(Note.fastRead(reader).text).toBe("shared");
    }
  });
});
