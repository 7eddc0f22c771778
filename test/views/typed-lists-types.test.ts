/** Typed lists as a user's TypeScript sees them: arenas, arrays to copy into, single elements. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const idl = `
  struct Samples {
    1: list<i64> times (js.type = "typed"), 2: optional list<i32> ids (js.type = "typed"), 3: list<i32> marks, 4: string name
  }
`;

const user = `
import { ListArena, Reader, simdInfo, type ListView, type NumberArray } from "@thriftgen/runtime";
import { Samples } from "./samples.js";
import { SamplesView } from "./samples.view.js";

const arena = new ListArena({ slabSize: 65536 });
const bytes = Samples.encode({ times: [1n], ids: [1], marks: Int32Array.of(1) });
export const samples: Samples = Samples.decode(bytes, { arena, utf8: "replace" });
export const times: BigInt64Array = samples.times;
export const ids: Int32Array | undefined = samples.ids;
export const read: Samples = Samples.fastRead(new Reader(bytes, { arena }));
export const shared: ListArena = new ListArena({ buffer: new SharedArrayBuffer(64) });

const view = SamplesView.of(bytes, { arena, lazy: true });
const target: NumberArray = new Int32Array(9);
export const count: number = view.marks.copyInto(target, 1, 0, -1);
export const list: ListView<bigint, never> | undefined = view.$list("times");
export const time: bigint | undefined = view.$list("times")?.at(0);
export const id: number | undefined = view.$list("ids")?.at(-1);
view.times = new BigInt64Array(3);
view.ids = [1, 2];
export const tier: "js" | "wasm" | "native" = simdInfo().tier;

// @ts-expect-error no field of the struct
view.$list("other");
// @ts-expect-error unsigned arrays hold other numbers
view.marks.copyInto(new Uint32Array(9));
// @ts-expect-error a typed list is shown, not edited
view.$list("times")?.set(0, 1n);
// @ts-expect-error times are bigint
export const wrong: number | undefined = view.$list("times")?.at(0);
// @ts-expect-error an arena is made
Samples.decode(bytes, { arena: {} });
`;

test.each(typeScriptVersions)("typed lists in use, tsc %s", async (version) => {
  const files = await compileOrFail({ "samples.thrift": idl }, "samples.thrift", { views: true });
  const directory = writeGenerated([...files, { path: "user.ts", text: user }]);
  expect(await typecheck(version, [join(directory, "user.ts")])).toEqual([]);
});
