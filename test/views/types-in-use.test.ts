/** Code as a user writes it against generated views, and against their declarations: what must compile does, what must not does not. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const user = `
import type { ChainBuffer } from "@thriftgen/runtime";
import { PointView, ScalarsView, ShapeView, SinkView } from "./kitchen_sink.view.js";
import type { Point, Sink } from "./kitchen_sink.js";

declare const chain: ChainBuffer;
const view: SinkView = SinkView.of(chain, { lazy: true, utf8: "replace" });
export const plain: Sink = view.$toObject();
export const circle: number | undefined = view.shape.circle;
export const own: SinkView = view.$own();
export const point: Point = PointView.create({ x: 1, y: 2 }).$toObject();
export const draft: PointView = PointView.create();
draft.x = 1;
export const label: string | undefined = draft.label;
draft.label = undefined;
export const has: boolean = draft.$has("label");
for (const n of view.preset) n.toFixed();
view.preset = [1, 2];
view.preset = view.preset;
view.preset.set(0, 7);
view.shape = { circle: 1 };
view.shape = ShapeView.create({ note: "" });
export const at: bigint = ScalarsView.create().at;
export const chunks: Uint8Array[] = view.$chunks();

// @ts-expect-error a number is no text
draft.label = 1;
// @ts-expect-error a required field cannot be unset
draft.x = undefined;
// @ts-expect-error a field that the struct does not have
draft.$clear("z");
// @ts-expect-error a required field is missing
PointView.create({ x: 1 });
// @ts-expect-error a text is no number
view.preset.set(0, "7");
// @ts-expect-error a view of another struct
view.shape = draft;
// @ts-expect-error a text is no message
SinkView.of("bytes");
`;

test.each(typeScriptVersions)("generated views in use, tsc %s", async (version) => {
  for (const targets of [["ts"], ["js", "dts"]] as const) {
    const options = { views: true, targets };
    const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift", options);
    const directory = writeGenerated([...files, { path: "user.ts", text: user }]);
    expect(await typecheck(version, [join(directory, "user.ts")])).toEqual([]);
  }
});
