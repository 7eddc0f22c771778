/**
 * The form in which values stand in the case files and travel to other languages: JSON, an absent field is an absent
 * key, i64 a decimal string, binary lower-case hex, a map a list of pairs, a set a sorted list, and the doubles that
 * JSON lacks (NaN, the infinities, -0) strings.
 */
import type { FieldDef, StructDef, Type } from "../../src/ir/definitions.js";
import { resolveType } from "../../src/ir/definitions.js";

export type Canonical = boolean | number | string | readonly Canonical[] | CanonicalStruct;
export interface CanonicalStruct {
  readonly [field: string]: Canonical;
}

/** A null-prototype object, so that a field called `__proto__` is an own key. */
export function createRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

export function doubleToCanonical(value: number): number | string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

export function doubleFromCanonical(value: Canonical): number {
  return typeof value === "number" ? value : Number(value);
}

/** One text for equal values: object keys sorted, map entries and set members in the order of their texts. */
export function canonicalText(type: Type, value: Canonical): string {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "list":
      return `[${asList(value)
        .map((element) => canonicalText(resolved.element, element))
        .join()}]`;
    case "set":
      return `{${asList(value)
        .map((element) => canonicalText(resolved.element, element))
        .toSorted()
        .join()}}`;
    case "map":
      return `{${asList(value)
        .map((entry) => {
          const [key, item] = asPair(entry);
          return `${canonicalText(resolved.key, key)}:${canonicalText(resolved.value, item)}`;
        })
        .toSorted()
        .join()}}`;
    case "struct":
      return canonicalStructText(resolved.def, value);
    default:
      return JSON.stringify(value);
  }
}

const fieldMaps = new WeakMap<StructDef, ReadonlyMap<string, FieldDef>>();

function fieldsByName(def: StructDef): ReadonlyMap<string, FieldDef> {
  const known = fieldMaps.get(def) ?? new Map(def.fields.map((field) => [field.name, field]));
  fieldMaps.set(def, known);
  return known;
}

export function canonicalStructText(def: StructDef, value: Canonical): string {
  const record = asRecord(value);
  const known = fieldsByName(def);
  const parts = Object.keys(record).map((name) => {
    const field = known.get(name);
    if (field === undefined) throw new Error(`${def.name} has no field ${name}`);
    return `${JSON.stringify(name)}:${canonicalText(field.type, getOwn(record, name))}`;
  });
  return `{${parts.toSorted().join()}}`;
}

/** The value with what the decoder adds: declared defaults and zeros of absent fields that are always written. */
export function fillDefaults(def: StructDef, value: Canonical): CanonicalStruct {
  const record = asRecord(value);
  const filled = createRecord<Canonical>();
  for (const field of def.fields) {
    if (Object.hasOwn(record, field.name)) {
      filled[field.name] = fillNested(field.type, getOwn(record, field.name));
    } else {
      const absent = absentValue(field);
      if (absent !== undefined) filled[field.name] = absent;
    }
  }
  return filled;
}

function fillNested(type: Type, value: Canonical): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return resolved.def.flavor === "union" ? value : fillDefaults(resolved.def, value);
    case "list":
    case "set":
      return asList(value).map((element) => fillNested(resolved.element, element));
    case "map":
      return asList(value).map((entry) => {
        const [key, item] = asPair(entry);
        return [fillNested(resolved.key, key), fillNested(resolved.value, item)];
      });
    default:
      return value;
  }
}

/** What an absent field reads as; undefined where the decoder leaves it undefined. */
function absentValue(field: FieldDef): Canonical | undefined {
  if (field.requiredness !== "default" || resolveType(field.type).kind === "struct")
    return undefined;
  if (field.defaultValue !== undefined) return constToCanonical(field.type, field.defaultValue);
  return zeroValue(field.type);
}

function zeroValue(type: Type): Canonical | undefined {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "bool":
      return false;
    case "i8":
    case "i16":
    case "i32":
    case "double":
    case "enum":
      return 0;
    case "i64":
      return "0";
    case "string":
    case "binary":
      return "";
    case "uuid":
      return "00000000-0000-0000-0000-000000000000";
    case "list":
    case "set":
    case "map":
      return [];
    case "struct":
    case "error":
      return undefined;
  }
}

type ConstOf = NonNullable<FieldDef["defaultValue"]>;

function constToCanonical(type: Type, value: ConstOf): Canonical {
  const resolved = resolveType(type);
  switch (value.kind) {
    case "integer":
      return resolved.kind === "i64" ? value.value.toString() : Number(value.value);
    case "double":
      return doubleToCanonical(value.value);
    case "string":
      return resolved.kind === "binary" ? Buffer.from(value.value).toString("hex") : value.value;
    case "list":
    case "set":
      if (resolved.kind !== "list" && resolved.kind !== "set") break;
      return value.elements.map((element) => constToCanonical(resolved.element, element));
    case "map":
      if (resolved.kind !== "map") break;
      return value.entries.map((entry) => [
        constToCanonical(resolved.key, entry.key),
        constToCanonical(resolved.value, entry.value),
      ]);
    case "struct": {
      const record = createRecord<Canonical>();
      for (const { field, value: inner } of value.fields) {
        record[field.name] = constToCanonical(field.type, inner);
      }
      return record;
    }
    default:
      return value.value;
  }
  throw new Error(`a ${value.kind} value for a ${resolved.kind}`);
}

export function asList(value: Canonical): readonly Canonical[] {
  if (!Array.isArray(value)) throw new Error(`a list is expected, not ${JSON.stringify(value)}`);
  return value as readonly Canonical[];
}

export function asPair(value: Canonical): readonly [Canonical, Canonical] {
  const [key, item] = asList(value);
  if (key === undefined || item === undefined) throw new Error("a map entry has two parts");
  return [key, item];
}

export function asRecord(value: Canonical): CanonicalStruct {
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new Error(`a struct is expected, not ${JSON.stringify(value)}`);
  }
  return value as CanonicalStruct;
}

export function getOwn(record: CanonicalStruct, name: string): Canonical {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  if (value === undefined) throw new Error(`no field ${name}`);
  return value;
}
