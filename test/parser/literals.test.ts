import { describe, expect, test } from "vitest";
import { diagnose, outline, parse, shape, values } from "./support.js";

const literal = (value: string): unknown => ({ kind: "literal", value });

describe("Apache's literals", () => {
  test.each([
    [`"plain"`, "plain"],
    [`'single "with" double'`, `single "with" double`],
    [`"double 'with' single"`, `double 'with' single`],
    [`""`, ""],
    [String.raw`"\r\n\t\"\'\\"`, "\r\n\t\"'\\"],
    [String.raw`"a\\"`, "a\\"],
    [`"tab\there // no # comment /* at all"`, "tab\there // no # comment /* at all"],
    [`"\u2028 \u202e ${"\u{1f600}"}"`, "\u2028 \u202e \u{1f600}"],
    [`"a lone \r return"`, "a lone \r return"],
  ])("%s", (text, value) => {
    expect(values(`const string X = ${text}\nconst string Y = "y"`)).toEqual([
      literal(value),
      literal("y"),
    ]);
  });

  test("neighbouring literals are not joined", () => {
    expect(diagnose(`const string X = "a" "b"`)).toHaveLength(1);
  });

  test("an unknown escape is reported at its backslash, and each one is", () => {
    const text = String.raw`const string X = "a\x41\u0041" const string Y = "ok"`;
    expect(diagnose(text)).toEqual([
      String.raw`1:20 bad-escape "\x" is not an escape of Thrift.`,
      String.raw`1:24 bad-escape "\u" is not an escape of Thrift.`,
    ]);
    expect(parse(text).document.definitions).toHaveLength(2);
  });

  test("a carriage return behind a backslash is an escape too, unless it ends a line", () => {
    expect(diagnose('const i32 N = 1\nconst string X = "a\\\rb"')).toEqual([
      '2:20 bad-escape "\\\r" is not an escape of Thrift.',
    ]);
    for (const end of ["\r\n", "\r"])
      expect(diagnose(`const i32 N = 1${end}const string X = "a\\${end}struct A {}`)).toEqual([
        "2:18 unterminated-string This string is never closed.",
      ]);
  });

  test("a missing quote ends the string with its line", () => {
    const text = `struct A {\n 1: string a = "x\n 2: string b = "y"\n 3: string c = 'z'\n}`;
    expect(diagnose(text)).toEqual(["2:16 unterminated-string This string is never closed."]);
    expect(outline(parse(text).document)).toEqual(["A(a,b,c)"]);
  });

  test.each([
    `include "a.thrift\ninclude "b.thrift"\nstruct A {}`,
    `const string X = "\\\nstruct A {}`,
    `struct A { 1: string s (a = "x) }\nstruct B {}`,
    `const list<string> X = ["a, "b"]\nstruct A {}`,
  ])("a missing quote is one mistake: %j", (text) => {
    expect(diagnose(text)).toHaveLength(1);
    expect(diagnose(text)[0]).toMatch(/unterminated-string|unexpected-token/);
  });

  test("a string over several lines is read and reported at its first line", () => {
    const text = `struct A { 1: string s (doc = '{\n  "a": 1,\n}') 2: i32 x }`;
    expect(diagnose(text)).toEqual([
      "1:31 multi-line-string A string ends on the line where it begins.",
    ]);
    expect(outline(parse(text).document)).toEqual(["A(s,x)"]);
  });

  test("a string that the file ends in", () => {
    expect(diagnose(`struct A { 1: string s = "abc`)).toEqual([
      "1:26 unterminated-string This string is never closed.",
    ]);
  });
});

describe("thriftgo's literals", () => {
  test("are raw: only quotes are unescaped, and lines may break", () => {
    const text = String.raw`const string X = "a\nb\"c\'` + `\n` + String.raw`\x"`;
    expect(values(text, "thriftgo")).toEqual([
      literal(String.raw`a\nb"c'` + `\n` + String.raw`\x`),
    ]);
  });

  test("a backslash does not escape a backslash", () => {
    expect(values(String.raw`const string X = "a\\b"`, "thriftgo")).toEqual([
      literal(String.raw`a\\b`),
    ]);
  });

  test("annotations may hold JSON over several lines", () => {
    const { document, diagnostics } = parse(
      `struct A {} (openapi.schema = '{\n  "title": "x"\n}')`,
      "thriftgo",
    );
    expect(diagnostics).toEqual([]);
    expect(shape(document.definitions)).toMatchObject([
      { annotations: [{ key: "openapi.schema", value: '{\n  "title": "x"\n}' }] },
    ]);
  });
});
