import { describe, expect, test } from "vitest";
import { diagnose, outline, parse, values } from "./support.js";

const integer = (value: bigint): unknown => ({ kind: "integer", value });
const literal = (value: string): unknown => ({ kind: "literal", value });

function readValue(text: string): unknown {
  return values(`const T X = ${text}`)[0];
}

describe("values", () => {
  test("booleans are no integers", () => {
    expect(readValue("true")).toEqual({ kind: "boolean", value: true });
    expect(readValue("false")).toEqual({ kind: "boolean", value: false });
  });

  test("names of constants and enum members", () => {
    expect(readValue("NAME")).toEqual({ kind: "identifier", name: "NAME" });
    expect(readValue("shared.Color.RED")).toEqual({ kind: "identifier", name: "shared.Color.RED" });
    expect(readValue("Color.required")).toEqual({ kind: "identifier", name: "Color.required" });
  });

  test("lists with commas, semicolons, line ends or nothing between the items", () => {
    const elements = [1n, 2n, 3n, 4n].map(integer);
    expect(readValue("[1, 2; 3\n4]")).toEqual({ kind: "list", elements });
    expect(readValue("[1 2 3 4,]")).toEqual({ kind: "list", elements });
  });

  test("items of any kind may begin a line, and be followed by words on it", () => {
    for (const text of [
      "[\n[E.A],\n]",
      "[\n{E.A: 1},\n]",
      "[\n'a' K\n]",
      "[\n1 K\n]",
      "[\ntrue K\n]",
    ])
      expect(diagnose(`const T X = ${text}`)).toEqual([]);
    expect(diagnose("const T X = {\n[E.A]: 1,\n{E.A: 2}: 3\n}")).toEqual([]);
    expect(diagnose("struct S { 1: list<list<i32>> x = [\n[K]] }")).toEqual([]);
  });

  test("maps, likewise", () => {
    const entries = [
      { key: literal("a"), value: integer(1n) },
      { key: literal("b"), value: integer(2n) },
    ];
    expect(readValue("{'a': 1, 'b': 2}")).toEqual({ kind: "map", entries });
    expect(readValue("{'a': 1 'b': 2;}")).toEqual({ kind: "map", entries });
  });

  test("empty brackets stay what was written", () => {
    expect(readValue("[]")).toEqual({ kind: "list", elements: [] });
    expect(readValue("{}")).toEqual({ kind: "map", entries: [] });
  });

  test("nested in one another, and any value as a key", () => {
    expect(readValue("{[1]: {2: []}, E.A: true}")).toEqual({
      kind: "map",
      entries: [
        {
          key: { kind: "list", elements: [integer(1n)] },
          value: {
            kind: "map",
            entries: [{ key: integer(2n), value: { kind: "list", elements: [] } }],
          },
        },
        { key: { kind: "identifier", name: "E.A" }, value: { kind: "boolean", value: true } },
      ],
    });
  });
});

describe("mistakes in values", () => {
  test.each(["'b' {1: 2},", "'b': [1 : 2],", "'b': {1: 2}} {", "'b' = 1,"])(
    "give one error, however many lines with braces follow: %j",
    (entry) => {
      const text = `const T X = {\n  'a': {1: 2},\n  ${entry}\n  'c': {1: 2},\n  'd': [{1: 2}],\n  'e': 1\n}\nstruct A {}`;
      expect(diagnose(text)).toHaveLength(1);
      expect(outline(parse(text).document)).toContain("A()");
    },
  );

  test.each(["'a': [", "'b': {", "[\n    {", "{\n    1"])(
    "give one error where %j is missing",
    (part) => {
      const text = `const T X = {\n  'z': {1: 2},\n  'a': [\n    {1: 2},\n    3,\n    'four',\n    true,\n    [5],\n  ],\n  'b': {\n    1: 2,\n  },\n}\nstruct A {}`;
      const broken = text.replace(part, "");
      for (const source of [broken, broken.replaceAll(",\n", "\n")]) {
        expect(diagnose(source)).toHaveLength(1);
        expect(outline(parse(source).document)).toContain("A()");
      }
    },
  );

  test.each([
    ["", '1:12 unexpected-token Expected a value, found "struct".'],
    ["]", '1:13 unexpected-token Expected a value, found "]".'],
    ["[1, 2", '1:18 unexpected-token Expected a value or "]", found "struct".'],
    ["[1, , 2]", '1:17 unexpected-token Expected a value or "]", found ",".'],
    ["{'a' 1}", '1:18 unexpected-token Expected ":" between key and value, found "1".'],
    ["{'a' = 1}", '1:18 unexpected-token Expected ":" between key and value, found "=".'],
    ["{'a': }", '1:19 unexpected-token Expected a value, found "}".'],
    ["{'a': 1", '1:20 unexpected-token Expected a key or "}", found "struct".'],
    [
      "E.A | E.B",
      '1:17 invalid-character Thrift does not know "|" outside of strings and comments.',
    ],
  ])("%j", (text, message) => {
    const source = `const T X = ${text}\nstruct B {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document).at(-1)).toBe("B()");
  });
});
