import { describe, expect, test } from "vitest";
import {
  base,
  definitions,
  diagnose,
  named,
  nameOf,
  outline,
  parse,
  parseClean,
} from "./support.js";

const fn = (name: string, more: object = {}): unknown => ({
  kind: "function",
  isOneway: false,
  name: nameOf(name),
  parameters: [],
  throws: [],
  ...more,
});
const field = (value: bigint, type: unknown, name: string): unknown => ({
  kind: "field",
  id: { kind: "integer", value },
  requiredness: "default",
  type,
  name: nameOf(name),
  isReference: false,
});

describe("services", () => {
  test("functions with results, arguments and exceptions", () => {
    const text = `service S extends shared.Base {
      void ping(),
      i32 add(1: i32 a, 2: i32 b) throws (1: Bad bad, 2: Worse worse);
      oneway void log(1: string line)
      list<User> all() (a = "b")
    } (c)`;
    expect(definitions(text)).toEqual([
      {
        kind: "service",
        name: nameOf("S"),
        extends: nameOf("shared.Base"),
        functions: [
          fn("ping"),
          fn("add", {
            returnType: base("i32"),
            parameters: [field(1n, base("i32"), "a"), field(2n, base("i32"), "b")],
            throws: [field(1n, named("Bad"), "bad"), field(2n, named("Worse"), "worse")],
          }),
          fn("log", { isOneway: true, parameters: [field(1n, base("string"), "line")] }),
          fn("all", {
            returnType: { kind: "list-type", element: named("User") },
            annotations: [{ kind: "annotation", key: "a", value: "b" }],
          }),
        ],
        annotations: [{ kind: "annotation", key: "c", value: "1" }],
      },
    ]);
  });

  test("an empty service", () => {
    expect(definitions("service S {}")).toEqual([
      { kind: "service", name: nameOf("S"), functions: [] },
    ]);
  });

  test("no separators between arguments, exceptions and functions", () => {
    const text = "service S { void f(1: i32 a 2: i32 b) throws (1: A a 2: B b) void g() }";
    expect(outline(parseClean(text))).toEqual(["S(f,g)"]);
  });

  test("annotations of results, arguments and exceptions", () => {
    const text = `service S { i32 (a) f(1: i32 (b) x (c)) throws (1: E (d) e (f)) (g), Foo (h) k() }`;
    expect(outline(parseClean(text))).toEqual(["S(f,k)"]);
  });

  test("keywords name functions and arguments", () => {
    const text = "service S { void oneway(1: i32 throws) throws (1: E list) oneway void async() }";
    expect(outline(parseClean(text))).toEqual(["S(oneway,async)"]);
  });

  test("async is oneway, with a warning", () => {
    const { document, diagnostics } = parse("service S { async void f() }");
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ["warning", "async-keyword"],
    ]);
    expect(document.definitions).toMatchObject([{ functions: [{ isOneway: true }] }]);
  });
});

describe("results with empty annotations", () => {
  test.each(["i32 () f()", "list<i32> () f(1: i32 a)", "byte() f()", "i32 ()\nf()"])(
    "%j",
    (text) => {
      expect(outline(parseClean(`service S {\n${text}\n}`))).toEqual(["S(f)"]);
    },
  );

  test("are none where functions without result stand below one another", () => {
    expect(diagnose("service S {\nf()\ng()\n}")).toEqual([
      '2:2 unexpected-token Expected the name of the function, found "(".',
      '3:2 unexpected-token Expected the name of the function, found "(".',
    ]);
  });
});

