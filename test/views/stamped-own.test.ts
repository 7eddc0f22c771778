/** `$own` of stamped views that were edited: our own edits are no writer whose layout was agreed on. */
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";

interface PointView {
  x: number;
  $clear(name: string): void;
}

interface LinesView {
  points: { at(index: number): PointView; set(index: number, value: object): void };
  n: number;
  $own(): LinesView;
  $toBytes(): Uint8Array;
  $toObject(): unknown;
  $has(name: string): boolean;
}

let companion: Companion;
let views: { of(bytes: Uint8Array, options: object): LinesView };

beforeAll(async () => {
  const idl =
    "struct Point { 1: i32 x, 2: i32 y } struct Lines { 1: list<Point> points, 2: i32 n }";
  const files = await compileOrFail({ "lines.thrift": idl }, "lines.thrift", {
    views: true,
    fieldOrder: "id",
  });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "lines.ts"), "Lines");
  ({ LinesView: views } = (await importGenerated(directory, "lines.view.ts")) as never as {
    LinesView: typeof views;
  });
});

test.each([0, -1])("with a field less in element %i", (index) => {
  const points = [1, 2, 3].map((x) => ({ x, y: -x }));
  const view = views.of(companion.encode({ points, n: 42 }), { stamped: true });
  expect(view.$own().points.at(1).x).toBe(2);
  view.points.at(index).$clear("y");
  const own = view.$own();
  expect([own.n, own.$has("n"), own.points.at(2).x]).toEqual([42, true, 3]);
  expect(own.$toObject()).toEqual(companion.decode(view.$toBytes()));
  own.n = 7;
  expect(companion.decode(own.$toBytes())).toMatchObject({ n: 7 });
});
