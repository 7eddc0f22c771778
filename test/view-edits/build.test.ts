/** Messages that are built through a view, and views of copies of their own. */
import { beforeAll, describe, expect, test } from "vitest";
import { ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import { canonicalStructText, fillDefaults } from "../support/canonical.js";
import { fromCanonical, structFromCanonical, structToCanonical } from "../support/convert.js";
import { Random, randomStruct } from "./random.js";
import { readStructView } from "./read-view.js";
import { errorOf } from "./errors.js";
import {
  loadViewSubjects,
  subjectNamed,
  type AnyListView,
  type AnyMapView,
  type AnyView,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
beforeAll(async () => {
  subjects = await loadViewSubjects();
});

const missing = (path: string): object => ({ code: "MISSING_REQUIRED", path });

describe("building from nothing", () => {
  test("setting all fields gives the value, in any order of sets", () => {
    for (const { def, companion, view: View } of subjects.values()) {
      for (let seed = 0; seed < 60; seed++) {
        const random = new Random(seed);
        const model = randomStruct(random, def);
        const view = View.create();
        for (const field of random.shuffle(def.fields)) {
          const value = model[field.name];
          if (value !== undefined) view[field.name] = fromCanonical(field.type, value);
        }
        const expected = canonicalStructText(def, fillDefaults(def, model));
        const textOf = (value: unknown): string =>
          canonicalStructText(def, structToCanonical(def, value));
        expect(textOf(companion.decode(view.$toBytes()))).toBe(expected);
        expect(textOf(view.$toObject())).toBe(expected);
        expect(canonicalStructText(def, readStructView(def, view))).toBe(expected);
        const encoded = companion.encode(structFromCanonical(def, model));
        expect(companion.equals(view.$toObject(), companion.decode(encoded))).toBe(true);
      }
    }
  });

  test("create with a value has the bytes of encode", () => {
    for (const { def, companion, view: View } of subjects.values()) {
      for (let seed = 0; seed < 20; seed++) {
        const input = structFromCanonical(def, randomStruct(new Random(seed), def));
        expect(View.create(input).$toBytes()).toEqual(companion.encode(input));
      }
    }
  });

  test("a required field that is not set is MISSING_REQUIRED, with its name", () => {
    const { view: Point } = subjectNamed(subjects, "Point");
    const point = Point.create();
    expect(point["label"]).toBe(undefined);
    expect(errorOf(() => point["x"])).toMatchObject(missing("x"));
    for (const write of [
      () => point.$toBytes(),
      () => point.$chunks(),
      () => point.$toObject(),
      () => point.$own(),
    ]) {
      expect(errorOf(write)).toMatchObject(missing("x"));
    }
    point["x"] = 4;
    expect(errorOf(() => point.$toBytes())).toMatchObject(missing("y"));
    point["y"] = 5;
    expect(point.$toObject()).toEqual({ x: 4, y: 5, label: undefined });
    expect(errorOf(() => point.$clear("x"))).toMatchObject(missing("x"));
  });

  test("an unfinished view cannot be assigned, and the path says where", () => {
    const { view: Shape } = subjectNamed(subjects, "Shape");
    const { view: Point } = subjectNamed(subjects, "Point");
    const shape = Shape.create({ note: "kept" });
    expect(errorOf(() => (shape["corner"] = Point.create()))).toMatchObject(missing("corner.x"));
    expect(errorOf(() => (shape["corner"] = {}))).toMatchObject(missing("corner.x"));
    expect(shape["note"]).toBe("kept");
    const unfinished = Point.create();
    unfinished["y"] = 1;
    expect(errorOf(() => (shape["corner"] = unfinished))).toMatchObject(missing("corner.x"));
    unfinished["x"] = 2;
    shape["corner"] = unfinished;
    expect(shape.$toObject()).toEqual({ corner: { x: 2, y: 1, label: undefined } });
  });

  test("bytes of STOP alone are no draft: what is required is missing", () => {
    const { view: Point } = subjectNamed(subjects, "Point");
    const view = Point.of(Uint8Array.of(0));
    for (const read of [() => view["label"], () => view.$toBytes(), () => view.$has("x")]) {
      expect(errorOf(read)).toMatchObject({ code: "MISSING_REQUIRED", path: "x" });
    }
  });

  test("maps and lists that were not there are edited and written", () => {
    const { view: Sink, companion } = subjectNamed(subjects, "Sink");
    const { view: Maps } = subjectNamed(subjects, "Maps");
    const sink = Sink.create();
    sink["shape"] = { circle: 1 };
    (sink["preset"] as AnyListView).set(1, 20);
    expect(sink.$has("preset")).toBe(true);
    const maps = Maps.create();
    (maps["byName"] as AnyMapView).set("a", 1);
    maps.$clear("byName");
    expect((maps["byName"] as AnyMapView).length).toBe(0);
    (maps["byName"] as AnyMapView).set("b", 2);
    sink["maps"] = maps;
    const decoded = companion.decode(sink.$toBytes());
    expect(decoded["preset"]).toEqual([1, 20, 3]);
    expect(decoded["maps"]).toMatchObject({ byName: new Map([["b", 2]]) });
  });
});

describe("$own", () => {
  const sink = {
    shape: { polygon: [{ x: 1, y: 2 }] },
    title: "t".repeat(20_000),
    tree: { name: "root", children: [{ name: "leaf" }] },
  };

  test("an own view outlives its block and its chain, edits included", () => {
    const { view: Sink, companion } = subjectNamed(subjects, "Sink");
    const bytes = companion.encode(sink);
    const block = wrapBlock(bytes.slice());
    const chain = ChainBuffer.from([bytes.slice(0, 9000), bytes.slice(9000)], { threshold: 1 });
    for (const source of [block, chain]) {
      const view = Sink.of(source);
      (view["tree"] as AnyView)["name"] = "edited";
      const own = view.$own();
      const tree = (view["tree"] as AnyView).$own();
      const children = (view["tree"] as { children: AnyListView }).children.$own();
      const polygon = (view["shape"] as { polygon: AnyListView }).polygon.$own();
      // Independent of each other from here on.
      (view["tree"] as AnyView)["name"] = "later";
      source.release();
      expect(errorOf(() => view["title"])).toMatchObject({ code: "RELEASED_BUFFER" });
      expect(own["title"]).toBe(sink.title);
      expect((own["tree"] as AnyView)["name"]).toBe("edited");
      expect(tree["name"]).toBe("edited");
      expect((children.at(0) as AnyView)["name"]).toBe("leaf");
      expect((polygon.at(0) as AnyView)["y"]).toBe(2);
      own["count"] = 9;
      const tidy = { name: "edited", children: [{ name: "leaf" }] };
      const expected = companion.create({ ...sink, tree: tidy, count: 9 });
      expect(companion.equals(own.$toObject(), expected)).toBe(true);
      expect(companion.equals(companion.decode(own.$toBytes()), expected)).toBe(true);
    }
  });

  test("an own view is of the same class and keeps the options", () => {
    const { view: Tree, companion } = subjectNamed(subjects, "Tree");
    const bytes = companion.encode({ name: "ab" });
    bytes.set([0xff], bytes.indexOf(0x61));
    const view = Tree.of(bytes, { utf8: "replace" });
    const own = view.$own();
    expect(own).toBeInstanceOf(Tree);
    expect(own["name"]).toBe("\uFFFDb");
    own["left"] = own;
    expect((own["left"] as AnyView)["name"]).toBe("\uFFFDb");
  });

  test("maps and sets of their own", () => {
    const { view: Maps } = subjectNamed(subjects, "Maps");
    const { view: Sets } = subjectNamed(subjects, "Sets");
    const maps = Maps.create({ byName: new Map([["a", 1]]) });
    const own = (maps["byName"] as AnyMapView).$own();
    own.set("b", 2);
    expect([...own]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect((maps["byName"] as AnyMapView).length).toBe(1);
    const sets = Sets.create({ names: new Set(["x"]) });
    expect([...(sets["names"] as AnyListView).$own()]).toEqual(["x"]);
  });
});
