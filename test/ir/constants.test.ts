import { describe, expect, it } from "vitest";
import { constant, definitionOf, fieldOf, findings, hints, link, plain } from "./support.js";

function codes(source: string, options: Parameters<typeof link>[1] = {}): readonly string[] {
  return link(source, options).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

describe("scalars", () => {
  it("are exact", () => {
    expect(constant("const i64 X = 9007199254740993")).toBe(9007199254740993n);
    expect(constant("const i64 X = -9223372036854775808")).toBe(-9223372036854775808n);
    expect(constant("const i64 X = 0x7fffffffffffffff")).toBe(9223372036854775807n);
    expect(constant("const double X = -0.0")).toBe(-0);
    expect(constant("const double X = 1e-3")).toBe(0.001);
    expect(constant("const double X = 3")).toBe(3);
    expect(constant("const string X = 'a\"\\n\\\\'")).toBe('a"\n\\');
    expect(constant('const binary X = "caf\u00e9"')).toBe("caf\u00e9");
    expect(constant('const string (js.type = "bytes") X = "a"')).toBe("a");
  });

  it("take true and false as 1 and 0", () => {
    expect(constant("const bool X = true")).toBe(true);
    expect(constant("const bool X = 0")).toBe(false);
    expect(constant("const i32 X = true")).toBe(1n);
    expect(constant("const double X = false")).toBe(0);
  });

  it("of bool count other integers as true, with a warning", () => {
    expect(findings("const bool X = 2")).toEqual([
      "a.thrift:1:16 warning bool-from-integer: 2 counts as true.",
    ]);
  });

  it("beyond the largest double are infinite, with a warning", () => {
    const { program, diagnostics } = link("const double X = 1e400\nconst double Y = -1e999");
    expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ["warning", "1e400 is beyond the largest double, so it becomes infinity."],
      ["warning", "-1e999 is beyond the largest double, so it becomes infinity."],
    ]);
    expect(plain(definitionOf(program, "const", "Y").value)).toBe(-Infinity);
  });

  it("fit their types; --lenient cuts them to their low bits", () => {
    const source =
      "const i8 X = 300\nconst i16 Y = -32769\nconst i32 Z = 0xFFFFFFFF\nstruct A { 1: i8 x = 128 }";
    expect(findings(source)).toEqual([
      "a.thrift:1:14 error integer-range: 300 does not fit i8.",
      "a.thrift:2:15 error integer-range: -32769 does not fit i16.",
      "a.thrift:3:15 error integer-range: 4294967295 does not fit i32.",
      "a.thrift:4:22 error integer-range: 128 does not fit i8.",
    ]);
    const { program } = link(source, { lenient: true });
    expect(
      ["X", "Y", "Z"].map((name) => plain(definitionOf(program, "const", name).value)),
    ).toEqual([44n, 32767n, -1n]);
    const { defaultValue } = fieldOf(program, "A", "x");
    expect(defaultValue && plain(defaultValue)).toBe(-128n);
  });

  it("of i64 as number are safe integers", () => {
    expect(constant("const i64 X = 9007199254740991", { i64: "number" })).toBe(9007199254740991n);
    const beyond =
      "error unsafe-integer: 9007199254740992 cannot be a JavaScript number without loss: it is beyond 2^53.";
    expect(findings("const i64 X = 9007199254740992", { i64: "number" })).toEqual([
      `a.thrift:1:15 ${beyond}`,
    ]);
    expect(findings('const list<i64 (js.type = "number")> X = [9007199254740992]')).toEqual([
      `a.thrift:1:43 ${beyond}`,
    ]);
    const mixed =
      'const i64 B = 9007199254740992\nstruct A { 1: i64 x = 1 (js.type = "number"), 2: i64 y = B }';
    expect(codes(mixed)).toEqual([]);
    expect(
      findings('const i64 B = 9007199254740992\nstruct A { 1: i64 (js.type = "number") y = B }'),
    ).toEqual([`a.thrift:2:44 ${beyond}`]);
    expect(codes("const i64 X = 9007199254740992", { i64: "string" })).toEqual([]);
  });

  it("reject other literals", () => {
    const source = [
      'const i32 A = "1"',
      "const i32 B = 1.0",
      "const string C = 1",
      "const bool D = 'true'",
      "const double E = '1.5'",
      "const binary F = true",
      "const i32 G = [1]",
      "const bool H = 1.0",
      "const list<i32> I = 1",
      "struct S {}",
      "const S J = 1",
    ].join("\n");
    expect(findings(source).map((text) => text.replace(/^.*value-type: /, ""))).toEqual([
      "This is a string, but i32 is expected.",
      "This is a double, but i32 is expected.",
      "This is an integer, but string is expected.",
      "This is a string, but bool is expected.",
      "This is a string, but double is expected.",
      "This is a bool, but binary is expected.",
      "This is a list, but i32 is expected.",
      "This is a double, but bool is expected.",
      "This is an integer, but list<i32> is expected.",
      "This is an integer, but S is expected.",
    ]);
  });
});

