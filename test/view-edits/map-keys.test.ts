/** Keys that are put into maps: copied as values are, and in the form in which they are read. */
import { beforeAll, expect, test } from "vitest";
import type { MapView, SetView } from "@thriftgen/runtime/codegen-v1";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";

const idl = `struct Point { 1: i32 x, 2: string name }
struct Maps {
  1: map<uuid, i32> ids, 2: map<Point, string> points, 3: map<binary, i32> blobs, 4: map<i64, i32> (js.type = "number") longs
  5: set<uuid> set
}`;

const lower = "00112233-4455-6677-8899-aabbccddeeff";
const upper = lower.toUpperCase();

interface PointView {
  x: number;
  name: string;
}

interface View {
  ids: MapView<string, number>;
  points: MapView<PointView | object, string>;
  blobs: MapView<Uint8Array, number>;
  set: SetView<string>;
  $toBytes(): Uint8Array;
  $toObject(): unknown;
}

let companion: Companion;
let views: { of(bytes: Uint8Array): View; create(value: object): View };

beforeAll(async () => {
  const files = await compileOrFail({ "maps.thrift": idl }, "maps.thrift", { views: true });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "maps.ts"), "Maps");
  const module = await importGenerated(directory, "maps.view.ts");
  ({ MapsView: views } = module as never as { MapsView: typeof views });
});

test.each([{}, { ids: new Map([[lower, 1]]) }])(
  "a uuid in capitals is the same key: %j",
  (value) => {
    const view = views.of(companion.encode(value));
    view.ids.set(upper, 2);
    expect([view.ids.length, view.ids.get(lower), view.ids.get(upper)]).toEqual([1, 2, 2]);
    expect([...view.ids]).toEqual([[lower, 2]]);
    expect(view.$toObject()).toMatchObject({ ids: new Map([[lower, 2]]) });
    expect(view.$toBytes()).toEqual(companion.encode({ ids: new Map([[lower, 2]]) }));
    expect(view.ids.delete(upper)).toBe(true);
    expect(view.$toObject()).toMatchObject({ ids: new Map() });
  },
);

test("later changes to a key that was set do not count, those to its view do", () => {
  const view = views.of(companion.encode({}));
  const [point, blob] = [{ x: 1, name: "a" }, Uint8Array.of(1, 2)];
  view.points.set(point, "p");
  view.blobs.set(blob, 3);
  point.x = 9;
  blob[0] = 9;
  expect([...view.blobs.keys()]).toEqual([Uint8Array.of(1, 2)]);
  const [key] = [...view.points.keys()] as [PointView];
  expect(key.x).toBe(1);
  // Found by what was set, and by what keys gives.
  expect([view.points.get(point), view.points.get(key), view.blobs.get(blob)]).toEqual([
    "p",
    "p",
    3,
  ]);
  view.points.set(point, "again");
  expect([view.points.length, view.points.get(key)]).toEqual([1, "again"]);
  key.name = "edited";
  expect(companion.decode(view.$toBytes())).toMatchObject({
    points: new Map([[{ x: 1, name: "edited" }, "again"]]),
    blobs: new Map([[Uint8Array.of(1, 2), 3]]),
  });
  expect(view.points.delete(point)).toBe(true);
  expect(() => (key.name = "gone")).toThrow(expect.objectContaining({ code: "STALE_VIEW" }));
  expect(view.points.length).toBe(0);
});

test("views of keys are stale once their entry is removed, those of the wire too", () => {
  const view = views.of(companion.encode({ points: new Map([[{ x: 5, name: "s" }, "v"]]) }));
  const [key] = [...view.points.keys()] as [PointView];
  expect(view.points.delete(key)).toBe(true);
  expect(() => (key.x = 6)).toThrow(expect.objectContaining({ code: "STALE_VIEW" }));
});

test("sets of uuids take capitals too", () => {
  const view = views.of(companion.encode({ set: new Set([lower]) }));
  expect([view.set.has(upper), view.set.has(lower), view.set.has("x")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a view that was set as a key outlives what it is of", () => {
  const source = companion.encodePooled({ points: new Map([[{ x: 5, name: "s" }, "v"]]) });
  const view = views.of(companion.encode({}));
  const [theirs] = [...views.of(source as never).points.keys()] as [PointView];
  view.points.set(theirs, "mine");
  source.release();
  expect([...view.points.keys()].map((key) => (key as PointView).name)).toEqual(["s"]);
  expect(companion.decode(view.$toBytes())).toMatchObject({
    points: new Map([[{ x: 5, name: "s" }, "mine"]]),
  });
});
