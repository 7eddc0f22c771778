/** Drafts that are set in drafts: the bytes of `encode`, a value of its own on either side, the errors of other views. */
import { beforeAll, describe, expect, test } from "vitest";
import { resolveType } from "../../src/ir/definitions.js";
import { fillDefaults } from "../support/canonical.js";
import { fromCanonical, structFromCanonical } from "../support/convert.js";
import { errorOf } from "./errors.js";
import { Random, randomStruct, type MutableRecord } from "./random.js";
import {
  loadViewSubjects,
  subjectNamed,
  subjectOf,
  type AnyView,
  type ViewSubject,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
beforeAll(async () => {
  subjects = await loadViewSubjects();
});

const named = (name: string): ViewSubject => subjectNamed(subjects, name);

/** Every struct of the value, but those in containers, is a draft of its own. */
function buildDrafts({ def, view: View }: ViewSubject, model: MutableRecord): AnyView {
  const view = View.create();
  for (const field of def.fields) {
    const value = model[field.name];
    if (value === undefined) continue;
    const type = resolveType(field.type);
    view[field.name] =
      type.kind === "struct"
        ? buildDrafts(subjectOf(subjects, type.def), value as MutableRecord)
        : fromCanonical(field.type, value);
  }
  return view;
}

/** Of a tree and its branches. */
function names(view: AnyView): unknown[] {
  const { name, left, right } = view.$toObject() as Record<string, { name: string }>;
  return [name, left?.name, right?.name];
}

describe("drafts in drafts", () => {
  test("random values, each struct a draft of its own, give the bytes of encode", () => {
    let compared = 0;
    for (const subject of subjects.values()) {
      for (let seed = 0; seed < 60; seed++) {
        const model = fillDefaults(subject.def, randomStruct(new Random(seed), subject.def));
        const expected = subject.companion.encode(structFromCanonical(subject.def, model));
        const bytes = buildDrafts(subject, model as MutableRecord).$toBytes();
        const { equals, decode } = subject.companion;
        expect(equals(decode(bytes), decode(expected)), `${subject.name} ${seed}`).toBe(true);
        if (expected.length > 2048) continue;
        expect(Buffer.from(bytes), `${subject.name} ${seed}`).toEqual(Buffer.from(expected));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  test("what is set later on either side is not seen on the other", () => {
    const { view: Tree } = named("Tree");
    const leaf = Object.assign(Tree.create(), { name: "leaf" });
    const first = Object.assign(Tree.create(), { name: "first", left: leaf });
    leaf["name"] = "changed";
    const second = Object.assign(Tree.create(), { name: "second", left: leaf, right: leaf });
    leaf["name"] = "again";
    (first["left"] as AnyView)["name"] = "inside";
    expect(names(first)).toEqual(["first", "inside", undefined]);
    expect(names(second)).toEqual(["second", "changed", "changed"]);
    expect(names(leaf)).toEqual(["again", undefined, undefined]);
    // Memory that is given back and filled again is nobody's any more.
    const block = second.$toBlock();
    block.release();
    for (let i = 0; i < 20; i++) Tree.create({ name: "x".repeat(200) }).$toBlock();
    expect(names(leaf)).toEqual(["again", undefined, undefined]);
    expect(names(first)).toEqual(["first", "inside", undefined]);
  });

  test("a draft that is set in itself is taken as it is now", () => {
    const { view: Tree, companion } = named("Tree");
    const tree = Object.assign(Tree.create(), { name: "a" });
    tree["left"] = tree;
    tree["left"] = tree;
    expect(companion.decode(tree.$toBytes())).toMatchObject({ left: { left: { name: "a" } } });
  });

  test("errors are those of views that were read before", () => {
    const { view: Sink } = named("Sink");
    const makers: readonly (readonly [string, string, object])[] = [
      ["shape", "Shape", {}],
      ["shape", "Scalars", { at: 1n }],
      ["tree", "Tree", {}],
      ["tree", "Tree", { left: Object.assign(named("Tree").view.create(), {}) }],
      ["scalars", "Scalars", { flag: true }],
    ];
    for (const [field, name, value] of makers) {
      const outcomes = [false, true].map((isRead) =>
        errorOf(() => {
          const sink = Sink.create();
          const part = named(name).view.create();
          if (isRead) part.$has("name");
          Object.assign(part, value);
          sink[field] = part;
          if (field !== "shape") sink["shape"] = { note: "n" };
          sink.$toBytes();
        }),
      );
      expect(outcomes[0], `${field} = ${name}`).toBeInstanceOf(Error);
      expect(outcomes[0]).toEqual(outcomes[1]);
    }
  });

  test("no more levels than decode reads, and one member in a union", () => {
    const { view: Tree, companion } = named("Tree");
    const grow = (levels: number, name: string): AnyView => {
      let tree = Object.assign(Tree.create(), { name });
      for (let level = 1; level < levels; level++)
        tree = Object.assign(Tree.create(), { name, left: tree });
      return tree;
    };
    for (const name of ["", "a name that makes the whole longer than 252 bytes"]) {
      expect(companion.decode(grow(64, name).$toBytes())).toMatchObject({ name });
      expect(errorOf(() => grow(65, name).$toBytes())).toMatchObject({ code: "DEPTH_LIMIT" });
    }
    const { view: Shape, companion: shapes } = named("Shape");
    const shape = Object.assign(Shape.create(), { circle: 1 });
    shape["inner"] = Object.assign(Shape.create(), { note: "n" });
    expect(shapes.decode(shape.$toBytes())).toEqual({ inner: { note: "n" } });
  });
});
