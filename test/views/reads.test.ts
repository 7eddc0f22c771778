/** A property that is read first gives what `decode` gives, wherever the bytes lie and in whatever order fields come. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arbitraryStruct } from "../support/arbitrary.js";
import { structToWire } from "../support/reference.js";
import type { TestOptions } from "../support/compile-module.js";
import { codecModes } from "../codec/subjects.js";
import { everyCut, wholeForms, type ViewForm } from "./forms.js";
import {
  decodedAll,
  decodedText,
  loadKitchen,
  readAll,
  readField,
  type ViewSubject,
} from "./support.js";
import { wireVariants } from "./wires.js";

/** Values of every struct in every mode; a failing run prints its seed. */
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
/** Messages up to this size are cut at every offset. */
const small = 260;

const totals = { messages: 0, forms: 0, reads: 0 };

const viewModes: readonly (readonly [string, TestOptions])[] = [
  ...codecModes,
  ["typed lists", { typedLists: true }],
];

afterAll(() => {
  console.log(
    `views, small: ${totals.messages} messages in ${totals.forms} forms, ${totals.reads} first reads`,
  );
});

describe.each(viewModes)("%s", (name, options) => {
  let subjects: readonly ViewSubject[] = [];

  beforeAll(async () => {
    subjects = await loadKitchen(options);
    expect(subjects.length).toBeGreaterThan(14);
  });

  test("every field first, in bytes whole", () => {
    checkMessages(subjects, (name === "defaults" ? 4 : 2) * factor, wholeForms);
  });

  test("every field first, in bytes cut at every offset", () => {
    checkMessages(subjects, factor, (bytes) => (bytes.length > small ? [] : everyCut(bytes)));
  });
});

function checkMessages(
  subjects: readonly ViewSubject[],
  numRuns: number,
  forms: (bytes: Uint8Array) => Iterable<ViewForm>,
): void {
  for (const subject of subjects) {
    const values = arbitraryStruct(subject.def, { maxDepth: 3, maxLength: 3 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const wires = [first, second].map((value) => structToWire(subject.def, value));
        const [wire, other] = wires;
        if (wire === undefined || other === undefined) throw new Error("two values");
        for (const [variant, bytes] of wireVariants(wire, other))
          checkForms(subject, bytes, variant, forms(bytes));
      }),
      { numRuns },
    );
  }
}

function checkForms(
  { companion, def, view: viewClass }: ViewSubject,
  bytes: Uint8Array,
  variant: string,
  forms: Iterable<ViewForm>,
): void {
  const decoded = companion.decode(bytes);
  const expected = def.fields.map((field) => decodedText(field.type, decoded[field.name]));
  const all = decodedAll(decoded, def);
  totals.messages++;
  for (const form of forms) {
    const at = (what: string): string => `${def.name}.${what}, ${variant}, ${form.name}`;
    for (const [index, field] of def.fields.entries()) {
      const actual = readField(form.open(viewClass), def, field.name);
      if (actual !== expected[index]) expect(actual, at(field.name)).toBe(expected[index]);
      totals.reads++;
    }
    const view = form.open(viewClass);
    const object = view.$toObject();
    if (decodedAll(object, def) !== all) expect(decodedAll(object, def), at("$toObject")).toBe(all);
    if (Buffer.compare(companion.encode(object), companion.encode(decoded)) !== 0)
      expect.fail(`${at("$toObject")} encodes as other bytes`);
    if (Buffer.compare(view.$toBytes(), bytes) !== 0) expect.fail(at("$toBytes"));
    if (readAll(view, def) !== all) expect(readAll(view, def), at("all")).toBe(all);
    totals.forms++;
    form.release();
  }
}
