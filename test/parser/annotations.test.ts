import { describe, expect, test } from "vitest";
import type { AnnotationNode } from "../../src/parser/ast.js";
import { diagnose, hintOf, outline, parse, parseClean, shape } from "./support.js";

function annotations(text: string): unknown {
  const [first] = parseClean(`struct A {} ${text}`).definitions;
  return first?.annotations.map(({ key, value }: AnnotationNode) => [key, value]);
}

describe("annotations", () => {
  test.each([
    ["()", []],
    ["(a)", [["a", "1"]]],
    [`(a = "b")`, [["a", "b"]]],
    [`(a.b.c = 'd')`, [["a.b.c", "d"]]],
    [
      `(a = "1", b = "2"; c d = "4",)`,
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "1"],
        ["d", "4"],
      ],
    ],
    [
      `(a = "1" a = "2")`,
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    [
      `(required = "1", struct, list = "x")`,
      [
        ["required", "1"],
        ["struct", "1"],
        ["list", "x"],
      ],
    ],
    [
      `(a =\n"b"\n,\nc)`,
      [
        ["a", "b"],
        ["c", "1"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(annotations(text)).toEqual(expected);
  });

  test("stand in every place that Apache has", () => {
    const text = `namespace xsd t (n = "1")
typedef list<i32 (n = "2")> (n = "3") L (n = "4")
enum E { A = 1 (n = "5") B (n = "6") } (n = "7")
struct S { 1: i32 (n = "8") a = 1 (n = "9") } (n = "10")
service V { i32 (n = "11") f(1: i32 a (n = "12")) throws (1: X x (n = "13")) (n = "14") } (n = "15")`;
    const found: string[] = [];
    JSON.stringify(shape(parseClean(text)), (key, value: unknown) => {
      if (key === "annotations") {
        for (const one of value as AnnotationNode[]) found.push(one.value);
      }
      return typeof value === "bigint" ? String(value) : value;
    });
    expect(found.map(Number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
  });

  test("are kept on types of a name, as nebula writes them", () => {
    const text = `struct A { 1: Vertex (cpp.type = "nebula::Vertex") vVal, 2: i32 x }`;
    expect(shape(parseClean(text).definitions)).toMatchObject([
      { fields: [{ type: { annotations: [{ key: "cpp.type", value: "nebula::Vertex" }] } }, {}] },
    ]);
  });
});

describe("mistakes in annotations", () => {
  test.each([
    ["(a = 1)", '1:26 unexpected-token Expected a string, found "1".'],
    ["(a = true)", '1:26 unexpected-token Expected a string, found "true".'],
    ["(a = b)", '1:26 unexpected-token Expected a string, found "b".'],
    ["(a = )", '1:26 unexpected-token Expected a string, found ")".'],
    ["(a-b = 'c')", '1:22 invalid-name "a-b" is not a name.'],
    ["(1 = 'c')", '1:22 unexpected-token Expected an annotation or ")", found "1".'],
    ["('c')", `1:22 unexpected-token Expected an annotation or ")", found the string 'c'.`],
    ["(a", '1:23 unexpected-token Expected an annotation or ")", found "2".'],
    ["(a = 'b'", '1:29 unexpected-token Expected an annotation or ")", found "2".'],
    ["(a,, b)", '1:24 unexpected-token Expected an annotation or ")", found ",".'],
    ["(a = ['b'])", '1:26 unexpected-token Expected a string, found "[".'],
  ])("%s is one mistake and costs no field", (text, message) => {
    const source = `struct A { 1: i32 x ${text}\n 2: i32 y\n} (b)\nstruct B {}`;
    expect(diagnose(source)).toEqual([message]);
    expect(outline(parse(source).document)).toEqual(["A(x,y)", "B()"]);
  });

  test("say that values are strings", () => {
    expect(hintOf("struct A {} (a = 1)")).toBe(
      'The value of an annotation is always a string: (key = "1").',
    );
  });
});
