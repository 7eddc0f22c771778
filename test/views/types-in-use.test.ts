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

const fieldsIdl = `
  exception NotFound { 1: required string message, 2: optional list<i32> cause (js.type = "typed"), 3: i32 code }
  struct Report { 1: string name, 2: string message, 3: optional string stack, 4: optional list<i32> cause (js.type = "typed") }
`;

const fieldsUser = `
import type { ListView, StructView } from "@thriftgen/runtime";
import { NotFoundView, ReportView } from "./fields.view.js";

const failure = NotFoundView.of(new Uint8Array());
export const has: boolean = failure.$has("message$") && failure.$has("cause$") && failure.$has("code");
failure.$clear("cause$");
export const causes: ListView<number, never> | undefined = failure.$list("cause$");
export const any: StructView = failure;

// A struct that looks like an Error is none.
const report = ReportView.of(new Uint8Array());
for (const name of ["name", "message", "stack", "cause"] as const) report.$clear(name);
export const given: boolean = report.$has("name") && report.$has("stack");
export const list: ListView<number, never> | undefined = report.$list("cause");

// What the project adds to Error.
declare global {
  interface Error {
    code?: number;
  }
}

// @ts-expect-error the field is message$
failure.$has("message");
// @ts-expect-error no field of the exception
failure.$has("stack");
// @ts-expect-error no field of the exception
failure.$clear("name");
// @ts-expect-error the field is cause$
failure.$list("cause");
`;

test.each(typeScriptVersions)("names of an exception's fields, tsc %s", async (version) => {
  for (const targets of [["ts"], ["js", "dts"]] as const) {
    const options = { views: true, targets };
    const files = await compileOrFail({ "fields.thrift": fieldsIdl }, "fields.thrift", options);
    const directory = writeGenerated([...files, { path: "user.ts", text: fieldsUser }]);
    // What is added to Error is overridden by a field of the same name.
    const changes = { noImplicitOverride: false };
    expect(await typecheck(version, [join(directory, "user.ts")], changes)).toEqual([]);
  }
});

test.each(typeScriptVersions)("generated views in use, tsc %s", async (version) => {
  for (const targets of [["ts"], ["js", "dts"]] as const) {
    const options = { views: true, targets };
    const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift", options);
    const directory = writeGenerated([...files, { path: "user.ts", text: user }]);
    expect(await typecheck(version, [join(directory, "user.ts")])).toEqual([]);
  }
});
