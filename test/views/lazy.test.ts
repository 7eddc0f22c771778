/** Lazy views: the first occurrence of a field wins, absent fields are absent, and nothing but ThriftErrors is thrown. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { resolveType, type StructDef, type Type } from "../../src/ir/definitions.js";
import { arbitraryStruct } from "../support/arbitrary.js";
import { attemptDecode } from "../support/invariants.js";
import { structToWire, wireTypeIdOf } from "../support/reference.js";
import { describeShared } from "../support/shared.js";
import {
  readWire,
  wireTypeOf,
  writeWire,
  type WireStruct,
  type WireValue,
} from "../support/wire.js";
import { readByteCases } from "../cases/byte-cases.js";
import { cutBytes, everyCut, randomCuts, wholeForms, windowForm, type ViewForm } from "./forms.js";
import {
  decodedAll,
  decodedText,
  loadKitchen,
  loadViews,
  readAll,
  readField,
  subjectNamed,
  type ViewSubject,
} from "./support.js";
import { wireVariants } from "./wires.js";

const lazy = { lazy: true };
let subjects: readonly ViewSubject[] = [];

beforeAll(async () => {
  subjects = await loadKitchen();
});

/** Messages of every struct, in every order and with every kind of duplicate. */
function forAll(
  numRuns: number,
  check: (subject: ViewSubject, bytes: Uint8Array, variant: string) => void,
): void {
  for (const subject of subjects) {
    const values = arbitraryStruct(subject.def, { maxDepth: 3, maxLength: 3 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const wire = structToWire(subject.def, first);
        const other = structToWire(subject.def, second);
        for (const [variant, bytes] of wireVariants(wire, other)) check(subject, bytes, variant);
      }),
      { numRuns },
    );
  }
}

test("a field that is read first has its first value, one read later too", () => {
  forAll(3, ({ def, companion, view: viewClass }, bytes, variant) => {
    const wire = readWire(bytes).value as WireStruct;
    const first = companion.decode(writeWire(keepFirst(def, wire)).bytes);
    const expected = def.fields.map((field) => decodedText(field.type, first[field.name]));
    for (const form of lazyForms(bytes)) {
      const expectField = (actual: string, index: number): void => {
        const place = `${def.name}.${def.fields[index]?.name}, ${variant}, ${form.name}`;
        if (actual !== expected[index]) expect(actual, place).toBe(expected[index]);
      };
      for (const [index, { name }] of def.fields.entries())
        expectField(readField(form.open(viewClass, lazy), def, name), index);
      const view = form.open(viewClass, lazy);
      const backward = [...def.fields.entries()].toReversed();
      for (const [index, { name }] of [...backward, ...def.fields.entries()])
        expectField(readField(view, def, name), index);
      form.release();
    }
  });
});

test("$toObject is what decode gives, whatever was read before", () => {
  forAll(2, ({ def, companion, view: viewClass }, bytes) => {
    const all = decodedAll(companion.decode(bytes), def);
    for (const form of lazyForms(bytes)) {
      const view = form.open(viewClass, lazy);
      if (decodedAll(view.$toObject(), def) !== all) expect.fail(`${def.name}, ${form.name}`);
      readAll(view, def);
      if (decodedAll(view.$toObject(), def) !== all) expect.fail(`${def.name}, ${form.name}, read`);
      form.release();
    }
  });
});

test("a field that the message lacks is absent", () => {
  for (const { def, companion, view } of subjects) {
    const bytes = new Uint8Array(1);
    const decoded = attemptDecode(1, () => companion.decode(bytes));
    for (const field of def.fields) {
      const read = attemptDecode(1, () => readField(view.of(bytes, lazy), def, field.name));
      if (decoded.isOk) {
        const value = decodedText(field.type, decoded.value[field.name]);
        expect(read).toEqual({ isOk: true, value });
      } else expect(read.isOk ? undefined : read.error.code).toBe("MISSING_REQUIRED");
    }
  }
});