describe("uuids", () => {
  it("are canonical", () => {
    const canonical = "00112233-4455-6677-8899-aabbccddeeff";
    expect(constant('const uuid X = "00112233-4455-6677-8899-AABBCCDDEEFF"')).toBe(canonical);
    expect(constant('const uuid X = "{00112233-4455-6677-8899-aabbccddeeff}"')).toBe(canonical);
  });

  it("need their dashes and both braces or none", () => {
    for (const text of [
      "00112233445566778899aabbccddeeff",
      "{00112233-4455-6677-8899-aabbccddeeff",
      "00112233-4455-6677-8899-aabbccddeefg",
      "00112233-4455-6677-8899-aabbccddeeff\\n",
      "",
    ]) {
      expect(codes(`const uuid X = "${text}"`)).toEqual(["error invalid-uuid"]);
    }
  });
});

describe("enum values", () => {
  const e = "enum E { A = 1, B = 5, C = 1 }\n";

  it("are named by their enum, by a typedef of it, or through a prefix", () => {
    expect(constant(`${e}const E X = E.B`)).toBe("E.B");
    expect(constant(`${e}const E X = E.C`)).toBe("E.C");
    expect(constant(`${e}typedef E T\nconst T X = T.B`)).toBe("E.B");
    expect(constant({ "a.thrift": 'include "b.thrift"\nconst b.E X = b.E.B', "b.thrift": e })).toBe(
      "E.B",
    );
  });

  it("may be integers that a member has", () => {
    expect(constant(`${e}const E X = 1`)).toBe("E.A");
    expect(constant(`${e}const E X = true`)).toBe("E.A");
    expect(findings(`${e}const E X = 7`)).toEqual([
      "a.thrift:2:13 error unknown-enum-value: Enum E has no member with the value 7.",
    ]);
    expect(constant(`${e}const E X = 7`, { dialect: "thriftgo" })).toBe("E.7");
  });

  it("serve as integers, not the other way round for other enums", () => {
    expect(constant(`${e}const i32 X = E.B`)).toBe(5n);
    expect(constant(`${e}const i64 X = E.B`)).toBe(5n);
    expect(findings(`${e}enum F { Z }\nconst F X = E.B\nconst string Y = E.B`)).toEqual([
      "a.thrift:3:13 error value-type: This is a value of enum E, but F is expected.",
      "a.thrift:4:18 error value-type: This is a value of enum E, but string is expected.",
    ]);
  });

  it("are not known by their bare names, with a hint", () => {
    expect(findings(`${e}const E X = B`)).toEqual([
      'a.thrift:2:13 error unknown-constant: "B" is neither a constant nor an enum value.',
    ]);
    expect(hints(`${e}const E X = B`)).toEqual(['Members are named with their enum: "E.B".']);
    expect(hints({ "a.thrift": 'include "b.thrift"\nconst b.E X = B', "b.thrift": e })).toEqual([
      'Members are named with their enum: "b.E.B".',
    ]);
    expect(hints("enum Color { Red }\nconst Color X = Color.Rad")).toEqual([
      'Did you mean "Color.Red"?',
    ]);
  });

  it("pass under a wrong enum's name, as in Apache's compiler, with a warning", () => {
    const source = `${e}enum F { B }\nconst E X = F.B\nconst E Y = Nope.A`;
    const { program } = link(source);
    expect(findings(source)).toEqual([
      'a.thrift:3:13 warning foreign-enum-value: "F.B" is read as E.B, as Apache\'s compiler does: only its last part counts.',
      'a.thrift:4:13 warning foreign-enum-value: "Nope.A" is read as E.A, as Apache\'s compiler does: only its last part counts.',
    ]);
    expect(plain(definitionOf(program, "const", "X").value)).toBe("E.B");
    expect(
      findings({ "a.thrift": 'include "b.thrift"\nconst b.E X = E.B', "b.thrift": e }),
    ).toEqual([
      'a.thrift:2:15 warning foreign-enum-value: "E.B" is read as b.E.B, as Apache\'s compiler does: only its last part counts.',
    ]);
    // It cuts at two dots, and looks for the rest as a whole.
    expect(findings(`${e}const E X = a.b.c.B`)).toEqual([
      'a.thrift:2:13 error unknown-constant: "a.b.c.B" is neither a constant nor an enum value.',
    ]);
  });
});

