/** Messages with everything that a peer may send, in every kind of memory; and their fields as raw bytes. */
import { expect } from "vitest";
import { ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef } from "../../src/ir/definitions.js";
import { structToWire, wireTypeIdOf } from "../support/reference.js";
import {
  readWire,
  wireTypeOf,
  wireTypes,
  writeWire,
  type WireField,
  type WireMap,
  type WireStruct,
  type WireValue,
} from "../support/wire.js";
import { randomStruct, type MutableRecord, type Random } from "./random.js";

export interface MixOptions {
  readonly duplicates: boolean;
}

/** A random message: fields in any order, unknown ones between them, known ones more than once. */
export function randomMessage(random: Random, def: StructDef, options: MixOptions): Uint8Array {
  const value = structToWire(def, randomStruct(random, def));
  return writeWire(mixStruct(random, def, value, options)).bytes;
}

function mixStruct(
  random: Random,
  def: StructDef,
  value: WireStruct,
  options: MixOptions,
): WireStruct {
  const fields = value.fields.map((field): WireField => {
    const type = def.fields.find(({ id }) => id === field.id)?.type;
    const nested = type === undefined ? undefined : resolveType(type);
    if (nested?.kind === "map" && field.value.kind === "map") {
      const isPlain = !["struct", "list", "set", "map", "binary"].includes(
        resolveType(nested.key).kind,
      );
      if (!isPlain || !options.duplicates) return field;
      return { id: field.id, value: repeatKeys(random, field.value) };
    }
    if (nested?.kind !== "struct" || field.value.kind !== "struct") return field;
    return { id: field.id, value: mixStruct(random, nested.def, field.value, options) };
  });
  let mixed = random.chance(0.3) ? random.shuffle(fields) : fields;
  if (options.duplicates && random.chance(0.5)) {
    const others = structToWire(def, randomStruct(random, def, 2)).fields;
    mixed = [...others.filter(() => random.chance(0.4)), ...mixed];
    // The last occurrence counts, wherever an earlier one stands.
    if (random.chance(0.3)) mixed = random.shuffle(mixed);
  }
  for (let count = random.below(3); count > 0; count--) {
    mixed.splice(random.below(mixed.length + 1), 0, unknownField(random, def));
  }
  return { kind: "struct", fields: mixed };
}

/** Keys that come twice: the last value counts, in the place of the first. */
function repeatKeys(random: Random, map: WireMap): WireMap {
  const repeated = map.entries
    .filter(() => random.chance(0.3))
    .map(([key]) => [key, random.pick(map.entries)[1]] as const);
  return { ...map, entries: [...map.entries, ...repeated] };
}

/** An id that the struct does not have, or one of its with another type. */
function unknownField(random: Random, def: StructDef): WireField {
  const known = def.fields.length > 0 && random.chance(0.3) ? random.pick(def.fields) : undefined;
  const id = known?.id ?? 20_000 + random.below(100);
  const values: readonly WireValue[] = [
    { kind: "fixed", type: wireTypes.i16, bytes: Uint8Array.of(1, 2) },
    { kind: "string", bytes: Uint8Array.of(0, 11, 0, 1, 12, 0) },
    { kind: "struct", fields: [{ id: 1, value: { kind: "string", bytes: new Uint8Array(2) } }] },
    { kind: "map", keyType: wireTypes.i8, valueType: wireTypes.string, entries: [] },
  ];
  const wrong = values.filter(
    (value) => known === undefined || wireTypeOf(value) !== wireTypeIdOf(known.type),
  );
  return { id, value: random.pick(wrong) };
}

export interface RawField {
  readonly id: number;
  readonly type: number;
  /** Header and value. */
  readonly bytes: Uint8Array;
}

/** The fields of a struct as they stand; fails where anything but STOP follows them. */
export function rawFields(bytes: Uint8Array): readonly RawField[] {
  const fields: RawField[] = [];
  let offset = 0;
  while (bytes[offset] !== 0) {
    const type = bytes[offset] ?? -1;
    const id = (((bytes[offset + 1] ?? 0) << 24) >> 16) | (bytes[offset + 2] ?? 0);
    const end = offset + 3 + readWire(bytes.subarray(offset + 3), type).end;
    fields.push({ id, type, bytes: bytes.subarray(offset, end) });
    offset = end;
  }
  expect(offset + 1).toBe(bytes.length);
  return fields;
}

/** Removes from a decoded struct, and from structs in its fields, what only the defaults put there. */
export function dropDefaults(def: StructDef, value: WireStruct, model: MutableRecord): void {
  for (const { id, name, type } of def.fields) {
    const found = value.fields.findLast(
      (field) => field.id === id && wireTypeOf(field.value) === wireTypeIdOf(type),
    );
    const nested = resolveType(type);
    if (found === undefined) delete model[name];
    else if (nested.kind === "struct" && found.value.kind === "struct" && name in model) {
      dropDefaults(nested.def, found.value, model[name] as MutableRecord);
    }
  }
}

export const memories = ["bytes", "inside bytes", "block", "chain", "large chain"] as const;

export interface Source {
  readonly source: unknown;
  /** The message, which may have got a large field in the middle. */
  readonly bytes: Uint8Array;
  /** Fails where the memory is not as it was. */
  checkUnchanged(): void;
}

/** The message in memory of a kind. */
export function placeMessage(
  random: Random,
  message: Uint8Array,
  memory: (typeof memories)[number],
): Source {
  const bytes = memory === "large chain" ? enlarge(random, message) : message;
  const copy = bytes.slice();
  const checked = (source: unknown, held: () => Uint8Array): Source => ({
    source,
    bytes: copy,
    checkUnchanged: () => expect(Buffer.compare(held(), copy)).toBe(0),
  });
  if (memory === "bytes") return checked(bytes, () => bytes);
  if (memory === "block") return checked(wrapBlock(bytes), () => bytes);
  if (memory === "inside bytes") {
    const padded = new Uint8Array(bytes.length + 12).fill(0x0b);
    padded.set(bytes, 5);
    const part = padded.subarray(5, 5 + bytes.length);
    return checked(part, () => part);
  }
  const pieces = cut(random, bytes);
  const chain = ChainBuffer.from(pieces, { threshold: 1 });
  return checked(chain, () => {
    expect(Buffer.compare(Buffer.concat(chain.chunks()), copy)).toBe(0);
    return Buffer.concat(pieces);
  });
}

/** Beyond the size up to which views join pieces. */
function enlarge(random: Random, message: Uint8Array): Uint8Array {
  const size = 16_500 + random.below(200);
  const header = Uint8Array.of(11, 0x7d, 0, 0, 0, size >> 8, size & 255);
  const filler = new Uint8Array(size).fill(0x0c);
  const fields = rawFields(message).map(({ bytes }) => bytes);
  fields.splice(random.below(fields.length + 1), 0, header, filler);
  return new Uint8Array(Buffer.concat([...fields, Uint8Array.of(0)]));
}

function cut(random: Random, bytes: Uint8Array): Uint8Array[] {
  // Most in the first and last 300 bytes: where the message is large, the middle is one field.
  const cuts = Array.from({ length: 1 + random.below(6) }, () => {
    const near = random.below(Math.min(bytes.length, random.chance(0.8) ? 300 : bytes.length));
    return random.chance(0.5) ? near : bytes.length - near;
  });
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (const end of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    // Memory of its own, so that a read across a border shows.
    if (end > start) pieces.push(bytes.slice(start, end));
    start = end;
  }
  return pieces;
}
