/** The counter of bytes that scans step over: each byte at most once for each view that is kept. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { StructDef } from "../../src/ir/definitions.js";
import { arbitraryStruct } from "../support/arbitrary.js";
import { structToWire } from "../support/reference.js";
import { readWire, type WireStruct, type WireValue } from "../support/wire.js";
import {
  cutBytes,
  randomCuts,
  wholeForms,
  windowForm,
  type AnyView,
  type ViewForm,
} from "./forms.js";
import { loadKitchen, readParts, type ViewSubject } from "./support.js";
import { growWire, wireVariants } from "./wires.js";

let subjects: readonly ViewSubject[] = [];

beforeAll(async () => {
  subjects = await loadKitchen();
});

function forAll(check: (subject: ViewSubject, form: ViewForm, bytes: Uint8Array) => void): void {
  for (const subject of subjects) {
    const values = arbitraryStruct(subject.def, { maxDepth: 3, maxLength: 3 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const wires = [first, second].map((value) => structToWire(subject.def, value));
        const [wire, other] = wires as [WireStruct, WireStruct];
        for (const [, bytes] of wireVariants(wire, other))
          for (const form of someForms(bytes)) check(subject, form, bytes);
      }),
      { numRuns: 5 },
    );
    const samples = fc.sample(arbitraryStruct(subject.def, { maxDepth: 3 }), 30);
    const large = growWire(
      samples.map((value) => structToWire(subject.def, value)),
      17_000,
    );
    for (const form of someForms(large)) check(subject, form, large);
  }
}

function* someForms(bytes: Uint8Array): Generator<ViewForm> {
  const [whole] = wholeForms(bytes);
  if (whole !== undefined) yield whole;
  for (let run = 0; run < 4; run++)
    yield windowForm(`cuts ${run}`, cutBytes(bytes, randomCuts(bytes.length, run)));
}

/** Properties alone: what they give is not looked into. */
function touchAll(view: AnyView, def: StructDef): void {
  for (const { name } of def.fields) void view[name];
}

/** Structs and containers around one another. */
function levelsOf(value: WireValue): number {
  const parts =
    value.kind === "struct"
      ? value.fields.map((field) => field.value)
      : value.kind === "list"
        ? value.elements
        : value.kind === "map"
          ? value.entries.flat()
          : undefined;
  return parts === undefined
    ? 0
    : parts.reduce((most, part) => Math.max(most, 1 + levelsOf(part)), 1);
}

test("the first property scans the whole struct, the others nothing", () => {
  forAll(({ def, view: viewClass }, form, bytes) => {
    for (const field of def.fields) {
      const view = form.open(viewClass);
      expect(view.$message.scanned).toBe(0);
      void view[field.name];
      expect(view.$message.scanned).toBe(bytes.length);
      touchAll(view, def);
      touchAll(view, def);
      expect(view.$message.scanned).toBe(bytes.length);
    }
  });
});

test("reading everything scans each level once, reading it again nothing", () => {
  forAll(({ def, view: viewClass }, form, bytes) => {
    const view = form.open(viewClass);
    readParts(view, def);
    const once = view.$message.scanned;
    expect(once).toBeGreaterThanOrEqual(def.fields.length === 0 ? 0 : bytes.length);
    expect(once).toBeLessThanOrEqual(bytes.length * levelsOf(readWire(bytes).value));
    readParts(view, def);
    expect(view.$message.scanned).toBe(once);
  });
});

test("a lazy view scans no byte twice, in whatever order its fields are read", () => {
  forAll(({ def, view: viewClass }, form, bytes) => {
    for (const fields of [def.fields, def.fields.toReversed()]) {
      const view = form.open(viewClass, { lazy: true });
      let before = 0;
      for (const { name } of [...fields, ...fields]) {
        void view[name];
        const { scanned } = view.$message;
        expect(scanned).toBeGreaterThanOrEqual(before);
        before = scanned;
      }
      expect(before).toBeLessThanOrEqual(bytes.length);
      view.$has("");
      expect(view.$message.scanned).toBe(bytes.length);
    }
  });
});
