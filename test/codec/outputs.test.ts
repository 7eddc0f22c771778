/** Other forms of output behave as the TypeScript output of the same IDL does. */
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf } from "../support/companion.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { structFromCanonical } from "../support/convert.js";
import { readFixtures } from "../support/fixtures.js";
import { sampleStruct } from "../support/sample.js";
import { loadSubjects, type CodecSubject } from "./subjects.js";

describe("JavaScript", () => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects();
  });

  test("--target js writes and reads the same bytes", async () => {
    const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift", { targets: ["js"] });
    const directory = writeGenerated(files);
    for (const { def, companion } of subjects) {
      const module = await importGenerated(directory, `${def.file.prefix}.js`);
      const other = companionOf(module, def.name);
      for (const arm of def.flavor === "union" ? def.fields.keys() : [0]) {
        const value = structFromCanonical(def, sampleStruct(def, arm));
        const bytes = companion.encode(value);
        expect(Buffer.compare(other.encode(value), bytes), def.name).toBe(0);
        expect(companion.equals(other.decode(bytes), value), def.name).toBe(true);
      }
    }
  });

  test("--layout namespace and --import-extension change no bytes", async () => {
    const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift", {
      layout: "namespace",
      importExtension: "ts",
    });
    expect(files.map((file) => file.path)).toEqual([
      "kitchen/extras/kitchen_extras.ts",
      "kitchen/keyed/kitchen_keyed.ts",
      "kitchen/kitchen_sink.ts",
    ]);
    const directory = writeGenerated(files);
    const module = await importGenerated(directory, "kitchen/extras/kitchen_extras.ts");
    const extras = subjects.find((subject) => subject.name === "Extras");
    if (extras === undefined) throw new Error("no Extras");
    const value = structFromCanonical(extras.def, sampleStruct(extras.def));
    const bytes = companionOf(module, "Extras").encode(value);
    expect(Buffer.compare(bytes, extras.companion.encode(value))).toBe(0);
  });

  test("--naming camel renames properties and nothing on the wire", async () => {
    const idl = "struct user_profile {\n  1: i64 user_id\n  2: string first_name\n}\n";
    const input = { "user.thrift": idl };
    const [kept] = await compileOrFail(input, "user.thrift");
    const [camel] = await compileOrFail(input, "user.thrift", { naming: "camel" });
    if (kept === undefined || camel === undefined) throw new Error("no output");
    const load = async (file: typeof kept) =>
      companionOf(await importGenerated(writeGenerated([file]), "user.ts"), "user_profile");
    const bytes = (await load(kept)).encode({ user_id: 7n, first_name: "Ada" });
    const companion = await load(camel);
    expect(companion.decode(bytes)).toEqual({ userId: 7n, firstName: "Ada" });
    expect(companion.encode({ userId: 7n, firstName: "Ada" })).toEqual(bytes);
  });
});

describe('utf8: "replace"', () => {
  test("lone surrogates are written as U+FFFD by every verb, in every place", async () => {
    const subjects = await loadSubjects();
    let replaced = 0;
    for (const { def, companion } of subjects) {
      for (const [at, field] of def.fields.entries()) {
        if (field.type.kind !== "string") continue;
        for (const [text, expected] of [
          ["\ud800", "\ufffd"],
          ["a\udc00b", "a\ufffdb"],
          [`${"x".repeat(90)}\ud800`, `${"x".repeat(90)}\ufffd`],
          [`${"界".repeat(50)}\udfff!`, `${"界".repeat(50)}\ufffd!`],
        ] as const) {
          const arm = def.flavor === "union" ? at : 0;
          const value = structFromCanonical(def, sampleStruct(def, arm));
          value[field.name] = text;
          const bytes = companion.encode(value, { utf8: "replace" });
          expect(companion.decode(bytes)[field.name]).toBe(expected);
          const pooled = companion.encodePooled(value, { utf8: "replace" });
          expect(Buffer.compare(pooled.bytes, bytes)).toBe(0);
          pooled.release();
          replaced++;
        }
      }
    }
    expect(replaced).toBeGreaterThan(20);
  });
});
