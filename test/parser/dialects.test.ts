import { describe, expect, test } from "vitest";
import { diagnose, hintOf, outline, parse, parseClean } from "./support.js";

const fbthrift = (feature: string): string =>
  `fbthrift-syntax ${feature} is fbthrift, a dialect of Thrift that thriftgen does not read.`;

describe("fbthrift", () => {
  test.each([
    ['package "meta.com/x"\nstruct A { 1: i32 x }', "1:1", "package"],
    ["@Sensitive\nstruct A { 1: i32 x }", "1:1", "@annotation"],
    ['@cpp.Type{name = "x", map = {1: [2]}}\nstruct A { 1: i32 x }', "1:1", "@annotation"],
    ["struct A {\n  @Lazy\n  1: i32 x }", "2:3", "@annotation"],
    ["struct A {\n  @Lazy{a = {}} 1: i32 x }", "2:3", "@annotation"],
    ['include "x.thrift" as y\nstruct A { 1: i32 x }', "1:20", "include as"],
    ["interaction I { void x() }\nstruct A { 1: i32 x }", "1:1", "interaction"],
    ["safe permanent exception E {}\nstruct A { 1: i32 x }", "1:1", "safe"],
    ["struct A { 1: i32 x }\nservice S { stream<i32> f() }", "2:13", "stream"],
    ["struct A { 1: i32 x }\nservice S { R, stream<i32> f() }", "2:16", "stream"],
    ["struct A { 1: i32 x }\nservice S { R, sink<i32, i32> f() }", "2:16", "sink"],
    [
      "struct A { 1: i32 x }\nconst A a = A{x = 1};",
      "2:13",
      "the name of a struct before its value",
    ],
    [
      "struct A { 1: i32 x }\nconst list<A> a = [A{x = 1}]",
      "2:20",
      "the name of a struct before its value",
    ],
    ["struct A { 1: i32 x }\nservice S { idempotent void f() }", "2:13", "idempotent"],
    ["struct A { 1: i32 x }\nservice S { performs I; }", "2:13", "performs"],
  ])("%j", (text, place, feature) => {
    expect(diagnose(text)).toEqual([`${place} ${fbthrift(feature)}`]);
    expect(outline(parse(text).document)).toContain("A(x)");
  });

  test.each([
    "struct User { id = 1 }",
    "union User { id = 1 }",
    "exception User { id = 1 }",
    "service User { id = 1 }",
    "struct A { 1: i32 x } struct User { id = 1 }",
    "const i32 A = B\n{}",
  ])("other mistakes are none: %j", (text) => {
    const found = diagnose(text).join("\n");
    expect(found).not.toContain("fbthrift");
    expect(found).toContain("unexpected-token");
    expect(diagnose(`${text}\nstruct B { y = 2 }`).length).toBeGreaterThan(diagnose(text).length);
  });

  test("is reported once a file", () => {
    const text = `package "a"\n@A\nstruct B { @C 1: i32 x; @D{} 2: i32 y }\n@E{a = 1}\nenum F { @G H }`;
    expect(diagnose(text)).toEqual([`1:1 ${fbthrift("package")}`]);
    expect(outline(parse(text).document)).toEqual(["B(x,y)", "F(H)"]);
  });

  test.each([
    "R, sink<\n    I throws (1: E e),\n    O throws (1: E e)\n  > f(1: R r) throws (\n    1: E e\n  );",
    "stream<\n    I throws (1: E e)\n  > f(1: R r)",
    "R, stream<list<I>>\n  f(1: R r)",
    "stream<I f()",
  ])("what a stream throws is no function: %j", (text) => {
    const service = `service S {\n  void a()\n  ${text}\n  void b()\n}\nstruct A { 1: i32 x }`;
    expect(diagnose(service)).toEqual([
      expect.stringContaining(fbthrift(text.includes("sink") ? "sink" : "stream")),
    ]);
    expect(outline(parse(service).document)).toEqual(["S(a,b)", "A(x)"]);
  });

  test("its words are plain names in Thrift", () => {
    const text =
      "struct A { 1: stream client, 2: package safe } service S { readonly f(1: sink server) }";
    expect(outline(parseClean(text))).toEqual(["A(client,safe)", "S(f)"]);
  });
});

describe("other dialects", () => {
  test("thriftrw's include alias", () => {
    expect(diagnose('include alias "a.thrift"\nstruct A {}')).toHaveLength(1);
    expect(hintOf('include alias "a.thrift"')).toContain("thriftrw");
  });

  test("scrooge's namespaces in comments are comments", () => {
    expect(parseClean("#@namespace scala a\nnamespace js b").headers).toHaveLength(1);
  });

  test("Microsoft's namespaces end in a semicolon", () => {
    const { document, diagnostics } = parse("namespace jvm a.b;\nstruct A {}");
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(document.headers).toHaveLength(1);
  });

  test("creditkarma's namespaces with hyphens are refused with the place", () => {
    expect(diagnose("namespace js @creditkarma/a-b\nstruct A {}")).toEqual([
      '1:14 invalid-namespace "@creditkarma/a-b" is not the name of a namespace.',
    ]);
    expect(diagnose("namespace js a-b\nstruct A {}")).toEqual([
      '1:14 invalid-namespace "a-b" is not the name of a namespace.',
    ]);
  });
});
