/**
 * A reference codec: canonical values to wire values and back, driven by the IDL's types, in a few plain lines per
 * type. What the generated code does is compared with it.
 */
import { resolveType } from "../../src/ir/definitions.js";
import type { ResolvedType, StructDef, Type } from "../../src/ir/definitions.js";
import {
  asList,
  asPair,
  asRecord,
  createRecord,
  doubleFromCanonical,
  doubleToCanonical,
  getOwn,
  type Canonical,
  type CanonicalStruct,
} from "./canonical.js";
import { wireTypeOf, wireTypes, type WireField, type WireStruct, type WireValue } from "./wire.js";

export function wireTypeIdOf(type: Type): number {
  const resolved = resolveType(type);
  if (resolved.kind === "enum") return wireTypes.i32;
  if (resolved.kind === "binary") return wireTypes.string;
  if (resolved.kind === "error") throw new Error("an unresolved type");
  return wireTypes[resolved.kind];
}

/** Writes the fields that are present, in declared order. */
export function structToWire(def: StructDef, value: Canonical): WireStruct {
  const record = asRecord(value);
  const fields: WireField[] = [];
  for (const field of def.fields) {
    if (!Object.hasOwn(record, field.name)) continue;
    fields.push({ id: field.id, value: toWire(field.type, getOwn(record, field.name)) });
  }
  return { kind: "struct", fields };
}

function toWire(type: Type, value: Canonical): WireValue {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "string":
      return { kind: "string", bytes: new TextEncoder().encode(String(value)) };
    case "binary":
      return { kind: "string", bytes: Uint8Array.from(Buffer.from(String(value), "hex")) };
    case "list":
    case "set":
      return {
        kind: "list",
        type: wireTypes[resolved.kind],
        elementType: wireTypeIdOf(resolved.element),
        elements: asList(value).map((element) => toWire(resolved.element, element)),
      };
    case "map":
      return {
        kind: "map",
        keyType: wireTypeIdOf(resolved.key),
        valueType: wireTypeIdOf(resolved.value),
        entries: asList(value).map((entry) => {
          const [key, item] = asPair(entry);
          return [toWire(resolved.key, key), toWire(resolved.value, item)] as const;
        }),
      };
    case "struct":
      return structToWire(resolved.def, value);
    default:
      return fixedToWire(resolved, value);
  }
}

function fixedToWire(type: ResolvedType, value: Canonical): WireValue {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  const fixed = (size: number): WireValue => ({
    kind: "fixed",
    type: wireTypeIdOf(type),
    bytes: bytes.slice(0, size),
  });
  switch (type.kind) {
    case "bool":
      view.setUint8(0, value === true ? 1 : 0);
      return fixed(1);
    case "i8":
      view.setInt8(0, Number(value));
      return fixed(1);
    case "i16":
      view.setInt16(0, Number(value));
      return fixed(2);
    case "i32":
    case "enum":
      view.setInt32(0, Number(value));
      return fixed(4);
    case "i64":
      view.setBigInt64(0, BigInt(String(value)));
      return fixed(8);
    case "double":
      view.setFloat64(0, doubleFromCanonical(value));
      return fixed(8);
    case "uuid":
      bytes.set(Buffer.from(String(value).replaceAll("-", ""), "hex"));
      return fixed(16);
    default:
      throw new Error(`${type.kind} has no fixed size`);
  }
}

export interface ReferenceOptions {
  readonly utf8: "strict" | "replace";
}

/**
 * What a decoder must return for well-formed bytes: known fields by their last occurrence with the right type, others
 * skipped, absent fields absent. Throws an Error with the code as message where a decoder must reject.
 */
export function structFromWire(
  def: StructDef,
  value: WireStruct,
  options: ReferenceOptions = { utf8: "strict" },
): CanonicalStruct {
  const found = new Map<number, Canonical>();
  for (const field of value.fields) {
    const known = def.fields.find((candidate) => candidate.id === field.id);
    if (known === undefined || wireTypeIdOf(known.type) !== wireTypeOf(field.value)) continue;
    // An occurrence that a later one replaces must be valid too.
    const item = fromWire(known.type, field.value, options);
    if (def.flavor === "union") found.clear();
    found.set(field.id, item);
  }
  const result = createRecord<Canonical>();
  for (const field of def.fields) {
    const item = found.get(field.id);
    if (item !== undefined) result[field.name] = item;
    else if (field.requiredness === "required") throw new Error("MISSING_REQUIRED");
  }
  return result;
}

