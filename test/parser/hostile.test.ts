import { skipFbthriftStream } from "../../src/parser/fbthrift.js";
import * as t from "../../src/parser/tokens.js";
import type { Token } from "../../src/parser/tokens.js";
import { describe, expect, test } from "vitest";
import { maximumNesting, maximumSyntaxErrors } from "../../src/parser/limits.js";
import { outline, parse, parseClean } from "./support.js";

/** Classes of the errors, in the order of reporting. */
function classes(text: string): string[] {
  return parse(text).diagnostics.map((diagnostic) => diagnostic.class);
}

const times = (text: string, count: number): string => text.repeat(count);

const nestedType = (depth: number): string =>
  `struct A { 1: ${times("list<", depth)}i32${times(">", depth)} x, 2: i32 y }`;
const nestedList = (depth: number): string =>
  `const T X = ${times("[", depth)}${times("]", depth)}\nstruct B {}`;
const nestedAttributes = (depth: number): string =>
  `struct A { ${times("1: i32 a xsd_attrs { ", depth)}${times("} ", depth)}2: i32 b }\nstruct B {}`;
const nestedMap = (depth: number): string =>
  `const T X = ${times("{'a': ", depth)}1${times("}", depth)}\nstruct B {}`;
const range = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index + 1)).join(" ");
const deepField = (id: number): string =>
  `${id}: ${times("list<", 200)}i32${times(">", 200)} x${id}`;

describe("nesting", () => {
  test("reaches the limit", () => {
    expect(classes(nestedType(maximumNesting))).toEqual([]);
    expect(classes(nestedList(maximumNesting))).toEqual([]);
    expect(classes(nestedMap(maximumNesting))).toEqual([]);
  });

  test.each([maximumNesting + 1, 20_000])("%i levels are one error", (depth) => {
    for (const text of [nestedType(depth), nestedList(depth), nestedMap(depth)]) {
      expect(classes(text)).toEqual(["NESTING_LIMIT"]);
    }
    expect(outline(parse(nestedType(depth)).document)).toEqual(["A(x,y)"]);
    expect(outline(parse(nestedList(depth)).document)).toEqual(["X", "B()"]);
    expect(outline(parse(nestedMap(depth)).document)).toEqual(["X", "B()"]);
  });

  test("of fields in xsd_attrs counts too", () => {
    expect(classes(nestedAttributes(maximumNesting))).toEqual([]);
    for (const depth of [maximumNesting + 1, 20_000]) {
      expect(classes(nestedAttributes(depth))).toEqual(["NESTING_LIMIT"]);
      expect(outline(parse(nestedAttributes(depth)).document)).toEqual(["A(a,b)", "B()"]);
    }
  });

  test("sets and keys of maps count too", () => {
    const depth = 1_000;
    const text = `typedef ${times("map<set<", depth)}i32${times(">, i32>", depth)} T\nstruct B {}`;
    expect(classes(text)).toEqual(["NESTING_LIMIT"]);
    expect(outline(parse(text).document)).toEqual(["T", "B()"]);
  });

  test("is counted for each type anew", () => {
    expect(classes(`struct A { ${deepField(1)}, ${deepField(2)}, ${deepField(3)} }`)).toEqual([]);
  });

  test("is counted anew after an error inside of it", () => {
    const broken = `const T X = ${times("[", 200)} : ${times("]", 200)}\n`;
    expect(classes(`${times(broken, 5)}const T Y = ${times("[", 200)}${times("]", 200)}`)).toEqual(
      Array.from({ length: 5 }, () => "SYNTAX"),
    );
  });

  test("brackets that never close", () => {
    expect(classes(`const T X = ${times("[", 20_000)}`)).toContain("NESTING_LIMIT");
    expect(classes(`struct A { 1: ${times("list<", 20_000)}`)).toContain("NESTING_LIMIT");
    expect(classes(times("struct A {", 20_000)).length).toBeLessThan(maximumSyntaxErrors + 2);
  });
});

