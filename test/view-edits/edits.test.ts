/** Edits one by one, where a random script says too little: bytes, copies, lazy views, edits while iterating. */
import { beforeAll, expect, test } from "vitest";
import { wireTypes, writeWire, type WireField } from "../support/wire.js";
import { errorOf } from "./errors.js";
import { rawFields } from "./messages.js";
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

function int(id: number, value: number): WireField {
  const bytes = Uint8Array.of(0, 0, 0, value);
  return { id, value: { kind: "fixed", type: wireTypes.i32, bytes } };
}

/** Ids and values of a struct of small integers. */
function intsOf(bytes: Uint8Array): readonly (readonly [number, number | undefined])[] {
  return rawFields(bytes).map((field) => [field.id, field.bytes.at(-1)]);
}

test("an edit takes the place of the occurrence that counts and removes the others", () => {
  const { view: Point } = subjectNamed(subjects, "Point");
  const fields = [int(1, 1), int(900, 7), int(2, 2), int(1, 3), int(901, 8), int(2, 4)];
  const bytes = writeWire({ kind: "struct", fields }).bytes;
  const edited = [
    [900, 7],
    [2, 2],
    [1, 9],
    [901, 8],
    [2, 4],
  ];
  const view = Point.of(bytes);
  view["x"] = 9;
  expect(intsOf(view.$toBytes())).toEqual(edited);
  view["x"] = 3;
  view["label"] = "l";
  expect(rawFields(view.$toBytes()).map(({ id }) => id)).toEqual([900, 2, 1, 901, 2, 3]);
  view.$clear("label");
  expect(rawFields(view.$toBytes()).map(({ id }) => id)).toEqual([900, 2, 1, 901, 2]);
});

test("in a lazy view the first occurrence counts", () => {
  const { view: Point } = subjectNamed(subjects, "Point");
  const fields = [int(1, 1), int(900, 7), int(2, 2), int(1, 3)];
  const view = Point.of(writeWire({ kind: "struct", fields }).bytes, { lazy: true });
  expect(view["x"]).toBe(1);
  view["x"] = 9;
  expect(view["x"]).toBe(9);
  expect(intsOf(view.$toBytes())).toEqual([
    [1, 9],
    [900, 7],
    [2, 2],
  ]);
});

test("setting a member of a union removes all others from the wire", () => {
  const { view: Shape, companion } = subjectNamed(subjects, "Shape");
  const note: WireField = { id: 4, value: { kind: "string", bytes: Uint8Array.of(0x6e) } };
  const fields = [note, int(1, 5), int(900, 7), note];
  const bytes = writeWire({ kind: "struct", fields }).bytes;
  const view = Shape.of(bytes);
  expect([view["note"], view["circle"]]).toEqual(["n", undefined]);
  view["corner"] = { x: 1, y: 2 };
  expect(view["note"]).toBe(undefined);
  expect(rawFields(view.$toBytes()).map(({ id }) => id)).toEqual([900, 2]);
  view["note"] = "again";
  expect(view["corner"]).toBe(undefined);
  expect(rawFields(view.$toBytes()).map(({ id }) => id)).toEqual([900, 4]);
  view.$clear("note");
  expect(companion.decode(view.$toBytes())).toEqual(companion.decode(Uint8Array.of(0)));
  expect(Shape.of(bytes).$toBytes()).toEqual(bytes);
});

test("large parts that were not edited are handed on as they lie", () => {
  const { view: Sink, companion } = subjectNamed(subjects, "Sink");
  const bytes = companion.encode({
    count: 1,
    shape: { note: "n" },
    title: "t".repeat(300_000),
    scalars: { at: 1n, blob: new Uint8Array(200_000) },
  });
  const view = Sink.of(bytes);
  view["count"] = 2;
  (view["scalars"] as AnyView)["tiny"] = 3;
  const chunks = view.$chunks();
  const copied = chunks.filter((chunk) => chunk.buffer !== bytes.buffer);
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  expect(copied.reduce((sum, chunk) => sum + chunk.length, 0)).toBeLessThan(200);
  expect(total).toBe(bytes.length);
  expect(companion.decode(new Uint8Array(Buffer.concat(chunks)))).toMatchObject({
    count: 2,
    scalars: { tiny: 3 },
  });
});

test("elements that are set while a list is iterated are seen", () => {
  const { view: Lists, companion } = subjectNamed(subjects, "Lists");
  const points = [1, 2, 3].map((x) => ({ x, y: 0 }));
  const view = Lists.of(companion.encode({ mediums: [1, 2, 3], texts: ["a", "b", "c"], points }));
  const list = (name: string): AnyListView => view[name] as AnyListView;
  const seen: unknown[] = [];
  for (const value of list("mediums")) {
    if (seen.push(value) === 1) list("mediums").set(1, 20);
  }
  for (const value of list("texts")) if (seen.push(value) === 4) list("texts").set(1, "B");
  list("points").forEachCursor((point, i) => {
    seen.push(point["x"]);
    if (i > 0) return;
    list("points").set(1, { x: 30, y: 0 });
    (list("points").at(2) as AnyView)["x"] = 40;
  });
  expect(seen).toEqual([1, 20, 3, "a", "B", "c", 1, 30, 40]);
});

test("an entry that was removed and added again stands at the end, as in a Map", () => {
  const { view: Maps, companion } = subjectNamed(subjects, "Maps");
  const entries = [1, 2, 3].map((x): [number, object] => [x, { x, y: 0 }]);
  const bytes = companion.encode({ byColor: new Map(entries) });
  const view = Maps.of(bytes);
  const byColor = view["byColor"] as AnyMapView;
  const old = byColor.get(1) as AnyView;
  expect(byColor.delete(1)).toBe(true);
  expect(errorOf(() => (old["x"] = 5)).code).toBe("STALE_VIEW");
  expect(old["x"]).toBe(1);
  byColor.set(1, { x: 10, y: 0 });
  (byColor.get(1) as AnyView)["y"] = 11;
  const added = byColor.get(1) as AnyView;
  const decoded = companion.decode(view.$toBytes())["byColor"] as Map<number, { y: number }>;
  expect([...decoded.keys()]).toEqual([2, 3, 1]);
  expect(decoded.get(1)?.y).toBe(11);
  byColor.set(1, added);
  expect(errorOf(() => (added["x"] = 5)).code).toBe("STALE_VIEW");
  expect((byColor.get(1) as AnyView)["y"]).toBe(11);
});
