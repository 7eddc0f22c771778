/** The options of the verbs that write: what they count is what they write, strictly or with replacements. */
import { limits, ThriftError, type ThriftErrorCode } from "@thriftgen/runtime";
import { describe, expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";

const idl = `
  struct Plain { 1: string text, 2: optional Plain next }
  struct Holder { 1: list<string> texts, 2: map<string, binary> table }
  exception Trouble { 1: string text, 2: set<string> more }
  union Choice { 1: string text, 2: list<Plain> plain }
`;

const module = await loadModule({ "options.thrift": idl }, "options.thrift");

const failing = (code: ThriftErrorCode): ThriftError =>
  expect.objectContaining({ name: "ThriftError", code }) as ThriftError;

const texts = ["\ud800", "a\udc00b", "\ud83d", "\udc00\ud800", `${"x".repeat(300)}\ud800`];

/** Struct, and a value with the text somewhere in it. */
const rows: readonly (readonly [string, (text: string) => unknown])[] = [
  ["Plain", (text) => ({ text, next: { text } })],
  ["Holder", (text) => ({ texts: ["ok", text], table: new Map([[text, new Uint8Array(5)]]) })],
  ["Trouble", (text) => ({ text: "", more: new Set([text]) })],
  ["Choice", (text) => ({ plain: [{ text }] })],
];

describe.each(rows)("%s with a lone surrogate", (name, make) => {
  const companion = companionOf(module, name);

  test.each(texts)("%j: as many bytes as are counted, or refused by all", (text) => {
    const value = make(text);
    const target = new Uint8Array(2000).fill(0xa5);
    const bytes = companion.encode(value, { utf8: "replace" });
    expect(companion.byteLength(value, { utf8: "replace" })).toBe(bytes.length);
    expect(companion.fastWrite(value, target, 3, { utf8: "replace" })).toBe(3 + bytes.length);
    expect(target.slice(3, 3 + bytes.length)).toEqual(bytes);
    expect(companion.encode(make(text.toWellFormed()))).toEqual(bytes);
    target.fill(0xa5);
    for (const options of [undefined, {}, { utf8: "strict" as const }]) {
      expect(() => companion.encode(value, options)).toThrow(failing("INVALID_UTF8"));
      expect(() => companion.byteLength(value, options)).toThrow(failing("INVALID_UTF8"));
      expect(() => companion.fastWrite(value, target, 0, options)).toThrow(failing("INVALID_UTF8"));
    }
    expect(target.every((byte) => byte === 0xa5)).toBe(true);
  });
});

test.each([
  0.5,
  -0.5,
  1.5,
  NaN,
  Infinity,
  -Infinity,
  -1,
  2 ** 32,
  2 ** 53,
  "0",
  null,
  undefined,
  0n,
])("an offset of %s is refused", (offset) => {
  const plain = companionOf(module, "Plain");
  const target = new Uint8Array(100).fill(0xa5);
  expect(() => plain.fastWrite({ text: "a" }, target, offset as number)).toThrow(
    failing("SIZE_LIMIT"),
  );
  expect(target.every((byte) => byte === 0xa5)).toBe(true);
});

test("an offset may be the last that fits", () => {
  const plain = companionOf(module, "Plain");
  const target = new Uint8Array(20);
  const size = plain.byteLength({ text: "a" });
  expect(plain.fastWrite({ text: "a" }, target, 20 - size)).toBe(20);
  expect(plain.fastWrite({ text: "a" }, target, -0)).toBe(size);
  expect(() => plain.fastWrite({ text: "a" }, target, 21 - size)).toThrow(failing("SIZE_LIMIT"));
});

test("the limits are one frozen object", () => {
  expect(limits).toEqual({ message: 104_857_600, depth: 64, heap: 67_108_864, heapFactor: 16 });
  expect(Object.isFrozen(limits)).toBe(true);
});
