import { describe, expect, test } from "vitest";
import {
  base,
  diagnose,
  fields,
  hintOf,
  named,
  nameOf,
  outline,
  parse,
  parseClean,
} from "./support.js";

const field = (type: string, name: string, more: object = {}): unknown => ({
  kind: "field",
  requiredness: "default",
  type: base(type),
  name: nameOf(name),
  isReference: false,
  ...more,
});
const id = (value: bigint): object => ({ id: { kind: "integer", value } });

describe("fields", () => {
  test("ids, requiredness and separators of every kind", () => {
    const text = "struct A { 1: required i32 a, 2: optional i64 b; 3: bool c\n4: string d }";
    expect(fields(text)).toEqual([
      field("i32", "a", { ...id(1n), requiredness: "required" }),
      field("i64", "b", { ...id(2n), requiredness: "optional" }),
      field("bool", "c", id(3n)),
      field("string", "d", id(4n)),
    ]);
  });

  test("no separators and no line ends at all", () => {
    expect(outline(parseClean("struct A{1:i32 a 2:i64 b 3:C c}"))).toEqual(["A(a,b,c)"]);
  });

  test("ids may be missing, signed, in hex or out of range: the binder judges them", () => {
    expect(fields("struct A { i32 a, -1: i32 b, +2: i32 c, 0x10: i32 d, 99999: i32 e }")).toEqual([
      field("i32", "a"),
      field("i32", "b", id(-1n)),
      field("i32", "c", id(2n)),
      field("i32", "d", id(16n)),
      field("i32", "e", id(99999n)),
    ]);
  });

  test("defaults and annotations", () => {
    const text = `struct A { 1: i32 a = 5 (x = "y", z), }`;
    expect(fields(text)).toEqual([
      field("i32", "a", {
        ...id(1n),
        defaultValue: { kind: "integer", value: 5n },
        annotations: [
          { kind: "annotation", key: "x", value: "y" },
          { kind: "annotation", key: "z", value: "1" },
        ],
      }),
    ]);
  });

  test("references", () => {
    expect(fields("struct A { 1: optional A & a, 2: i32 & b }")).toMatchObject([
      { type: named("A"), isReference: true },
      { type: base("i32"), isReference: true },
    ]);
  });

  test("xsd leftovers are read and dropped", () => {
    const text = `struct A xsd_all {
      1: i32 a = 1 xsd_optional xsd_nillable xsd_attrs { 1: i32 inner } (k = "v"),
      2: i32 b xsd_nillable
    }`;
    expect(outline(parseClean(text))).toEqual(["A(a,b)"]);
  });

  test.each(
    (
      "namespace include cpp_include cpp_type xsd_all xsd_optional xsd_attrs void bool byte i8 i64 string uuid map " +
      "list set oneway async typedef struct union exception extends throws service enum senum const required optional"
    ).split(" "),
  )("may be called %s", (keyword) => {
    const text = `struct A { 1: i32 ${keyword}, 2: required Foo ${keyword} = 1; Foo ${keyword} }`;
    expect(outline(parseClean(text))).toEqual([`A(${keyword},${keyword},${keyword})`]);
  });

  test("a list may be called cpp_type", () => {
    expect(
      outline(parseClean(`struct A { 1: list<i32> cpp_type 2: list<i32> cpp_type "x" y }`)),
    ).toEqual(["A(cpp_type,y)"]);
  });

  test("a keyword on a line of its own can be a name", () => {
    expect(outline(parseClean("struct A {\n 1: i32\n required\n 2: i32\n list }"))).toEqual([
      "A(required,list)",
    ]);
  });
});

describe("mistakes in fields", () => {
  test.each([
    ["1: i32,", '2:7 unexpected-token Expected the name of the field, found ",".'],
    ["1: i32", '2:7 unexpected-token Expected the name of the field, found "8".'],
    ["1 i32 x", '2:3 unexpected-token Expected ":" after the id of the field, found "i32".'],
    ["x: i32", '2:2 unexpected-token Expected the name of the field, found ":".'],
    ["1: x: i32", '2:5 unexpected-token Expected the name of the field, found ":".'],
    ["true: i32 x", '2:1 boolean-number "true" stands where a whole number is expected.'],
    ["1.5: i32 x", '2:1 unexpected-token Expected a field or "}", found "1.5".'],
    ["1: i32 true", '2:8 unexpected-token Expected the name of the field, found "true".'],
    ["1: i32 x [5]", '2:10 unexpected-token Expected a field or "}", found "[".'],
    ["1: i32 x = 1 = 2", '2:14 unexpected-token Expected a field or "}", found "=".'],
    ["1: required", '2:12 unexpected-token Expected a type, found "8".'],
    ["1: i32 x;;", '2:10 extra-separator This ";" separates nothing.'],
    ["1: i32 x,;,", '2:10 extra-separator This ";" separates nothing.'],
    ["1: i32 x)", '2:9 unmatched-bracket This ")" closes nothing.'],
  ])("%j", (text, message) => {
    const source = `struct A {\n${text}\n8: i32 y\n}\nstruct B {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document)).toContain("B()");
    expect(outline(parse(source).document)[0]).toMatch(/^A\((x,)?y\)$/);
  });

  test("a missing value or bracket before the id of the next line", () => {
    const source =
      "struct A {\n1: i32 v =\n2: i32 w = [1,\n  2\n3: i32 x = [1, 2\n4: map<i32, i32> y = {1:\n2,\n3: 4}\n}";
    expect(diagnose(source)).toEqual([
      '2:11 unexpected-token Expected a value, found "2".',
      '4:4 unexpected-token Expected a value or "]", found "3".',
      '5:17 unexpected-token Expected a value or "]", found "4".',
    ]);
    expect(outline(parse(source).document)).toEqual(["A(y)"]);
  });

  test("a name that cannot be one", () => {
    expect(hintOf("struct true {}")).toBe("true and false cannot be names.");
    expect(hintOf("struct A { 1: i32 false }")).toBe("true and false cannot be names.");
  });

  test("a missing name before a keyword of the next line", () => {
    const source = "struct A {\n1: i32\noptional string y\n2: string\nlist<i32> z\n}";
    expect(diagnose(source)).toEqual([
      '2:7 unexpected-token Expected the name of the field, found "optional".',
      '4:10 unexpected-token Expected the name of the field, found "list".',
    ]);
    expect(outline(parse(source).document)).toEqual(["A(y,z)"]);
  });
});