describe("mistakes in services", () => {
  test.each([
    ["f()", '2:2 unexpected-token Expected the name of the function, found "(".'],
    ["i32() throws (1: X x)", '2:4 unexpected-token Expected the name of the function, found "(".'],
    ["a() throws (1: X x)", '2:2 unexpected-token Expected the name of the function, found "(".'],
    ["a() b()", '2:2 unexpected-token Expected the name of the function, found "(".'],
    ["void f", '2:7 unexpected-token Expected "(", found "i32".'],
    ["void f(i32)", '2:11 unexpected-token Expected the name of the field, found ")".'],
    ["void f() throws Bad", '2:17 unexpected-token Expected "(", found "Bad".'],
    ["void f() throws", '2:16 unexpected-token Expected "(", found "i32".'],
    ["void f(),;", '2:10 extra-separator This ";" separates nothing.'],
    ["void f() { }", '2:10 unexpected-token Expected a function or "}", found "{".'],
    ["1: i32 x", '2:1 unexpected-token Expected a function or "}", found "1".'],
  ])("%j", (text, message) => {
    const source = `service S {\n${text}\ni32 g()\n}\nstruct B {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document)[0]).toMatch(/^S\((f,)?g\)$/);
    expect(outline(parse(source).document)[1]).toBe("B()");
  });

  test.each(["void g()", "oneway void g()", "i32 g(1: i32 a)", "list<list<Foo>> g(1: i32 a)"])(
    "a missing parenthesis before %j on the next line",
    (next) => {
      const source = `service S {\n void f(1: i32 a\n ${next}\n}\nstruct B {}`;
      expect(diagnose(source)).toEqual([
        `2:17 unexpected-token Expected an argument or ")", found "${/^\w+/.exec(next)?.[0]}".`,
      ]);
      expect(parse(source).diagnostics[0]?.hint).toBe(
        'Close the parenthesis before this with ")".',
      );
      expect(outline(parse(source).document)).toEqual(["S(g)", "B()"]);
    },
  );

  test.each([
    [
      "void f 1: i32 a,\n 2: i32 b) throws (1: X x)",
      '2:8 unexpected-token Expected "(", found "1".',
    ],
    [
      "void f(1: i32 a,\n 2: i32 b) throws\n 1: X x)",
      '3:18 unexpected-token Expected "(", found "1".',
    ],
    ["void f)", '2:7 unexpected-token Expected "(", found ")".'],
  ])("a missing parenthesis leaves the arguments alone: %j", (text, message) => {
    const source = `service S {\n${text}\ni32 g()\n}\nstruct B {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document)).toEqual(["S(f,g)", "B()"]);
  });

  test("several missing parentheses are as many errors", () => {
    const source = "service S {\n i32 f(\n i32 g(1: i32 a\n i32 h(1: i32 b\n void i()\n}";
    expect(diagnose(source).map((line) => line.split(" ")[0])).toEqual(["2:8", "3:16", "4:16"]);
  });

  test("arguments on lines of their own, with annotations and without ids, are none", () => {
    const lines = ['i32 a (x = "y")', "i32 b ()", "list<i32> c (z),", "2: Foo d", "Foo e"];
    expect(outline(parseClean(`service S { void f(\n${lines.join("\n")}\n) }`))).toEqual(["S(f)"]);
  });

  test.each(["1: list i32> a", "1: i32> a", "1: list<i32>> a", "1: map<i32, i32>> a"])(
    "a bracket too many leaves the rest of the arguments alone: %j",
    (argument) => {
      const text = `service S {\n  void a(${argument},\n    2: i32 b,\n    3: i32 c)\n  void d()\n}`;
      expect(diagnose(text)).toHaveLength(1);
      expect(outline(parse(text).document)).toEqual(["S(d)"]);
    },
  );

  test("several bases", () => {
    expect(diagnose("service S extends A, B { void f() }\nstruct C {}")).toEqual([
      '1:20 unexpected-token Expected "{", found ",".',
    ]);
    expect(parse("service S extends A, B {}").diagnostics[0]?.hint).toBe(
      "A service extends one other service only.",
    );
  });

  test("every broken function of a service is reported", () => {
    const source = "service S {\n f()\n void g(1 i32 a)\n void h()\n i32 i(1: )\n}";
    expect(diagnose(source)).toEqual([
      '2:3 unexpected-token Expected the name of the function, found "(".',
      '3:11 unexpected-token Expected ":" after the id of the field, found "i32".',
      '5:11 unexpected-token Expected a type, found ")".',
    ]);
    expect(outline(parse(source).document)).toEqual(["S(h)"]);
  });
});
