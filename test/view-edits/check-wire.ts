/** What an edit may change of a message's bytes, and what it must leave as it is. */
import { expect } from "vitest";
import { resolveType } from "../../src/ir/definitions.js";
import type { FieldDef, StructDef } from "../../src/ir/definitions.js";
import { getOwn } from "../support/canonical.js";
import { wireTypeIdOf } from "../support/reference.js";
import { rawFields, type RawField } from "./messages.js";
import type { MutableRecord } from "./random.js";
import type { Trace } from "./script.js";

/**
 * Fields that were not edited have the bytes and the order they had; an edited one stands once, where its last occurrence
 * stood; new ones come before STOP.
 */
export function checkWire(
  def: StructDef,
  before: Uint8Array,
  after: Uint8Array,
  trace: Trace,
  model: MutableRecord,
): void {
  const base = rawFields(before);
  const found = rawFields(after);
  const places = lastPlaces(def, base, trace);
  const kept: { raw: RawField; edited: FieldDef | undefined }[] = [];
  for (const [place, raw] of base.entries()) {
    const known = fieldOf(def, raw);
    if (known === undefined || !trace.has(known.id)) kept.push({ raw, edited: undefined });
    else if (places.get(known.id) === place && Object.hasOwn(model, known.name)) {
      kept.push({ raw, edited: known });
    }
  }
  for (const [place, { raw, edited }] of kept.entries()) {
    const other = found[place];
    if (other === undefined) expect.fail(`field ${raw.id} is missing`);
    if (edited === undefined) {
      expect(Buffer.compare(other.bytes, raw.bytes), `bytes of field ${raw.id}`).toBe(0);
      continue;
    }
    expect([other.id, other.type]).toEqual([raw.id, raw.type]);
    checkNested(edited, raw, other, trace, model);
  }
  const added = found.slice(kept.length).map((raw) => fieldOf(def, raw)?.id);
  const expected = def.fields.filter(
    ({ id, name }) => trace.has(id) && !places.has(id) && Object.hasOwn(model, name),
  );
  expect(added.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
}

function checkNested(
  { id, name, type }: FieldDef,
  before: RawField,
  after: RawField,
  trace: Trace,
  model: MutableRecord,
): void {
  const nested = resolveType(type);
  const inner = trace.get(id);
  if (nested.kind !== "struct" || inner === undefined || inner === "replaced") return;
  const part = getOwn(model, name) as MutableRecord;
  checkWire(nested.def, before.bytes.subarray(3), after.bytes.subarray(3), inner, part);
}

/** Of each edited field the last occurrence; of a union only that of its last known field, which counts. */
function lastPlaces(
  def: StructDef,
  base: readonly RawField[],
  trace: Trace,
): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [place, raw] of base.entries()) {
    const known = fieldOf(def, raw);
    if (known === undefined) continue;
    if (def.flavor === "union") places.clear();
    if (def.flavor === "union" || trace.has(known.id)) places.set(known.id, place);
  }
  return places;
}

function fieldOf(def: StructDef, { id, type }: RawField): FieldDef | undefined {
  return def.fields.find((field) => field.id === id && wireTypeIdOf(field.type) === type);
}
