/** What setters refuse, where they say it is, and that nothing has changed then. */
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalStructText } from "../support/canonical.js";
import { structFromCanonical } from "../support/convert.js";
import { Random, randomStruct } from "./random.js";
import { readStructView } from "./read-view.js";
import { errorOf } from "./errors.js";
import {
  loadViewSubjects,
  subjectNamed,
  type AnyListView,
  type AnyMapView,
  type AnyView,
  type ViewSubject,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
beforeAll(async () => {
  subjects = await loadViewSubjects();
});

/** Struct, field, value, code, path. */
const refused: readonly (readonly [string, string, unknown, string, string])[] = [
  ["Scalars", "flag", 1, "INVALID_VALUE", "flag"],
  ["Scalars", "tiny", 128, "OUT_OF_RANGE", "tiny"],
  ["Scalars", "tiny", "1", "INVALID_VALUE", "tiny"],
  ["Scalars", "small", -32_769, "OUT_OF_RANGE", "small"],
  ["Scalars", "medium", 2 ** 31, "OUT_OF_RANGE", "medium"],
  ["Scalars", "medium", 0.5, "OUT_OF_RANGE", "medium"],
  ["Scalars", "mediumMaybe", NaN, "OUT_OF_RANGE", "mediumMaybe"],
  ["Scalars", "wide", 2n ** 63n, "OUT_OF_RANGE", "wide"],
  ["Scalars", "wide", 1, "INVALID_VALUE", "wide"],
  ["Scalars", "ratio", "1", "INVALID_VALUE", "ratio"],
  ["Scalars", "text", "a\ud800", "INVALID_UTF8", "text"],
  ["Scalars", "text", 5, "INVALID_VALUE", "text"],
  ["Scalars", "textMaybe", "\udc00", "INVALID_UTF8", "textMaybe"],
  ["Scalars", "blob", "text", "INVALID_VALUE", "blob"],
  ["Scalars", "blob", [1], "INVALID_VALUE", "blob"],
  ["Scalars", "color", "RED", "INVALID_VALUE", "color"],
  ["Scalars", "color", 2 ** 40, "OUT_OF_RANGE", "color"],
  ["Identified", "id", "no uuid", "INVALID_VALUE", "id"],
  ["Identified", "id", "22222222_2222-2222-2222-222222222222", "INVALID_VALUE", "id"],
  ["Identified", "id", "22222222-2222-2222-2222-22222222222g", "INVALID_VALUE", "id"],
  ["Shape", "corner", 7, "INVALID_VALUE", "corner"],
  ["Shape", "corner", { x: 1, y: "2" }, "INVALID_VALUE", "corner.y"],
  ["Shape", "corner", { x: 1, y: 2 ** 31 }, "OUT_OF_RANGE", "corner.y"],
  ["Shape", "corner", { x: 1, y: 2, label: "\ud800" }, "INVALID_UTF8", "corner.label"],
  ["Shape", "polygon", [{ x: 1, y: 2 }, { x: 1 }], "MISSING_REQUIRED", "polygon[1].y"],
  ["Shape", "inner", {}, "INVALID_DATA", "inner"],
  ["Shape", "inner", { circle: 1, note: "" }, "INVALID_DATA", "inner"],
  ["Lists", "mediums", new Set([1]), "INVALID_VALUE", "mediums"],
  ["Lists", "mediums", [1, 2, "3"], "INVALID_VALUE", "mediums[2]"],
  ["Lists", "grid", [[1], [2, 2 ** 31]], "OUT_OF_RANGE", "grid[1][1]"],
  ["Lists", "texts", ["", "\udfff"], "INVALID_UTF8", "texts[1]"],
  ["Maps", "byName", { a: 1 }, "INVALID_VALUE", "byName"],
  ["Maps", "byName", new Map([["\ud800", 1]]), "INVALID_UTF8", "byName[0]"],
  ["Sets", "numbers", [1], "INVALID_VALUE", "numbers"],
  ["Sets", "names", new Set(["ok", 1]), "INVALID_VALUE", "names[1]"],
];

/** Bytes and all that getters give. */
function stateOf({ def }: ViewSubject, view: AnyView): string {
  const bytes = Buffer.from(view.$toBytes()).toString("hex");
  return `${bytes} ${canonicalStructText(def, readStructView(def, view))}`;
}

/** What goes out, or why nothing does. */
function bytesOf(view: AnyView): string {
  try {
    return Buffer.from(view.$toBytes()).toString("hex");
  } catch (error) {
    return String(error);
  }
}

/** Each field alone. */
const splitInput = (input: object): readonly object[] =>
  Object.entries(input).map((entry) => Object.fromEntries([entry]));

function viewsOf(subject: ViewSubject): readonly AnyView[] {
  const input = structFromCanonical(subject.def, randomStruct(new Random(5), subject.def));
  const edited = subject.view.of(subject.companion.encode(input));
  const last = subject.def.fields.at(-1)?.name ?? "";
  edited[last] = subject.companion.decode(subject.companion.encode(input))[last];
  return [subject.view.of(subject.companion.encode(input)), subject.view.create(input), edited];
}

describe("fields", () => {
  test.each(refused)("of a draft, %s.%s = %o is %s at %s", (name, field, value, code, path) => {
    const subject = subjectNamed(subjects, name);
    const input = structFromCanonical(subject.def, randomStruct(new Random(7), subject.def));
    // Reading makes it a message, so that each state is looked at once.
    for (const given of [{}, input, ...splitInput(input)]) {
      const makeDraft = (): AnyView => Object.assign(subject.view.create(), given);
      const draft = makeDraft();
      expect(errorOf(() => (draft[field] = value))).toMatchObject({ code, path });
      const [found, expected] = [draft, makeDraft()].map((view) => bytesOf(view));
      expect(found).toBe(expected);
    }
  });

  test.each(refused)("%s.%s = %o is %s at %s", (name, field, value, code, path) => {
    const subject = subjectNamed(subjects, name);
    for (const view of viewsOf(subject)) {
      const before = stateOf(subject, view);
      expect(errorOf(() => (view[field] = value))).toMatchObject({ code, path });
      expect(stateOf(subject, view)).toBe(before);
    }
  });

  test("a child stays the current one where a set fails", () => {
    const { view: Shape } = subjectNamed(subjects, "Shape");
    const shape = Shape.create({ corner: { x: 1, y: 2 } });
    const corner = shape["corner"] as AnyView;
    expect(errorOf(() => (shape["corner"] = { x: 1 })).code).toBe("MISSING_REQUIRED");
    expect(errorOf(() => (shape["circle"] = "1")).code).toBe("INVALID_VALUE");
    expect(shape["corner"]).toBe(corner);
    corner["x"] = 8;
    expect(shape.$toObject()).toEqual({ corner: { x: 8, y: 2, label: undefined } });
  });

  test("null counts as unset", () => {
    const { view: Scalars, companion } = subjectNamed(subjects, "Scalars");
    const view = Scalars.create({ at: 1n, text: "set", ratioMaybe: 2, tiny: 3 });
    for (const name of ["text", "ratioMaybe", "tiny"]) view[name] = null;
    expect([view["text"], view["ratioMaybe"], view["tiny"]]).toEqual(["", undefined, 0]);
    expect(errorOf(() => (view["at"] = null))).toMatchObject({
      code: "MISSING_REQUIRED",
      path: "at",
    });
    expect(companion.decode(view.$toBytes())).toEqual(companion.create({ at: 1n }));
  });

  test("names that are none", () => {
    const { view: Point } = subjectNamed(subjects, "Point");
    const view = Point.create({ x: 1, y: 2 });
    expect(errorOf(() => view.$clear("z"))).toMatchObject({ code: "INVALID_VALUE", path: "z" });
    expect(view.$has("z")).toBe(false);
    expect(view.$has("toString")).toBe(false);
  });
});

describe("elements and entries", () => {
  test("a list refuses what does not fit, and places that are none", () => {
    const { view: Lists, companion } = subjectNamed(subjects, "Lists");
    const bytes = companion.encode({ mediums: [1, 2], texts: ["a"], points: [{ x: 1, y: 2 }] });
    const view = Lists.of(bytes);
    const mediums = view["mediums"] as AnyListView;
    for (const value of ["3", null, undefined, {}, 3n]) {
      expect(["INVALID_VALUE", "MISSING_REQUIRED"]).toContain(
        errorOf(() => mediums.set(0, value)).code,
      );
    }
    expect(errorOf(() => mediums.set(1, 2 ** 31))).toMatchObject({
      code: "OUT_OF_RANGE",
      path: "mediums[1]",
    });
    for (const index of [2, -3, Infinity, 2 ** 40]) {
      expect(errorOf(() => mediums.set(index, 1)).code).toBe("OUT_OF_RANGE");
      expect(mediums.at(index)).toBe(undefined);
    }
    expect(errorOf(() => (view["texts"] as AnyListView).set(0, "\ud800")).code).toBe(
      "INVALID_UTF8",
    );
    const points = view["points"] as AnyListView;
    const point = points.at(0) as AnyView;
    expect(errorOf(() => points.set(0, { x: 1, y: 0.5 }))).toMatchObject({ path: "points[0].y" });
    expect(points.at(0)).toBe(point);
    expect(view.$toBytes()).toEqual(bytes);
  });

  test("a map that refused a key or a value has neither", () => {
    const { view: Maps, companion } = subjectNamed(subjects, "Maps");
    const bytes = companion.encode({ byName: new Map([["a", 1]]), byWide: new Map() });
    const view = Maps.of(bytes);
    const byName = view["byName"] as AnyMapView;
    expect(errorOf(() => byName.set("b", "2"))).toMatchObject({
      code: "INVALID_VALUE",
      path: "byName[1]",
    });
    expect(errorOf(() => byName.set("\ud800", 2)).code).toBe("INVALID_UTF8");
    expect(errorOf(() => byName.set(7, 2)).code).toBe("INVALID_VALUE");
    expect(errorOf(() => byName.set("a", 2 ** 31))).toMatchObject({
      code: "OUT_OF_RANGE",
      path: "byName[0]",
    });
    const byWide = view["byWide"] as AnyMapView;
    expect(errorOf(() => byWide.set(1, 1n)).code).toBe("INVALID_VALUE");
    expect(errorOf(() => byWide.set(2n ** 63n, 1n)).code).toBe("OUT_OF_RANGE");
    expect([byName.length, byName.has(7), byName.get("b"), byWide.length]).toEqual([
      1,
      false,
      undefined,
      0,
    ]);
    expect([...byName]).toEqual([["a", 1]]);
    expect(view.$toBytes()).toEqual(bytes);
  });
});