describe("containers", () => {
  it("hold values of their types, with any separators", () => {
    expect(constant("const list<i32> X = [1 2; 3, 4]")).toEqual([1n, 2n, 3n, 4n]);
    expect(constant('const map<string, list<double>> X = {"a": [1], "b": [] "c": [2.5]}')).toEqual([
      ["a", [1]],
      ["b", []],
      ["c", [2.5]],
    ]);
    expect(constant("const set<bool> X = [true, 0]")).toEqual([true, false]);
  });

  it("may have structs and containers as keys", () => {
    expect(
      constant('struct K { 1: i32 a }\nconst map<K, map<list<i32>, i32>> X = {{"a": 1}: {[1]: 2}}'),
    ).toEqual([[{ a: 1n }, [[[1n], 2n]]]]);
  });

  it("accept the other brackets when empty, with a warning", () => {
    expect(
      findings(
        "const list<i32> X = {}\nconst map<i32, i32> Y = []\nconst set<i32> Z = {}\nstruct S {}\nconst S W = []",
      ),
    ).toEqual([
      "a.thrift:1:21 warning mismatched-brackets: An empty value of this type is written [].",
      "a.thrift:2:25 warning mismatched-brackets: An empty value of this type is written {}.",
      "a.thrift:3:20 warning mismatched-brackets: An empty value of this type is written [].",
      "a.thrift:5:13 warning mismatched-brackets: An empty value of this type is written {}.",
    ]);
    expect(codes("const set<i32> X = {1: 2}\nconst map<i32, i32> Y = [1]")).toEqual([
      "error value-type",
      "error value-type",
    ]);
  });

  it("report every wrong item", () => {
    expect(
      findings('const list<i32> X = [1, "a", 2.0]\nconst map<i8, bool> Y = {300: true, 1: "x"}'),
    ).toEqual([
      "a.thrift:1:25 error value-type: This is a string, but i32 is expected.",
      "a.thrift:1:30 error value-type: This is a double, but i32 is expected.",
      "a.thrift:2:26 error integer-range: 300 does not fit i8.",
      "a.thrift:2:40 error value-type: This is a string, but bool is expected.",
    ]);
  });

  it("keep equal items once and the last of equal keys, with a warning", () => {
    const source =
      'const set<string> X = ["a", "b", "a"]\nconst map<i32, i32> Y = {1: 1, 2: 2, 0x1: 3}\n' +
      "const set<list<i32>> Z = [[1, 2], [2, 1], [1, 2]]\nconst i32 TWO = 2\nconst set<i32> W = [2, TWO]";
    const { program } = link(source);
    expect(findings(source)).toEqual([
      "a.thrift:1:34 warning duplicate-entry: This item stands here twice; the last one counts.",
      "a.thrift:2:38 warning duplicate-entry: This key stands here twice; the last one counts.",
      "a.thrift:3:43 warning duplicate-entry: This item stands here twice; the last one counts.",
      "a.thrift:5:24 warning duplicate-entry: This item stands here twice; the last one counts.",
    ]);
    const valueOf = (name: string): unknown => plain(definitionOf(program, "const", name).value);
    expect(valueOf("X")).toEqual(["a", "b"]);
    expect(valueOf("Y")).toEqual([
      [1n, 3n],
      [2n, 2n],
    ]);
    expect(valueOf("Z")).toEqual([
      [1n, 2n],
      [2n, 1n],
    ]);
  });
});