describe("long texts", () => {
  test.each([
    ["a name of a million letters", `struct ${times("a", 1_000_000)} {1: i32 x}`, ["LIMIT"]],
    ["dots", `struct ${times("a.", 500_000)}a {1: i32 x}`, ["LIMIT"]],
    ["backslashes behind a quote", `const string S = "${times("\\", 4_000_000)}\n`, ["SYNTAX"]],
    ["an odd number of them", `const string S = "${times("\\", 4_000_001)}\n`, ["SYNTAX"]],
    ["digits", `const i64 X = ${times("9", 1_000_000)}\n`, ["INTEGER_RANGE"]],
    ["zeros", `const i64 X = ${times("0", 1_000_000)}1\n`, []],
    ["hex digits", `const i64 X = 0x${times("f", 1_000_000)}\n`, ["INTEGER_RANGE"]],
    ["blanks", `${times(" ", 8_000_000)}struct A {1: i32 x}\n`, []],
    ["line ends", `${times("\n", 2_000_000)}struct A {1: i32 x}\n`, []],
    ["a comment of stars", `/*${times("*", 2_000_000)} x */struct A {}`, []],
    ["an unterminated comment", `struct A {} /*${times("/* ", 1_000_000)}`, ["SYNTAX"]],
    ["a string of eight million letters", `const string S = "${times("x", 8_000_000)}"`, []],
    ["dots alone", times(".", 2_000_000), ["SYNTAX"]],
    ["strange letters", times("\u00e9", 1_000_000), ["LIMIT", "SYNTAX"]],
    ["semicolons", times(";", 200_000), ["SYNTAX"]],
    ["opening braces", times("{", 200_000), ["SYNTAX"]],
    ["words", times("x ", 200_000), ["SYNTAX"]],
    ["at signs", times("@", 200_000), ["SYNTAX"]],
  ])("%s", (_title, text, expected) => {
    expect(classes(text)).toEqual(expected);
  });
});

describe("many things", () => {
  test("32,767 fields, 20,000 typedefs, 20,000 structs, 20,000 comments", () => {
    const [struct] = parseClean(
      `struct A {${range(32_767, (i) => `${i}: i32 f${i};`)}}`,
    ).definitions;
    expect(struct?.kind === "struct" ? struct.fields.length : 0).toBe(32_767);
    expect(parseClean(range(20_000, (i) => `typedef T${i - 1} T${i}`)).definitions).toHaveLength(
      20_000,
    );
    expect(parseClean(range(20_000, (i) => `struct S${i} {}`)).definitions).toHaveLength(20_000);
    const [last] = parseClean(`${times("// a\n", 20_000)}struct A {}`).definitions;
    expect(last?.leadingComments).toHaveLength(20_000);
  });

  test("after a hundred errors the rest is not read", () => {
    for (const item of ["1: i32\n", "1: list<i32 a\n", "x: i32\n", "\0 ", "'\n", "é= "]) {
      const found = parse(`struct A {${times(item, 20_000)}}`).diagnostics;
      expect(found).toHaveLength(maximumSyntaxErrors + 1);
      expect(found.filter(({ code }) => code === "too-many-syntax-errors")).toHaveLength(1);
    }
  });

  test("warnings do not count as errors", () => {
    const { diagnostics, document } = parse(times("namespace js a;\n", 1_000));
    expect(diagnostics).toHaveLength(1_000);
    expect(document.headers).toHaveLength(1_000);
  });
});

const makeToken = (tokenType: unknown, image: string) => ({ tokenType, image }) as Token;

test("a stream that is left open costs no look at all that is behind it", () => {
  const behind = Array.from({ length: 100_000 }, () => makeToken(t.Comma, ","));
  const open = [makeToken(t.Identifier, "stream"), makeToken(t.OpenAngle, "<")];
  let reads = 0;
  const counted = new Proxy([...open, ...behind], {
    get: (target, key) => {
      reads += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  expect(skipFbthriftStream(counted, 1)).toBe(1);
  expect(reads).toBeLessThan(3000);
});
