/** Values that do not fit the IDL: refused with a code and the path of the field, and nothing is left half written. */
import { ThriftError } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { resolveType } from "../../src/ir/definitions.js";
import type { ResolvedType, StructDef } from "../../src/ir/definitions.js";
import type { Companion } from "../support/companion.js";
import { structFromCanonical } from "../support/convert.js";
import { sampleStruct } from "../support/sample.js";
import { codecModes, loadSubjects, type CodecSubject } from "./subjects.js";

interface Refusal {
  readonly value: unknown;
  readonly codes: readonly string[];
}

const wrong = (...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => ({ value, codes: ["INVALID_VALUE"] }));
const beyond = (...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => ({ value, codes: ["OUT_OF_RANGE"] }));
/** A number that is no integer is the wrong type to some and out of range to others. */
const noInteger = (...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => ({ value, codes: ["OUT_OF_RANGE", "INVALID_VALUE"] }));

/** An element that is not there. */
const unset = ["INVALID_VALUE", "MISSING_REQUIRED"];

const fractions = noInteger(1.5, NaN, Infinity, -Infinity);

/** What a field of this type must refuse. */
function refusalsOf(type: ResolvedType): readonly Refusal[] {
  switch (type.kind) {
    case "bool":
      return wrong("true", 1, {});
    case "i8":
      return [...wrong("1", 1n, {}, true), ...beyond(128, -129), ...fractions];
    case "i16":
      return [...wrong("1", 1n, [], true), ...beyond(32768, -32769), ...fractions];
    case "i32":
    case "enum":
      return [...wrong("1", 1n, {}, true), ...beyond(2 ** 31, -(2 ** 31) - 1), ...fractions];
    case "double":
      return wrong("1", 1n, {}, true);
    case "i64":
      return refusalsOf64(type.as);
    case "string":
      return [
        ...wrong(1, {}, new Uint8Array(1)),
        { value: "lone \ud800 surrogate", codes: ["INVALID_UTF8"] },
        { value: `${"x".repeat(100)}\udfff`, codes: ["INVALID_UTF8"] },
      ];
    case "binary":
      return wrong("bytes", [1, 2], {}, new ArrayBuffer(2), new Uint16Array(2));
    case "uuid":
      return [
        ...wrong(1, {}),
        { value: "no uuid", codes: ["INVALID_VALUE", "INVALID_DATA"] },
        {
          value: "00112233-4455-6677-8899-aabbccddeef",
          codes: ["INVALID_VALUE", "INVALID_DATA"],
        },
        {
          value: "g0112233-4455-6677-8899-aabbccddeeff",
          codes: ["INVALID_VALUE", "INVALID_DATA"],
        },
      ];
    case "list":
      return wrong(1, "list", {}, new Set([1]));
    case "set":
      return wrong(1, "set", {}, new Map());
    case "map":
      return type.as === "map"
        ? wrong(1, "map", [], new Set())
        : wrong(1, "map", [1], new Map(), new Set([1]));
    case "struct":
      return wrong(1, "struct", true);
    case "error":
      throw new Error("an unresolved type");
  }
}

function refusalsOf64(as: "bigint" | "number" | "string"): readonly Refusal[] {
  switch (as) {
    case "bigint":
      return [...wrong("1", {}), ...beyond(2n ** 63n, -(2n ** 63n) - 1n)];
    case "number":
      return [...wrong("1", 1n, {}), ...beyond(2 ** 53, -(2 ** 53)), ...fractions];
    case "string":
      return [
        ...wrong(1.5, {}, true),
        ...beyond("9223372036854775808", "-9223372036854775809"),
        { value: "twelve", codes: ["INVALID_VALUE", "OUT_OF_RANGE"] },
      ];
  }
}

