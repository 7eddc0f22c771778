/**
 * The classes of ../shared/cases carried over to the kitchen sink: unions, enums, uuid, exceptions, typed lists and
 * nested containers get the same hostile bytes. Needs nothing outside of the project.
 */
import { configureLists } from "@thriftgen/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestOptions } from "../support/compile-module.js";
import { sampleStruct } from "../support/sample.js";
import { checkDecode } from "../support/decode-check.js";
import { someForms } from "../support/input-forms.js";
import { describePrototypes } from "../support/invariants.js";
import { structToWire } from "../support/reference.js";
import { loadSubjects, type CodecSubject } from "../codec/subjects.js";
import type { GeneratedCase, Seed } from "./generate/case.js";
import { large, skipDepths, trailing, treeDepths, unionDepths } from "./generate/extent.js";
import { duplicates, missingFields, orders, unknownFields } from "./generate/fields.js";
import { negativeSizes, oversizes, truncations } from "./generate/sizes.js";
import { elementTypes, invalidTypes, wrongTypes, zeroSizeElements } from "./generate/types.js";
import { duplicateKeys, names, scalars, texts } from "./generate/values.js";

type CaseGenerator = (seed: Seed) => Iterable<GeneratedCase>;

const generators: readonly (readonly [string, CaseGenerator])[] = [
  ["truncation", truncations],
  ["negative size", negativeSizes],
  ["oversize", oversizes],
  ["zero-size elements", zeroSizeElements],
  ["invalid type", invalidTypes],
  ["wrong type", wrongTypes],
  ["required", missingFields],
  ["unknown field", unknownFields],
  ["order", orders],
  ["duplicate", duplicatesOf],
  ["element type", elementTypes],
  ["scalar", scalars],
  ["utf8", texts],
  ["names", names],
  ["duplicate keys", duplicateKeys],
  ["trailing", trailing],
];

function duplicatesOf(seed: Seed): Iterable<GeneratedCase> {
  const other = structToWire(seed.def, sampleStruct(seed.def, 1));
  return duplicates(seed, other);
}

/** One message of a struct; of a union one for each member. */
function* seedsOf({ def, name }: CodecSubject): Generator<Seed> {
  const arms = def.flavor === "union" ? def.fields.length : 1;
  for (let arm = 0; arm < arms; arm++) {
    const wire = structToWire(def, sampleStruct(def, arm));
    yield { def, name: arms === 1 ? name : `${name} ${arm}`, wire };
  }
}

const modes: readonly (readonly [string, TestOptions])[] = [
  ["--default-fields always", {}],
  ["--default-fields optional", { defaultFields: "optional" }],
  // Its lists of numbers are read by vector code from the first element on.
  ["other forms", { i64: "number", typedLists: true, unknownFields: "keep" }],
];

describe.each(modes)("%s", (mode, options) => {
  let subjects: readonly CodecSubject[] = [];
  const counts = new Map<string, number>();
  let checks = 0;

  beforeAll(async () => {
    subjects = await loadSubjects(options);
    if (options.typedLists === true) configureLists({ tier: "wasm", thresholds: { read: 0 } });
  });

  afterAll(() => {
    configureLists();
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `own cases, ${mode}: ${total} cases, ${checks} checks: ` +
        [...counts].map(([cls, count]) => `${cls} ${count}`).join(", "),
    );
  });

  function subjectOf(name: string): CodecSubject {
    const subject = subjects.find((candidate) => candidate.name === name);
    if (subject === undefined) throw new Error(`no struct is called ${name}`);
    return subject;
  }

  function runCases(cases: Iterable<GeneratedCase>): void {
    const prototypes = describePrototypes();
    for (const one of cases) {
      counts.set(one.cls, (counts.get(one.cls) ?? 0) + 1);
      const subject = subjectOf(one.def.name);
      try {
        const text = one.utf8 === undefined ? {} : { utf8: one.utf8 };
        // Every form is checked by bytes.test.ts; here each message comes in some of them.
        const forms = someForms(one.bytes, checks);
        checks += checkDecode(subject, one.bytes, one.expectation, text, forms);
      } catch (error) {
        const hex = Buffer.from(one.bytes.subarray(0, 400)).toString("hex");
        throw new Error(`${one.cls}: ${one.def.name}: ${one.name}: ${hex}`, { cause: error });
      }
    }
    expect(describePrototypes()).toBe(prototypes);
  }

  test.each(generators)("%s", (_name, generate) => {
    for (const subject of subjects) {
      for (const seed of seedsOf(subject)) runCases(generate(seed));
    }
    expect(checks).toBeGreaterThan(0);
  });

  test("depth", () => {
    runCases(treeDepths(subjectOf("Tree").def));
    runCases(unionDepths(subjectOf("Shape").def));
    for (const subject of subjects) {
      if (subject.def.fields.some((field) => field.requiredness === "required")) continue;
      runCases(skipDepths(subject.def));
    }
  });

  test("large", () => {
    runCases(large(subjectOf("Lists").def, subjectOf("Maps").def));
  });

  test("every message decodes before and after all that", () => {
    for (const subject of subjects) {
      for (const seed of seedsOf(subject)) {
        runCases([...orders(seed)].slice(0, 1));
      }
    }
  });
});
