import fc from "fast-check";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { formatNumber } from "../../../src/emitters/print/code.js";
import { quoteString } from "../../../src/emitters/print/literals.js";

const context = createContext({});

/** The value of a literal alone: nothing else is in the context. */
function evaluate(literal: string): unknown {
  return runInContext(literal, context);
}

const hostile = fc
  .array(fc.constantFrom(..."\"'`\\${}*/<>!\n\r\u2028\u2029\0a", "\ud800", "\udc00", "script"))
  .map((pieces) => pieces.join(""));

test("a string literal has exactly the value it was made of", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), hostile, utf16()), (value) => {
      const literal = quoteString(value);
      expect(evaluate(literal)).toBe(value);
      expect(literal).not.toMatch(/[\n\r\u2028\u2029\0\u202a-\u202e\u2066-\u2069]|<[/!]/);
      expect(literal.isWellFormed()).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("text that people write stays readable", () => {
  expect(quoteString("naïve 日本語 😀 it's `${x}` a < b")).toBe(
    '"naïve 日本語 😀 it\'s `${x}` a < b"',
  );
  expect(quoteString('a"b\\\t\u00a0\u202e</script>')).toBe(
    '"a\\"b\\\\\\t\\u00a0\\u202e\\x3C/script>"',
  );
});

test("numbers come back with their sign", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(evaluate(`(${formatNumber(value)})`)).toBe(value);
    }),
  );
  expect(formatNumber(-0)).toBe("-0");
  expect(formatNumber(-Infinity)).toBe("-globalThis.Infinity");
});

/** Any code units, halves of surrogate pairs too. */
function utf16(): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 0xffff }))
    .map((units) => String.fromCharCode(...units));
}
