import { describe, expect, test } from "vitest";
import { DiagnosticSink } from "../../src/diagnostics/diagnostic.js";
import { parseDocument } from "../../src/parser/index.js";
import { SourceFile } from "../../src/source.js";
import { diagnose, parse, shape, underline, values } from "./support.js";

const integer = (value: bigint): unknown => ({ kind: "integer", value });
const double = (value: number, text: string): unknown => ({ kind: "double", value, text });

describe("integers", () => {
  test.each([
    ["0", 0n],
    ["+5", 5n],
    ["-5", -5n],
    ["010", 10n],
    ["0x10", 16n],
    ["-0x10", -16n],
    ["+0xfF", 255n],
    ["0000000000000000000000000000000000001", 1n],
    ["9007199254740993", 9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
    ["0x7fffffffffffffff", 9223372036854775807n],
    ["-0x8000000000000000", -9223372036854775808n],
  ])("%s is exact", (text, value) => {
    expect(values(`const i64 X = ${text}`)).toEqual([integer(value)]);
  });

  test.each(["9223372036854775808", "-9223372036854775809", "0xffffffffffffffff"])(
    "%s is out of range",
    (text) => {
      const { diagnostics } = parse(`const i64 X = ${text}`);
      expect(diagnostics.map(({ code }) => code)).toEqual(["integer-out-of-range"]);
      expect(diagnostics[0]?.class).toBe("INTEGER_RANGE");
      expect(underline(`const i64 X = ${text}`)).toEqual([text]);
    },
  );

  test("a number of a million digits is shortened in the message", () => {
    expect(diagnose(`const i64 X = ${"9".repeat(1_000_000)}`)).toEqual([
      "1:15 integer-out-of-range 999999999999999999999999... does not fit into 64 bits.",
    ]);
  });

  test("thriftgo reads leading zeros and 0o as octal", () => {
    const text = "const i32 A = 010 const i32 B = 0o17 const i32 C = 089 const i32 D = 0x1F";
    expect(values(text, "thriftgo")).toEqual([8n, 15n, 89n, 31n].map(integer));
  });
});

describe("doubles", () => {
  test.each([
    ["1.5", 1.5],
    [".5", 0.5],
    ["-.5", -0.5],
    ["1e10", 1e10],
    ["-1.5E-3", -1.5e-3],
    ["+2.5e+2", 250],
    ["1e400", Infinity],
  ])("%s", (text, value) => {
    expect(values(`const double X = ${text}`)).toEqual([double(value, text)]);
  });

  test("-0.0 keeps its sign", () => {
    const [value] = values("const double X = -0.0");
    expect(value).toEqual(double(-0, "-0.0"));
  });

  test("e10 is an identifier, and so are inf and nan", () => {
    expect(values("const double X = e10 const double Y = inf")).toEqual([
      { kind: "identifier", name: "e10" },
      { kind: "identifier", name: "inf" },
    ]);
  });
});

describe("what is no number", () => {
  test.each([
    ["5.", '1:18 invalid-number "5." is not a number. Digits must follow the dot.'],
    ["1.e5", '1:18 invalid-number "1.e5" is not a number. Digits must follow the dot.'],
    ["1.2.3.", '1:18 invalid-number "1.2.3." is not a number. A number has one dot at most.'],
    ["1.2.3", '1:18 invalid-number "1.2.3" is not a number. A number has one dot at most.'],
    ["--5", '1:18 invalid-number "--5" is not a number. A number has one sign at most.'],
    ["-+-", '1:18 invalid-number "-+-" is not a number. A number has one sign at most.'],
    ["-", '1:18 lone-sign "-" is not a number: digits must follow the sign.'],
    ["- 5", '1:18 lone-sign "-" is not a number: digits must follow the sign.'],
    ["-e5", '1:18 lone-sign "-e5" is not a number: digits must follow the sign.'],
    ["-inf", '1:18 lone-sign "-inf" is not a number: digits must follow the sign.'],
    ["0x", '1:18 invalid-number "0x" is not a number. Hex digits must follow 0x.'],
    ["0X1F", '1:18 invalid-number "0X1F" is not a number. Hex numbers begin with 0x.'],
    [
      "0o17",
      '1:18 invalid-number "0o17" is not a number. Write it in base 10 or hex, or read the file with --dialect thriftgo.',
    ],
    ["0b11", '1:18 invalid-number "0b11" is not a number. Write it in base 10 or hex.'],
  ])("%s is reported once and read as a number", (text, message) => {
    const source = `const double X = ${text}\nstruct A {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(parse(source).document.definitions).toHaveLength(2);
  });

  test.each(["5.", "1.e5", "1.2.3", "--5", "0x", "0b1"])("%s may stand for an integer", (text) => {
    const [constant] = parse(`const i32 X = ${text}`).document.definitions;
    expect(constant).toMatchObject({ value: { kind: "integer" } });
  });

  test("true and false are reported where a whole number has to stand", () => {
    const text = "struct A { true: i32 x } enum E { V = false }";
    expect(diagnose(text)).toEqual([
      '1:12 boolean-number "true" stands where a whole number is expected.',
      '1:39 boolean-number "false" stands where a whole number is expected.',
    ]);
    expect(shape(parse(text).document.definitions)).toMatchObject([
      { fields: [{ id: { value: 1n } }] },
      { members: [{ value: { value: 0n } }] },
    ]);
  });

  test("what Apache's compiler lets pass is a warning with lenient", () => {
    const sink = new DiagnosticSink({ lenient: true });
    const text = "struct A { true: i32 x = - }\nconst double D = 5.";
    parseDocument(new SourceFile("a.thrift", text), { dialect: "apache" }, sink);
    expect(sink.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["lone-sign", "warning"],
      ["invalid-number", "error"],
      ["boolean-number", "warning"],
    ]);
  });

  test("a lone sign before the id of the next field", () => {
    const { document } = parse("struct A { 1: i32 x = - 2: i32 y }");
    expect(shape(document.definitions)).toMatchObject([{ fields: [{}, { id: { value: 2n } }] }]);
  });
});
