/** Values of generated code to and from the canonical form, driven by the IDL's types. */
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef, Type } from "../../src/ir/definitions.js";
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

/** A value that the generated `encode` takes, from its canonical form. */
export function structFromCanonical(def: StructDef, value: Canonical): Record<string, unknown> {
  const record = asRecord(value);
  const result: Record<string, unknown> = {};
  for (const field of def.fields) {
    if (!Object.hasOwn(record, field.name)) continue;
    const item = fromCanonical(field.type, getOwn(record, field.name));
    Object.defineProperty(result, field.name, {
      value: item,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return result;
}

export function fromCanonical(type: Type, value: Canonical): unknown {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "double":
      return doubleFromCanonical(value);
    case "i64": {
      const exact = BigInt(String(value));
      if (resolved.as === "bigint") return exact;
      return resolved.as === "number" ? Number(exact) : String(exact);
    }
    case "binary":
      return Uint8Array.from(Buffer.from(String(value), "hex"));
    case "list":
      return listFromCanonical(resolved, asList(value));
    case "set":
      return new Set(asList(value).map((element) => fromCanonical(resolved.element, element)));
    case "map": {
      const entries = asList(value).map((entry): [unknown, unknown] => {
        const [key, item] = asPair(entry);
        return [fromCanonical(resolved.key, key), fromCanonical(resolved.value, item)];
      });
      if (resolved.as === "map") return new Map(entries);
      const record = createRecord<unknown>();
      for (const [key, item] of entries) record[String(key)] = item;
      return record;
    }
    case "struct":
      return structFromCanonical(resolved.def, value);
    default:
      return value;
  }
}

const typedArrays = {
  i8: Int8Array,
  i16: Int16Array,
  i32: Int32Array,
  double: Float64Array,
} as const;

function listFromCanonical(
  list: Extract<Type, { kind: "list" }>,
  elements: readonly Canonical[],
): unknown {
  if (list.as === "array") return elements.map((element) => fromCanonical(list.element, element));
  const element = resolveType(list.element);
  if (element.kind === "i64")
    return BigInt64Array.from(elements.map((item) => BigInt(String(item))));
  if (element.kind in typedArrays) {
    return typedArrays[element.kind as keyof typeof typedArrays].from(
      elements.map(doubleFromCanonical),
    );
  }
  throw new Error(`no typed array for ${element.kind}`);
}

/** The canonical form of a decoded struct; fails on keys that the IDL does not have. */
export function structToCanonical(def: StructDef, value: unknown): CanonicalStruct {
  const source = expectObject(value);
  const result = createRecord<Canonical>();
  const names = new Set(def.fields.map((field) => field.name));
  for (const key of Object.keys(source)) {
    // The name that every Error has.
    if (def.flavor === "exception" && key === "name") continue;
    if (!names.has(key)) throw new Error(`${def.name} decoded with a foreign key ${key}`);
  }
  for (const field of def.fields) {
    const item = Object.hasOwn(source, field.name) ? source[field.name] : undefined;
    if (item !== undefined) result[field.name] = toCanonical(field.type, item);
  }
  return result;
}

export function toCanonical(type: Type, value: unknown): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "bool":
      return expectType<boolean>(value, "boolean");
    case "i8":
    case "i16":
    case "i32":
    case "enum":
      return doubleToCanonical(expectType<number>(value, "number"));
    case "double":
      return doubleToCanonical(expectType<number>(value, "number"));
    case "i64":
      return String(expectType(value, resolved.as));
    case "string":
    case "uuid":
      return expectType<string>(value, "string");
    case "binary":
      if (!(value instanceof Uint8Array)) throw new Error("binary is no Uint8Array");
      return Buffer.from(value).toString("hex");
    case "list":
      return listToCanonical(resolved, value);
    case "set":
      if (!(value instanceof Set)) throw new Error("a set is no Set");
      return [...value].map((element) => toCanonical(resolved.element, element));
    case "map":
      return mapToCanonical(resolved, value);
    case "struct":
      return structToCanonical(resolved.def, value);
    case "error":
      throw new Error("an unresolved type");
  }
}

function listToCanonical(list: Extract<Type, { kind: "list" }>, value: unknown): Canonical {
  if (list.as === "array") {
    if (!Array.isArray(value)) throw new Error("a list is no array");
    return Array.from(value, (element) => toCanonical(list.element, element));
  }
  const kind = resolveType(list.element).kind;
  if (kind === "i64") {
    if (!(value instanceof BigInt64Array)) throw new Error("a typed list<i64> is another object");
    return Array.from(value, String);
  }
  if (!(value instanceof typedArrays[kind as keyof typeof typedArrays])) {
    throw new Error(`a typed list<${kind}> is another object`);
  }
  return Array.from(value, doubleToCanonical);
}

function mapToCanonical(map: Extract<Type, { kind: "map" }>, value: unknown): Canonical {
  if (map.as === "map") {
    if (!(value instanceof Map)) throw new Error("a map is no Map");
    return [...value].map(([key, item]) => [
      toCanonical(map.key, key),
      toCanonical(map.value, item),
    ]);
  }
  const record = expectObject(value);
  if (Object.getPrototypeOf(record) !== null) throw new Error("an object map has a prototype");
  const keyKind = resolveType(map.key).kind;
  return Object.keys(record).map((key) => [
    keyKind === "string" || keyKind === "i64" ? key : Number(key),
    toCanonical(map.value, record[key]),
  ]);
}

function expectObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    throw new Error(`a struct is ${typeof value}`);
  }
  return value as Record<string, unknown>;
}

function expectType<T>(value: unknown, type: "boolean" | "number" | "string" | "bigint"): T {
  if (typeof value !== type) throw new Error(`a ${type} is expected, not ${typeof value}`);
  return value as T;
}
