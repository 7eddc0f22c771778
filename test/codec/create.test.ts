/** `create` and defaults: everything filled in, and containers that belong to nobody else. */
import { beforeAll, describe, expect, test } from "vitest";
import { resolveType } from "../../src/ir/definitions.js";
import { canonicalStructText, fillDefaults } from "../support/canonical.js";
import { companionOf } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { sampleStruct } from "../support/sample.js";
import { codecModes, loadSubjects, type CodecSubject } from "./subjects.js";

describe.each(codecModes)("%s", (_name, options) => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects(options);
  });

  test("what is absent is filled in, as decode fills it in", () => {
    for (const { def, companion } of subjects) {
      if (def.flavor === "union") continue;
      const required = def.fields.filter((field) => field.requiredness === "required");
      const full = sampleStruct(def);
      const given = Object.fromEntries(
        required.map((field) => [field.name, full[field.name] ?? ""]),
      );
      const value = structFromCanonical(def, given);
      const created = companion.create(value);
      const text = canonicalStructText(def, fillDefaults(def, given));
      expect(canonicalStructText(def, structToCanonical(def, created))).toBe(text);
      const decoded = companion.decode(companion.encode(value));
      expect(canonicalStructText(def, structToCanonical(def, decoded))).toBe(text);
      if (def.flavor === "struct") {
        expect(Object.keys(created)).toEqual(def.fields.map((field) => field.name));
      }
    }
  });

  test("containers and structs are copies, down to the last", () => {
    for (const { def, companion } of subjects) {
      const value = structFromCanonical(def, sampleStruct(def));
      const before = companion.encode(value);
      const created = companion.create(value);
      expect(companion.equals(created, value), def.name).toBe(true);
      for (const field of def.fields) {
        const { kind } = resolveType(field.type);
        if (value[field.name] === undefined || kind === "binary") continue;
        if (typeof created[field.name] !== "object") continue;
        expect(created[field.name], `${def.name}.${field.name}`).not.toBe(value[field.name]);
      }
      spoilContainers(created);
      expect(Buffer.compare(companion.encode(value), before), def.name).toBe(0);
    }
  });

  test("defaults are fresh containers each time, and not frozen", () => {
    for (const { def, companion } of subjects) {
      if (def.fields.some((field) => field.requiredness === "required")) continue;
      if (def.flavor === "union") continue;
      for (const make of [() => companion.create(), () => companion.decode(Uint8Array.of(0))]) {
        const first = make();
        const text = canonicalStructText(def, structToCanonical(def, first));
        spoilContainers(first);
        expect(canonicalStructText(def, structToCanonical(def, make()))).toBe(text);
      }
    }
  });
});

/** Empties every container in a value, however deep. */
function spoilContainers(value: unknown): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  if (ArrayBuffer.isView(value)) {
    new Uint8Array(value.buffer, value.byteOffset, value.byteLength).fill(0);
    return;
  }
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) {
    spoilContainers(inner);
  }
  if (value instanceof Map || value instanceof Set) value.clear();
  else if (Array.isArray(value)) value.length = 0;
  else for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
}

test("defaults never share what a constant holds", async () => {
  const idl = `
    struct Inner { 1: list<i32> values }
    const list<i32> NUMBERS = [1, 2]
    const map<string, list<i32>> TABLE = {"a": [1]}
    const Inner INNER = {"values": [7]}
    struct Uses {
      1: list<i32> numbers = NUMBERS
      2: map<string, list<i32>> table = TABLE
      3: Inner inner = INNER
      4: set<i32> unique = [3]
    }
  `;
  const module = await loadModule({ "shared.thrift": idl }, "shared.thrift");
  const companion = companionOf(module, "Uses");
  const expected = {
    numbers: [1, 2],
    table: new Map([["a", [1]]]),
    // A struct that is unset stays unset, whatever default it declares.
    inner: undefined,
    unique: new Set([3]),
  };
  for (const make of [
    () => companion.create(),
    () => companion.create({}),
    () => companion.decode(companion.encode({})),
  ]) {
    const made = make();
    expect(made).toEqual(expected);
    spoilContainers(made);
    expect(make()).toEqual(expected);
  }
  expect(module["NUMBERS"]).toEqual([1, 2]);
  expect(Object.isFrozen(module["NUMBERS"])).toBe(true);
  expect(module["TABLE"]).toEqual(new Map([["a", [1]]]));
  expect(module["INNER"]).toEqual({ values: [7] });
});
