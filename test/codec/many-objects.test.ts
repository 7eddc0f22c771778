/** Objects that readers make by constructors are the plain objects that literals give. */
import { expect, it } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";

const odd = "1: i32 constructor, 2: string toString, 3: bool __proto__, 4: i32 valueOf";
const many = Array.from({ length: 71 }, (_, index) => `${index + 1}: i32 f${index + 1}`);

const files = {
  "points.thrift": `
    include "other.thrift"
    struct Unit { 1: string name }
    struct Point { 1: i32 x, 2: optional string label, 3: Unit unit, 4: list<i32> ids, 5: i32 arguments, 6: i32 r }
    struct Seven { ${many.slice(0, 70).join("\n")} }
    struct TooMany { ${many.join("\n")} }
    struct Odd { ${odd} }
    struct Empty {}
    struct Alone { 1: i32 id }
    struct Asked { 1: i32 id }
    typedef map<string, Asked> AskedByName
    struct Tree { 1: i32 id, 2: list<Tree> children }
    struct Held { 1: i32 id }
    union Shape { 1: Held held, 2: Rank rank }
    union OddShape { 1: i32 id, 2: string toString }
    union Lone { 1: i32 id, 2: string name }
    enum Rank { LOW, HIGH }
    struct Found { 1: i32 id }
    service Search { list<Found> find() }
    struct Holder {
      1: list<Point> points, 2: list<Seven> sevens, 3: set<TooMany> tooMany, 4: map<i32, Odd> odds, 5: list<Empty> empties,
      6: Alone alone, 7: other.Elsewhere elsewhere, 8: list<other.Elsewhere> all, 9: Tree tree, 10: list<list<Shape>> shapes
      11: list<OddShape> oddShapes, 12: Lone lone
    }`,
  "other.thrift": "struct Elsewhere { 1: i32 id }",
};

const outputs = await compileOrFail(files, "points.thrift");
const text = outputs.map((output) => output.text).join("\n");

it("structs in containers of their own file have a constructor, and what they hold", () => {
  const made = [...text.matchAll(/const (\w+)\$object = /g)].map(([, name]) => name);
  // Not Alone, of which there is one; nor Elsewhere, as no output depends on files that include its own; nor Odd, whose
  // names every object inherits.
  expect(made.toSorted()).toEqual(["Asked", "Found", "Held", "Point", "Seven", "Tree", "Unit"]);
});

it("each member of such a union has a constructor", () => {
  const made = [...text.matchAll(/const (\w+\$object\d+) = /g)].map(([, name]) => name);
  // Not of Lone, of which there is one; nor of OddShape, one of whose names every object inherits.
  expect(made.toSorted()).toEqual(["Shape$object0", "Shape$object1"]);
});

it("what is decoded is a plain object with the fields in order", async () => {
  const Holder = companionOf(await importGenerated(writeGenerated(outputs), "points.ts"), "Holder");
  const point = { x: 1, label: undefined, unit: { name: "m" }, ids: [1, 2], arguments: 3, r: 4 };
  const seven = Object.fromEntries(many.slice(0, 70).map((_, index) => [`f${index + 1}`, index]));
  const oddValue = { constructor: 1, toString: "text", ["__proto__"]: true, valueOf: 2 };
  const value = {
    points: [point, { ...point, label: "b" }],
    sevens: [seven],
    tooMany: new Set([Object.fromEntries(many.map((_, index) => [`f${index + 1}`, index]))]),
    odds: new Map([[1, oddValue]]),
    empties: [{}],
    alone: { id: 1 },
    elsewhere: { id: 2 },
    all: [{ id: 3 }],
    tree: { id: 1, children: [{ id: 2, children: [] }] },
    shapes: [[{ held: { id: 5 } }, { rank: 1 }]],
    oddShapes: [{ id: 1, toString: undefined }, { toString: "text" }],
    lone: { name: "l" },
  };
  const decoded = Holder.decode(Holder.encode(value)) as typeof value;
  expect(decoded).toStrictEqual(value);
  expect(Object.keys(decoded.points[0] ?? {})).toEqual(Object.keys(point));
  expect(Object.getPrototypeOf(decoded.points[0])).toBe(Object.prototype);
  expect(Object.hasOwn(decoded.odds.get(1) ?? {}, "__proto__")).toBe(true);
  expect(structuredClone(decoded)).toStrictEqual(value);
  expect(String(decoded.points[0])).toBe("[object Object]");
});

it("large messages, whose objects are made by literals, give the same", async () => {
  const Holder = companionOf(await importGenerated(writeGenerated(outputs), "points.ts"), "Holder");
  const point = { x: 1, label: "a", unit: { name: "m" }, ids: [1, 2], arguments: 3, r: 4 };
  const bytes = Holder.encode({ points: Array.from({ length: 50_000 }, () => point) });
  expect(bytes.length).toBeGreaterThan(2 ** 21);
  const { points } = Holder.decode(bytes) as { points: object[] };
  expect(points).toHaveLength(50_000);
  expect(points[0]).toStrictEqual(point);
  expect(points.at(-1)).toStrictEqual(point);
  expect(Object.keys(points[0] ?? {})).toEqual(Object.keys(point));
});