function fromWire(type: Type, value: WireValue, options: ReferenceOptions): Canonical {
  const resolved = resolveType(type);
  if (value.kind === "fixed") return fixedFromWire(resolved, value.bytes);
  if (value.kind === "struct" && resolved.kind === "struct") {
    return structFromWire(resolved.def, value, options);
  }
  if (value.kind === "string") {
    if (resolved.kind === "binary") return Buffer.from(value.bytes).toString("hex");
    return decodeText(value.bytes, options);
  }
  if (value.kind === "map" && resolved.kind === "map") {
    expectTypes(value.entries.length, [
      [resolved.key, value.keyType],
      [resolved.value, value.valueType],
    ]);
    const keyType = resolved.as === "object" ? asPropertyName(resolved.key) : resolved.key;
    const entries = value.entries.map(([key, item]): [Canonical, Canonical] => [
      fromWire(keyType, key, options),
      fromWire(resolved.value, item, options),
    ]);
    return isPrimitive(resolved.key) ? lastOfEach(resolved.key, entries) : entries;
  }
  if (value.kind === "list" && (resolved.kind === "list" || resolved.kind === "set")) {
    expectTypes(value.elements.length, [[resolved.element, value.elementType]]);
    const elements = value.elements.map((element) => fromWire(resolved.element, element, options));
    if (resolved.kind === "list" || !isPrimitive(resolved.element)) return elements;
    return lastOfEach(
      resolved.element,
      elements.map((element) => [element, true]),
    ).map(([element]) => element);
  }
  throw new Error(`a ${value.kind} on the wire for a ${resolved.kind}`);
}

/** The keys of an object are texts, which hold every i64 exactly. */
function asPropertyName(type: Type): Type {
  return resolveType(type).kind === "i64" ? { kind: "i64", as: "string" } : type;
}

function expectTypes(count: number, pairs: readonly (readonly [Type, number])[]): void {
  if (count === 0) return;
  if (pairs.some(([type, wire]) => wireTypeIdOf(type) !== wire)) throw new Error("INVALID_TYPE");
}

/** JavaScript's Map and Set tell objects apart by identity, so only primitive keys can be equal. */
function isPrimitive(type: Type): boolean {
  return !["struct", "list", "set", "map", "binary"].includes(resolveType(type).kind);
}

function lastOfEach(
  keyType: Type,
  entries: readonly (readonly [Canonical, Canonical])[],
): [Canonical, Canonical][] {
  // Map and Set do not tell -0 from 0; both keep 0.
  const isDouble = resolveType(keyType).kind === "double";
  const byKey = new Map<Canonical, Canonical>();
  for (const [key, item] of entries) byKey.set(isDouble && key === "-0" ? 0 : key, item);
  return [...byKey];
}

function decodeText(bytes: Uint8Array, options: ReferenceOptions): string {
  try {
    return new TextDecoder("utf-8", { fatal: options.utf8 === "strict", ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    throw new Error("INVALID_UTF8");
  }
}

function fixedFromWire(type: ResolvedType, bytes: Uint8Array): Canonical {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type.kind) {
    case "bool":
      return view.getUint8(0) !== 0;
    case "i8":
      return view.getInt8(0);
    case "i16":
      return view.getInt16(0);
    case "i32":
    case "enum":
      return view.getInt32(0);
    case "i64": {
      const exact = view.getBigInt64(0);
      const isSafe = Number.isSafeInteger(Number(exact));
      if (type.as === "number" && !isSafe) throw new Error("OUT_OF_RANGE");
      return exact.toString();
    }
    case "double":
      return doubleToCanonical(view.getFloat64(0));
    case "uuid":
      return Buffer.from(bytes)
        .toString("hex")
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    default:
      throw new Error(`${type.kind} has no fixed size`);
  }
}
