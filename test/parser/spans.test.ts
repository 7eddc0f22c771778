import { describe, expect, test } from "vitest";
import type { Span } from "../../src/source.js";
import { parse, parseClean, underline } from "./support.js";

interface Spanned {
  readonly kind: string;
  readonly span: Span;
}

/** Every node below `value`, in the order of its properties. */
function collect(value: unknown, found: Spanned[] = []): Spanned[] {
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, found);
  } else if (typeof value === "object" && value !== null) {
    if ("kind" in value && "span" in value) found.push(value as Spanned);
    for (const [key, inner] of Object.entries(value)) {
      if (key !== "span" && key !== "file" && key !== "pathSpan") collect(inner, found);
    }
  }
  return found;
}

const source = `namespace js a.b (x = "y");
/** \u{1f600} */ const map<string, i64> M = {"k": -0x1, } (z) ;
struct A { // open
  1: required list<i32 (q)> & l = [1, E.V] (r), // behind
}
enum E { V = 1, } (e)
service S extends T.U { oneway void f(1: i32 a) throws (2: X x) (g = "h"), }`;

const texts = new Map<string, string[]>();
const { document } = parse(source);
for (const { kind, span } of collect(document)) {
  texts.set(kind, [...(texts.get(kind) ?? []), source.slice(span.start, span.end)]);
}

describe("spans", () => {
  test.each([
    ["namespace", [`namespace js a.b (x = "y")`]],
    ["name", ["a.b", "M", "A", "l", "E", "V", "S", "T.U", "f", "a", "x"].toSorted()],
    ["const", [`const map<string, i64> M = {"k": -0x1, } (z)`]],
    ["map-type", ["map<string, i64>"]],
    ["map", [`{"k": -0x1, }`]],
    ["literal", [`"k"`]],
    ["field", ["1: i32 a", "1: required list<i32 (q)> & l = [1, E.V] (r)", "2: X x"]],
    ["list-type", ["list<i32 (q)>"]],
    ["named-type", ["X"]],
    ["list", ["[1, E.V]"]],
    ["identifier", ["E.V"]],
    ["enum", ["enum E { V = 1, } (e)"]],
    ["enum-member", ["V = 1"]],
    ["service", [`service S extends T.U { oneway void f(1: i32 a) throws (2: X x) (g = "h"), }`]],
    ["function", [`oneway void f(1: i32 a) throws (2: X x) (g = "h")`]],
    ["doc", ["/** \u{1f600} */"]],
    ["line", ["// behind", "// open"]],
    ["annotation", [`x = "y"`, "z", "q", "r", "e", `g = "h"`].toSorted()],
    ["integer", ["-0x1", "1", "1", "1", "1", "2"]],
    ["document", [source]],
  ])("of %s hold its text without separators", (kind, expected) => {
    expect(texts.get(kind)?.toSorted()).toEqual(expected);
  });

  test("of children lie within their parents and in the same file", () => {
    const file = document.file;
    for (const node of collect(document)) {
      expect(node.span.file).toBe(file);
      expect(node.span.start).toBeLessThan(node.span.end);
      const inner = collect(Object.values(node).filter((value) => value !== node.span));
      const own = inner.filter(({ kind }) => !["doc", "line", "block"].includes(kind));
      for (const child of own) {
        expect(child.span.start).toBeGreaterThanOrEqual(node.span.start);
        expect(child.span.end).toBeLessThanOrEqual(node.span.end);
      }
    }
  });

  test("an empty file has an empty span", () => {
    expect(parseClean("").span).toMatchObject({ start: 0, end: 0 });
  });
});

describe("places of errors", () => {
  test("a token that cannot stand there is underlined", () => {
    expect(underline("struct A { 1: i32 = 5 }")).toEqual(["="]);
    expect(underline('enum A { B = "abc" }')).toEqual(['"abc"']);
  });

  test("what a line lacks is missing at its end", () => {
    const { diagnostics, file } = parse("struct A {\n  1: i32   // no name\n  2: i32 y\n}");
    expect(diagnostics.map(({ span }) => file.positionAt(span?.start ?? 0))).toEqual([
      { line: 2, column: 9 },
    ]);
  });

  test("columns count UTF-16 units", () => {
    const { diagnostics, file } = parse("/* \u{1f600} */ struct A { = }");
    expect(diagnostics.map(({ span }) => file.positionAt(span?.start ?? 0).column)).toEqual([21]);
  });
});
