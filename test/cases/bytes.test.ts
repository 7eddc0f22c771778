/** Every case of ../shared/cases/bytes.json, in both modes of `--default-fields`, through every reader and form. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StructDef } from "../../src/ir/definitions.js";
import { canonicalStructText, fillDefaults, type Canonical } from "../support/canonical.js";
import { companionOf } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";
import { structToCanonical } from "../support/convert.js";
import { checkDecode, type DecodeSubject, type Expectation } from "../support/decode-check.js";
import { describePrototypes, measureGrowth, measureTime } from "../support/invariants.js";
import { linkProgram, structNamed } from "../support/program.js";
import { structFromWire } from "../support/reference.js";
import { describeShared } from "../support/shared.js";
import { readWire, type WireStruct } from "../support/wire.js";
import { readByteCases, type ByteCase } from "./byte-cases.js";

const modes = ["always", "optional"] as const;
type Mode = (typeof modes)[number];
type StructName = ByteCase["struct"];

const totals = { cases: 0, checks: 0 };

describeShared("cases/bytes.json", "cases", () => {
  const { idl, cases } = readByteCases();
  const subjects = new Map<string, DecodeSubject>();
  const subjectOf = (mode: Mode, struct: StructName): DecodeSubject => {
    const subject = subjects.get(`${mode} ${struct}`);
    if (subject === undefined) throw new Error(`${struct} was not compiled`);
    return subject;
  };

  beforeAll(async () => {
    for (const defaultFields of modes) {
      const files = { "bad.thrift": idl };
      const module = await loadModule(files, "bad.thrift", { defaultFields });
      const program = await linkProgram(files, "bad.thrift", { defaultFields });
      for (const struct of ["Leaf", "Node"] as const) {
        const def = structNamed(program, struct);
        subjects.set(`${defaultFields} ${struct}`, { def, companion: companionOf(module, struct) });
      }
    }
  });

  afterAll(() => {
    console.log(`cases/bytes.json: ${totals.cases} cases, ${totals.checks} checks`);
  });

  test("there are 268 cases", () => {
    expect(cases).toHaveLength(268);
  });

  describe.each(modes)("--default-fields %s", (mode) => {
    test.each(cases.map((one) => [one.id, one] as const))("%s", (_id, one) => {
      const subject = subjectOf(mode, one.struct);
      const prototypes = describePrototypes();
      for (const utf8 of ["strict", "replace"] as const) {
        if (utf8 === "replace" && one.cls !== "utf8") continue;
        const expectation = expectationOf(one, subject.def, utf8);
        totals.checks += checkDecode(subject, one.bytes, expectation, { utf8 });
      }
      expect(describePrototypes()).toBe(prototypes);
      checkCost(subject, one.bytes, one.expect === "reject");
      checkNextDecode(subjectOf(mode, "Leaf"), cases);
      if (mode === "always") totals.cases++;
    });
  });
});

/** The outcome, with the choices that the case leaves open made as cases/README.md says. */
function expectationOf(one: ByteCase, def: StructDef, utf8: "strict" | "replace"): Expectation {
  if (one.expect === "reject") return { kind: "reject", codes: one.codes };
  if (one.expect === "either") {
    if (one.cls === "element-type") return { kind: "reject", codes: ["INVALID_TYPE"] };
    if (one.cls === "utf8" && utf8 === "strict") return { kind: "reject", codes: ["INVALID_UTF8"] };
  }
  if (one.consumed === undefined) throw new Error(`${one.id}: how long it is, is not said`);
  const value = one.value ?? referenceValue(one.bytes, def, utf8);
  return { kind: "accept", value: fillDefaults(def, value), consumed: one.consumed };
}

function referenceValue(bytes: Uint8Array, def: StructDef, utf8: "strict" | "replace"): Canonical {
  return structFromWire(def, readWire(bytes).value as WireStruct, { utf8 });
}

/** No allocation from a claimed size, and no time that the size of the input does not explain. */
function checkCost(subject: DecodeSubject, bytes: Uint8Array, isRejected: boolean): void {
  const decode = (input: Uint8Array) => (): void => {
    try {
      subject.companion.decode(input);
    } catch {
      // What it throws is checked elsewhere.
    }
  };
  // What is accepted becomes objects, which take more than their bytes.
  const factor = isRejected ? 16 : 64;
  expect(measureGrowth(decode(bytes))).toBeLessThan(2 ** 20 + factor * bytes.length);
  const time = measureTime(2, decode(bytes));
  // Below this the noise of a shared machine is larger than any ratio.
  if (time < 20) return;
  const valid = validOfSize(bytes.length);
  const companion = subject.companion;
  expect(time).toBeLessThan(20 * measureTime(2, () => companion.decode(valid)));
}

/** A valid value of about `size` bytes for both structs: unknown lists of small structs, and the required field. */
function validOfSize(size: number): Uint8Array {
  const count = Math.max(1, Math.floor(size / 8));
  const header = Buffer.from("0f03e70c00000000", "hex");
  header.writeInt32BE(count, 4);
  const element = Buffer.from("0800010000000700", "hex");
  const id = Buffer.from("0a0005000000000000000900", "hex");
  return Buffer.concat([header, ...Array.from({ length: count }, () => element), id]);
}

/** After any input, the next valid one decodes rightly. */
function checkNextDecode(leaf: DecodeSubject, cases: readonly ByteCase[]): void {
  const valid = cases.find((one) => one.id === "ok-leaf-full");
  if (valid?.value === undefined) throw new Error("the baseline case is missing");
  const decoded = structToCanonical(leaf.def, leaf.companion.decode(valid.bytes));
  expect(canonicalStructText(leaf.def, decoded)).toBe(canonicalStructText(leaf.def, valid.value));
}
