import { describe, expect, test } from "vitest";
import {
  base,
  definitions,
  diagnose,
  named,
  nameOf,
  hintOf,
  outline,
  parse,
  parseClean,
} from "./support.js";

const annotation = (key: string, value = "1"): unknown => ({ kind: "annotation", key, value });
const member = (name: string, more: object = {}): unknown => ({
  kind: "enum-member",
  name: nameOf(name),
  ...more,
});

const withValue = (value: bigint): object => ({ value: { kind: "integer", value } });

describe("definitions", () => {
  test("structs, unions and exceptions, empty too, with annotations behind the brace", () => {
    expect(definitions(`struct A {} (a = "b") union B {} exception C {} (c)`)).toEqual([
      { kind: "struct", name: nameOf("A"), fields: [], annotations: [annotation("a", "b")] },
      { kind: "union", name: nameOf("B"), fields: [] },
      { kind: "exception", name: nameOf("C"), fields: [], annotations: [annotation("c")] },
    ]);
  });

  test("typedefs with and without separators", () => {
    expect(definitions(`typedef i64 Id, typedef A B (x) ; typedef i32 (y) C`)).toEqual([
      { kind: "typedef", type: base("i64"), name: nameOf("Id") },
      { kind: "typedef", type: named("A"), name: nameOf("B"), annotations: [annotation("x")] },
      {
        kind: "typedef",
        type: { kind: "base-type", name: "i32", annotations: [annotation("y")] },
        name: nameOf("C"),
      },
    ]);
  });

  test("constants, with annotations as thriftgo has them", () => {
    const value = { kind: "integer", value: 1n };
    expect(definitions(`const i32 A = 1 const i32 B = 1 (x); const i32 C = 1,`)).toEqual([
      { kind: "const", type: base("i32"), name: nameOf("A"), value },
      {
        kind: "const",
        type: base("i32"),
        name: nameOf("B"),
        value,
        annotations: [annotation("x")],
      },
      { kind: "const", type: base("i32"), name: nameOf("C"), value },
    ]);
  });

  test("enums: values, hex, negative, annotations, separators", () => {
    expect(definitions(`enum E { A, B = 5; C = -1 (x) D\n E = 0x10 }`)).toEqual([
      {
        kind: "enum",
        name: nameOf("E"),
        members: [
          member("A"),
          member("B", withValue(5n)),
          member("C", { ...withValue(-1n), annotations: [annotation("x")] }),
          member("D"),
          member("E", withValue(16n)),
        ],
      },
    ]);
  });

  test("senum", () => {
    expect(definitions(`senum S { "a", 'b' "c" }`)).toEqual([
      { kind: "senum", name: nameOf("S"), members: [member("a"), member("b"), member("c")] },
    ]);
  });

  test("keywords name structs, enums and their members where nothing else is meant", () => {
    const text = "struct service {} enum list { struct = 1, enum\n required\n const } union map {}";
    expect(outline(parseClean(text))).toEqual([
      "service()",
      "list(struct,enum,required,const)",
      "map()",
    ]);
  });

  test("no separators or blanks between definitions", () => {
    expect(outline(parseClean("struct A{}struct B{}enum C{}"))).toEqual(["A()", "B()", "C()"]);
  });
});