test("bytes that end anywhere give a value or TRUNCATED", () => {
  forAll(1, ({ def, view: viewClass }, bytes, variant) => {
    if (bytes.length > 400 || !/ours|others (?:last|between)/.test(variant)) return;
    for (let length = 0; length < bytes.length; length++) {
      const part = bytes.slice(0, length);
      for (const { name } of def.fields) {
        const view = viewClass.of(part, lazy);
        const read = attemptDecode(length, () => readField(view, def, name));
        if (!read.isOk && read.error.code !== "TRUNCATED") expect.fail(read.error.code);
        const again = attemptDecode(length, () => readField(view, def, name));
        const [one, two] = [read, again].map((r) => (r.isOk ? r.value : r.error.code));
        if (one !== two) expect.fail(`${def.name}.${name}: ${one}, then ${two}`);
      }
    }
  });
});

describeShared("cases/bytes.json in lazy views", "cases", () => {
  test("each access gives a value or a ThriftError, the same each time", async () => {
    const { idl, cases } = readByteCases();
    const bad = await loadViews({ "bad.thrift": idl }, ["bad"]);
    let accesses = 0;
    for (const { struct, bytes, id } of cases) {
      const { def, companion, view: viewClass } = subjectNamed(bad, struct);
      const decoded = attemptDecode(bytes.length, () => companion.decode(bytes));
      for (const form of lazyForms(bytes)) {
        for (const { name } of def.fields) {
          const view = form.open(viewClass, lazy);
          const read = (): string => {
            const result = attemptDecode(bytes.length, () => readField(view, def, name));
            return result.isOk ? result.value : result.error.code;
          };
          if (read() !== read()) expect.fail(`${id}, ${name}, ${form.name}`);
          accesses += 2;
        }
        const view = form.open(viewClass, lazy);
        const object = attemptDecode(bytes.length, () => view.$toObject());
        const codes = [object, decoded].map((result) => result.isOk || result.error.code);
        if (codes[0] !== codes[1]) expect.fail(`${id}, $toObject, ${form.name}: ${codes.join()}`);
        form.release();
      }
    }
    console.log(`cases/bytes.json in lazy views: ${accesses} accesses`);
  });
});

function* lazyForms(bytes: Uint8Array): Generator<ViewForm> {
  const [whole, ...others] = wholeForms(bytes);
  if (whole !== undefined) yield whole;
  if (bytes.length > 100_000) return;
  yield* others;
  if (bytes.length < 24) yield* everyCut(bytes);
  for (let run = 0; run < 8; run++)
    yield windowForm(`cuts ${run}`, cutBytes(bytes, randomCuts(bytes.length, run)));
}

/** The first occurrence of each known field in every struct; a union is its last member all the same. */
function keepFirst(def: StructDef, wire: WireStruct): WireStruct {
  const seen = new Set<number>();
  const fields = wire.fields.flatMap((field) => {
    const known = def.fields.find(({ id }) => id === field.id);
    if (known === undefined || wireTypeIdOf(known.type) !== wireTypeOf(field.value)) return [field];
    if (def.flavor !== "union" && seen.has(field.id)) return [];
    seen.add(field.id);
    return [{ id: field.id, value: keepFirstIn(known.type, field.value) }];
  });
  return { kind: "struct", fields };
}

function keepFirstIn(type: Type, value: WireValue): WireValue {
  const resolved = resolveType(type);
  if (resolved.kind === "struct" && value.kind === "struct") return keepFirst(resolved.def, value);
  if ((resolved.kind === "list" || resolved.kind === "set") && value.kind === "list")
    return { ...value, elements: value.elements.map((one) => keepFirstIn(resolved.element, one)) };
  if (resolved.kind === "map" && value.kind === "map") {
    const entries = value.entries.map(
      ([key, item]) => [keepFirstIn(resolved.key, key), keepFirstIn(resolved.value, item)] as const,
    );
    return { ...value, entries };
  }
  return value;
}