describe.each(codecModes)("%s", (_name, options) => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects(options);
  });

  test("a value of a wrong type or out of range is refused with its path", () => {
    const mistakes: string[] = [];
    let refused = 0;
    for (const { def, companion } of subjects) {
      for (const [at, field] of def.fields.entries()) {
        const arm = def.flavor === "union" ? at : 0;
        for (const { value, codes } of refusalsOf(resolveType(field.type))) {
          const spoilt = structFromCanonical(def, sampleStruct(def, arm));
          spoilt[field.name] = value;
          mistakes.push(
            ...findMistakes(companion, spoilt, codes, field.name, `${def.name}.${field.name}`),
          );
          refused++;
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
    expect(mistakes).toEqual([]);
  });

  test("a wrong element is refused with its place", () => {
    const mistakes: string[] = [];
    let refused = 0;
    for (const { def, companion } of subjects) {
      for (const field of def.fields) {
        const type = resolveType(field.type);
        if (type.kind !== "list" || type.as !== "array") continue;
        for (const { value, codes } of refusalsOf(resolveType(type.element))) {
          const spoilt = structFromCanonical(def, sampleStruct(def, def.fields.indexOf(field)));
          const elements = spoilt[field.name];
          if (!Array.isArray(elements)) throw new Error(`${field.name} is no list`);
          elements.push(value);
          const path = `${field.name}[${elements.length - 1}]`;
          mistakes.push(...findMistakes(companion, spoilt, codes, path, `${def.name}.${path}`));
          refused++;
        }
        // A hole is no element.
        const sparse = structFromCanonical(def, sampleStruct(def, def.fields.indexOf(field)));
        sparse[field.name] = Array(3);
        mistakes.push(...findMistakes(companion, sparse, unset, `${field.name}[0]`, def.name));
      }
    }
    expect(refused).toBeGreaterThan(50);
    expect(mistakes).toEqual([]);
  });

  test("a required field that is missing is refused", () => {
    const mistakes: string[] = [];
    let refused = 0;
    for (const { def, companion } of subjects) {
      for (const field of def.fields) {
        if (field.requiredness !== "required") continue;
        for (const missing of [undefined, null]) {
          const spoilt = structFromCanonical(def, sampleStruct(def));
          spoilt[field.name] = missing;
          const where = `${def.name}.${field.name}`;
          mistakes.push(
            ...findMistakes(companion, spoilt, ["MISSING_REQUIRED"], field.name, where),
          );
          refused++;
        }
      }
    }
    expect(refused).toBeGreaterThan(8);
    expect(mistakes).toEqual([]);
  });

  test("a union with no member or with two is refused", () => {
    const mistakes: string[] = [];
    for (const { def, companion } of subjects) {
      if (def.flavor !== "union") continue;
      mistakes.push(...findMistakes(companion, {}, ["INVALID_DATA"], "", def.name));
      const two = {
        ...structFromCanonical(def, sampleStruct(def, 0)),
        ...structFromCanonical(def, sampleStruct(def, 1)),
      };
      mistakes.push(...findMistakes(companion, two, ["INVALID_DATA"], undefined, def.name));
    }
    expect(mistakes).toEqual([]);
  });

  test("what is no struct at all is refused", () => {
    for (const { def, companion } of subjects) {
      for (const value of [undefined, null, 1, "struct", true]) {
        expect(() => companion.encode(value), def.name).toThrow(ThriftError);
        expect(() => companion.byteLength(value), def.name).toThrow(ThriftError);
      }
    }
  });

  test("a cycle ends in DEPTH_LIMIT, and so does what is nested too deep", () => {
    const mistakes: string[] = [];
    const { companion } = subjectNamed("Tree");
    const cycle: Record<string, unknown> = { name: "a", children: [], named: new Map() };
    cycle["left"] = cycle;
    mistakes.push(...findMistakes(companion, cycle, ["DEPTH_LIMIT"], undefined, "left"));
    delete cycle["left"];
    cycle["children"] = [cycle];
    mistakes.push(...findMistakes(companion, cycle, ["DEPTH_LIMIT"], undefined, "children"));
    expect(companion.decode(companion.encode(chain(64)))).toBeDefined();
    mistakes.push(...findMistakes(companion, chain(65), ["DEPTH_LIMIT"], undefined, "65"));
    mistakes.push(
      ...findMistakes(companion, chain(100_000), ["DEPTH_LIMIT"], undefined, "100,000"),
    );
    expect(mistakes).toEqual([]);
  });

  test("null counts as unset", () => {
    for (const { def, companion } of subjects) {
      if (def.flavor === "union") continue;
      const full = structFromCanonical(def, sampleStruct(def));
      const withNull = { ...full };
      const without = { ...full };
      for (const field of def.fields) {
        if (field.requiredness === "required") continue;
        withNull[field.name] = null;
        delete without[field.name];
      }
      expect(Buffer.compare(companion.encode(withNull), companion.encode(without))).toBe(0);
    }
  });

  function subjectNamed(name: string): { def: StructDef; companion: Companion } {
    const subject = subjects.find((candidate) => candidate.name === name);
    if (subject === undefined) throw new Error(`no struct is called ${name}`);
    return subject;
  }
});

function chain(levels: number): unknown {
  let tree: Record<string, unknown> = { name: "bottom" };
  for (let level = 1; level < levels; level++) tree = { name: "", left: tree };
  return tree;
}

/** Empty where every verb that writes refuses the value and a target keeps its bytes. `path` undefined: any path. */
function findMistakes(
  companion: Companion,
  value: unknown,
  codes: readonly string[],
  path: string | undefined,
  where: string,
): readonly string[] {
  const mistakes: string[] = [];
  const target = new Uint8Array(8192).fill(0xa5);
  const verbs: readonly (readonly [string, () => unknown])[] = [
    ["encode", () => companion.encode(value)],
    ["encodePooled", () => companion.encodePooled(value)],
    ["fastWrite", () => companion.fastWrite(value, target, 7)],
  ];
  for (const [verb, write] of verbs) {
    const error = catchError(write);
    const text = `${where}, ${verb}`;
    if (!(error instanceof ThriftError)) {
      mistakes.push(`${text}: ${error === undefined ? "accepted" : String(error)}`);
    } else if (!codes.includes(error.code)) {
      mistakes.push(`${text}: ${error.code}, not ${codes.join()}`);
    } else if (path !== undefined && error.path !== path) {
      mistakes.push(`${text}: at ${error.path}, not ${path}`);
    }
  }
  if (!target.every((byte) => byte === 0xa5)) mistakes.push(`${where}: the target was written`);
  return mistakes;
}

function catchError(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