describe("mistakes in definitions", () => {
  const definition = "a definition: struct, union, exception, enum, typedef, const or service";

  test.each([
    ["strcut A { 1: i32 x }", `1:1 unexpected-token Expected ${definition}, found "strcut".`],
    ["struct A { 1: i32 x };", '1:22 extra-separator This ";" separates nothing.'],
    ["struct A { 1: i32 x }}", '1:22 unmatched-bracket This "}" closes nothing.'],
    ["struct { 1: i32 x }", '1:8 unexpected-token Expected a name, found "{".'],
    ["struct A ( 1: i32 x )", '1:10 unexpected-token Expected "{", found "(".'],
    ["struct A extends C { 1: i32 x }", '1:10 unexpected-token Expected "{", found "extends".'],
    ["typedef i32", '1:12 unexpected-token Expected a name, found "struct".'],
    ["typedef Foo", '1:12 unexpected-token Expected a name, found "struct".'],
    ["typedef struct { 1: i32 x } F", '1:9 unexpected-token Expected a type, found "struct".'],
    ["const i32 = 5", '1:11 unexpected-token Expected the name of the constant, found "=".'],
    ["const X = 5", '1:9 unexpected-token Expected the name of the constant, found "=".'],
    ["const i32 X 5", '1:13 unexpected-token Expected "=", found "5".'],
    ["enum { A }", '1:6 unexpected-token Expected a name, found "{".'],
    ["enum A\n{ X = 1.5 }", '2:7 unexpected-token Expected a whole number, found "1.5".'],
    ['enum A { X = "x" }', '1:14 unexpected-token Expected a whole number, found the string "x".'],
    ["enum A { X = Y, Z }", '1:14 unexpected-token Expected a whole number, found "Y".'],
    [
      "enum A { true }",
      '1:10 unexpected-token Expected a member of the enum or "}", found "true".',
    ],
    ["enum A { X, 5 }", '1:13 unexpected-token Expected a member of the enum or "}", found "5".'],
    ["senum A { X }", '1:11 unexpected-token Expected a string or "}", found "X".'],
    ["1: i32 x", `1:1 unexpected-token Expected ${definition}, found "1".`],
    ["void f()", `1:1 unexpected-token Expected ${definition}, found "void".`],
    ["{ 1: i32 x }", `1:1 unexpected-token Expected ${definition}, found "{".`],
  ])("%j", (text, message) => {
    const source = `${text}\nstruct B { 1: i32 y }`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document).at(-1)).toBe("B(y)");
  });

  test.each([
    ["struct A extends C { 1: i32 x }", "A(x)"],
    ["struct A < T > { 1: i32 x }", "A(x)"],
    ["struct A\n  1: i32 x\n}", "A(x)"],
    ["struct A 1: i32 x }", "A(x)"],
    ["enum A : i32 { x }", "A(x)"],
    ["enum A\n  x\n}", "A(x)"],
    ["enum A { w = 'a', x = b, y = 1.5 (c)\nz = , v }", "A(w,x,y,z,v)"],
    ["service A extends B, C { void x() }", "A(x)"],
    ["service A\n  void x()\n}", "A(x)"],
  ])("%j keeps what others may name", (text, kept) => {
    const source = `${text}\nstruct B { 1: i32 y }`;
    expect(diagnose(source).every((line) => line.includes("unexpected-token"))).toBe(true);
    expect(outline(parse(source).document)).toEqual([kept, "B(y)"]);
  });

  test("a mistyped keyword gets a suggestion", () => {
    expect(hintOf("strcut A {}")).toBe("Did you mean struct?");
    expect(hintOf("sevice A {}")).toBe("Did you mean service?");
    expect(hintOf("Enum A {}")).toBe("Did you mean enum?");
    expect(hintOf("message A {}")).toBe("Thrift's word for it is struct.");
    expect(hintOf('import "a.thrift"')).toBe("Thrift's word for it is include.");
    expect(hintOf('syntax = "proto3";')).toContain("Protocol Buffers");
    expect(hintOf("elephant A {}")).toBeUndefined();
    expect(hintOf("oneway void f()")).toBe(
      "Functions stand inside of a service: service Name { ... }.",
    );
  });
});

describe("a missing closing brace", () => {
  test("before the next definition", () => {
    const source = "struct A {\n  1: i32 x\n\nenum B { C }";
    expect(diagnose(source)).toEqual([
      '1:10 missing-closing-brace The "{" of struct A is never closed.',
    ]);
    expect(parse(source).diagnostics[0]?.notes.map(({ message }) => message)).toEqual([
      'A "}" must come before "enum".',
    ]);
    expect(outline(parse(source).document)).toEqual(["A(x)", "B(C)"]);
  });

  test.each([
    ["struct A {\n 1: i32 x", "struct A"],
    ["union A {\n 1: i32 x", "union A"],
    ["enum A {\n x", "enum A"],
    ["service A {\n void x()", "service A"],
    ["senum A {\n 'x'", "senum A"],
  ])("at the end of the file: %j", (source, owner) => {
    expect(diagnose(source)).toEqual([
      `1:${owner.length + 2} missing-closing-brace The "{" of ${owner} is never closed.`,
    ]);
    expect(outline(parse(source).document)).toEqual(["A(x)"]);
  });

  test("before every kind of definition", () => {
    const all = [
      "struct B {}",
      "union B {}",
      "exception B {}",
      "enum B {}",
      "service B extends C {}",
      "typedef list<i32> B",
      "typedef C B",
      "const i32 B = 1",
      "const map<i8, i8> B = {}",
    ];
    for (const opened of ["struct A {", "enum A {", "service A {"]) {
      for (const next of all) {
        const source = `${opened}\n${next}\n`;
        expect(diagnose(source).map((line) => line.split(" ")[1])).toEqual([
          "missing-closing-brace",
        ]);
        expect(parse(source).document.definitions).toHaveLength(2);
      }
    }
  });
});

test("members called namespace on lines of their own end no enum", () => {
  expect(parseClean("enum A {\nnamespace\nb\nc\n}").definitions).toHaveLength(1);
});

describe("a definition inside of another one", () => {
  test("on a deeper line or on the same one is reported and skipped", () => {
    const source =
      "struct A {\n  1: i32 x\n  enum B { C }\n  const i32 D = 1\n  2: i32 y\n}\nenum E {}";
    expect(diagnose(source)).toEqual([
      "3:3 inner-definition This enum stands inside of struct A.",
      "4:3 inner-definition This const stands inside of struct A.",
    ]);
    expect(outline(parse(source).document)).toEqual(["A(x,y)", "E()"]);
    expect(diagnose("struct A { struct B { 1: i32 x } 1: i32 y }")).toEqual([
      "1:12 inner-definition This struct stands inside of struct A.",
    ]);
  });
});
