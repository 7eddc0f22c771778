/** A struct with thousands of fields: engines and type checkers have limits that a single long function would meet. */
import { join } from "node:path";
import { Reader } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { measureTime } from "../support/invariants.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";
import { readWire, writeWire, type WireStruct } from "../support/wire.js";

const fieldCount = 3000;
const kinds = ["i32", "optional string", "i64", "optional bool", "list<i32>", "required double"];

const fields = Array.from({ length: fieldCount }, (_, at) => {
  const kind = kinds[at % kinds.length] ?? "i32";
  return `  ${at + 1}: ${kind} f${at + 1}`;
});

/** Each member of a union's type names all others, so type checkers take quadratic time over them. */
const memberCount = 40;
const members = fields
  .slice(0, memberCount)
  .map((field) => field.replace(/optional |required /, ""));

const idl = `struct Wide {\n${fields.join("\n")}\n}\n\nunion Many {\n${members.join("\n")}\n}\n`;

function sampleValue(): Record<string, unknown> {
  const values = [7, "text", 9n, true, [1, 2], 1.5];
  return Object.fromEntries(
    Array.from({ length: fieldCount }, (_, at) => [`f${at + 1}`, values[at % values.length]]),
  );
}

describe.each([{}, { unknownFields: "keep" }] as const)("%o", (options) => {
  let directory = "";
  let wide: Companion;
  let many: Companion;

  beforeAll(async () => {
    const files = await compileOrFail({ "wide.thrift": idl }, "wide.thrift", options);
    directory = writeGenerated(files);
    const module = await importGenerated(directory, "wide.ts");
    wide = companionOf(module, "Wide");
    many = companionOf(module, "Many");
  });

  test.each(typeScriptVersions)("passes tsc %s --strict", async (version) => {
    expect(await typecheck(version, [join(directory, "wide.ts")])).toEqual([]);
  });

  test("goes round", () => {
    const value = sampleValue();
    const bytes = wide.encode(value);
    expect(wide.byteLength(value)).toBe(bytes.length);
    expect(wide.decode(bytes)).toEqual(value);
    expect(wide.equals(wide.decode(bytes), wide.create(value))).toBe(true);
    expect(wide.equals(value, { ...value, f2999: 0.5 })).toBe(false);
    const last = { f38: "last" };
    expect(many.equals(many.decode(many.encode(last)), last)).toBe(true);
  });

  test("misses the last required field", () => {
    const { fields: all } = readWire(wide.encode(sampleValue())).value as WireStruct;
    const without = all.filter((field) => field.id !== fieldCount);
    const { bytes } = writeWire({ kind: "struct", fields: without });
    expect(() => wide.decode(bytes)).toThrow(expect.objectContaining({ code: "MISSING_REQUIRED" }));
  });

  test("decodes fields in any order, in time that the order does not decide", () => {
    const bytes = wide.encode(sampleValue());
    const { fields: all } = readWire(bytes).value as WireStruct;
    const reversed = writeWire({ kind: "struct", fields: all.toReversed() }).bytes;
    expect(wide.decode(reversed)).toEqual(sampleValue());
    const inOrder = measureTime(5, () => wide.fastRead(new Reader(bytes)));
    const backwards = measureTime(5, () => wide.fastRead(new Reader(reversed)));
    // A chain of comparisons for each field would take hundreds of times as long.
    expect(backwards).toBeLessThan(30 * inOrder + 5);
  });
});
