import { describe, expect, test } from "vitest";
import { base, diagnose, named, outline, parse, parseClean, shape } from "./support.js";

function type(text: string): unknown {
  const [definition] = parseClean(`typedef ${text} T`).definitions;
  if (definition?.kind !== "typedef") throw new Error("no typedef");
  return shape(definition.type);
}

describe("types", () => {
  test.each(["bool", "i8", "i16", "i32", "i64", "double", "string", "binary", "uuid"])(
    "%s",
    (name) => {
      expect(type(name)).toEqual(base(name));
    },
  );

  test("other words for base types", () => {
    expect(type("byte")).toEqual(base("i8"));
    expect(type("slist")).toEqual(base("string"));
  });

  test("names, dotted too", () => {
    expect(type("User")).toEqual(named("User"));
    expect(type("shared.User")).toEqual(named("shared.User"));
  });

  test("void and float are names, which no definition has", () => {
    expect(type("void")).toEqual(named("void"));
    expect(type("float")).toEqual(named("float"));
  });

  test("containers", () => {
    expect(type("list<i32>")).toEqual({ kind: "list-type", element: base("i32") });
    expect(type("set<a.B>")).toEqual({ kind: "set-type", element: named("a.B") });
    expect(type("map<string, list<set<E>>>")).toEqual({
      kind: "map-type",
      key: base("string"),
      value: { kind: "list-type", element: { kind: "set-type", element: named("E") } },
    });
  });

  test("cpp_type stands on either side of a list and is dropped", () => {
    const list = { kind: "list-type", element: base("i32") };
    expect(type('list cpp_type "x" <i32>')).toEqual(list);
    expect(type('list<i32> cpp_type "x"')).toEqual(list);
    expect(type('set cpp_type "x" <i32>')).toEqual({ kind: "set-type", element: base("i32") });
    expect(type('map cpp_type "x" <i8, i32>')).toEqual({
      kind: "map-type",
      key: base("i8"),
      value: base("i32"),
    });
  });

  test("annotations of base, named, container and inner types", () => {
    const annotations = [{ kind: "annotation", key: "a.b", value: "c" }];
    expect(type('list<i32 (a.b = "c")> (a.b = "c")')).toEqual({
      kind: "list-type",
      element: { kind: "base-type", name: "i32", annotations },
      annotations,
    });
    expect(type('Vertex (a.b = "c")')).toEqual({ kind: "named-type", name: "Vertex", annotations });
  });
});

describe("mistakes in types", () => {
  test.each([
    ["list", '1:18 unexpected-token Expected "<", found "x".'],
    ["list<>", '1:18 unexpected-token Expected a type, found ">".'],
    [
      "list<i32, i32>",
      '1:21 unexpected-token Expected ">" behind the type of the elements, found ",".',
    ],
    ["set<i32", '1:21 unexpected-token Expected ">" behind the type of the elements, found "x".'],
    [
      "map<i32>",
      '1:20 unexpected-token Expected "," between the types of keys and values, found ">".',
    ],
    [
      "map<i32, i32",
      '1:26 unexpected-token Expected ">" behind the type of the values, found "x".',
    ],
    ["array<i32>", '1:18 unexpected-token Expected the name of the field, found "<".'],
    ["i32[]", '1:16 unexpected-token Expected the name of the field, found "[".'],
    ["struct", '1:13 unexpected-token Expected a type, found "struct".'],
    ["12", '1:13 unexpected-token Expected a type, found "12".'],
  ])("%s", (text, message) => {
    const spaced = `struct S {1: ${text} x\n 2: i32 y}\nstruct B {}`;
    // The messages count from a field that begins one column earlier.
    const source = spaced.replace("{1: ", "{1:");
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document)).toEqual(["S(y)", "B()"]);
  });
});