describe("structs", () => {
  const point =
    "struct P { 1: i32 x, 2: required i32 y = 7, 3: optional i32 z = 9, 4: list<i32> l, 5: Q q, 6: E e }\n";
  const more = "struct Q { 1: P p }\nenum E { ZERO, ONE }\n";

  it("are complete: what is left out has its default or zero value, optional fields and structs stay unset", () => {
    expect(constant(`${point}${more}const P X = {"x": 1}`)).toEqual({
      x: 1n,
      y: 7n,
      l: [],
      e: "E.ZERO",
    });
    expect(constant(`${point}${more}const P X = {"e": E.ONE, "q": {"p": {}}, "z": 9}`)).toEqual({
      x: 0n,
      y: 7n,
      z: 9n,
      l: [],
      q: { p: { x: 0n, y: 7n, l: [], e: "E.ZERO" } },
      e: "E.ONE",
    });
  });

  it("stay as written where fields without keyword are optional", () => {
    expect(constant(`${point}${more}const P X = {"x": 1}`, { defaultFields: "optional" })).toEqual({
      x: 1n,
      y: 7n,
    });
  });

  it("may have fields that a syntax error has swallowed, of that struct alone", () => {
    const source =
      'struct S {\n1: i32[] name\n}\nstruct T { 1: i32 name }\nconst S X = {"name": 1}\nconst T Y = {"nam": 1}';
    expect(findings(source).map((line) => line.replace(/: .*/, ""))).toEqual([
      "a.thrift:2:7 error unexpected-token",
      "a.thrift:6:14 error unknown-field",
    ]);
  });

  it("have declared fields only, once each, named by strings", () => {
    const source = `struct S { 1: i32 name }\nconst S X = {"nam": 1}\nconst S Y = {"name": 1, "name": 2}\nconst S Z = {1: 2}`;
    expect(findings(source)).toEqual([
      'a.thrift:2:14 error unknown-field: S has no field "nam".',
      "a.thrift:3:25 warning duplicate-entry: This field stands here twice; the last one counts.",
      "a.thrift:4:14 error value-type: This is an integer, but the name of a field of S is expected.",
    ]);
    expect(hints(source)[0]).toBe('Did you mean "name"?');
    expect(constant('const string N = "a"\nstruct S { 1: i32 a }\nconst S X = {N: 1}')).toEqual({
      a: 1n,
    });
  });

  it("have their required fields; --lenient takes zero values", () => {
    const source = "struct S { 1: required i32 a, 2: required string b }\nconst S X = {}";
    expect(findings(source)).toEqual([
      'a.thrift:2:13 error missing-required-value: This value of S leaves out required fields: "a", "b".',
    ]);
    const { program } = link(source, { lenient: true });
    expect(plain(definitionOf(program, "const", "X").value)).toEqual({ a: 0n, b: "" });
  });

  it("of unions have exactly one field", () => {
    const source =
      'union U { 1: i32 a, 2: i32 b }\nconst U X = {"a": 1}\nconst U Y = {}\nconst U Z = {"a": 1, "b": 2}';
    expect(findings(source)).toEqual([
      "a.thrift:3:13 error union-value-count: A value of union U has exactly one field, not none.",
      "a.thrift:4:13 error union-value-count: A value of union U has exactly one field, not 2.",
    ]);
    const { program } = link(source, { lenient: true });
    expect(["X", "Z"].map((name) => plain(definitionOf(program, "const", name).value))).toEqual([
      { a: 1n },
      { b: 2n },
    ]);
  });

  it("may be exceptions", () => {
    expect(constant('exception E { 1: string message }\nconst E X = {"message": "no"}')).toEqual({
      message: "no",
    });
  });
});

describe("one mistake is one error", () => {
  it.each([
    ["const string X = 99999999999999999999", "integer-out-of-range"],
    ["enum E { A = 1 } const E X = 99999999999999999999", "integer-out-of-range"],
    ["const string X = 0b11", "invalid-number"],
    ["const i32 X = 'a", "unterminated-string"],
    ["const list<i32> X = ['a\nb']", "multi-line-string"],
    ["struct T { 1: i32 a } const T X = {0b1: 3}", "invalid-number"],
    ["struct T { 1: i32 a } const T X = {99999999999999999999: 3}", "integer-out-of-range"],
    ["struct T { 1: i32 a } const T X = {'a\nb': 3}", "multi-line-string"],
    ["struct T { 0b1: i32 a }", "invalid-number"],
  ])("%j", (source, code) => {
    expect(codes(source)).toEqual([`error ${code}`]);
  });

  it("also where --lenient lets the value pass: one of another type is none", () => {
    expect(codes("const i32 X = -", { lenient: true })).toEqual(["warning lone-sign"]);
    expect(codes("const string X = -", { lenient: true })).toEqual([
      "warning lone-sign",
      "error value-type",
    ]);
  });

  it("and two are two: a base type is no value, whatever else is broken", () => {
    expect(findings("const i32 N = i32\nstruct B { 1: }")).toEqual([
      'a.thrift:2:15 error unexpected-token: Expected a type, found "}".',
      'a.thrift:1:15 error unknown-constant: "i32" is neither a constant nor an enum value.',
    ]);
  });
});
