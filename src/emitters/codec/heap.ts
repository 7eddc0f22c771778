/**
 * Heap bytes of decoded values, estimated for V8 on 64 bits: what containers charge against the reader's budget, so
 * that a few hostile bytes cannot claim a lot of memory. Strings and nested containers charge for their content apart.
 */
import {
  resolveType,
  type ConstValue,
  type FieldDef,
  type ResolvedType,
  type SimpleType,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";

/** A property of an object, or an element of an array. */
const slotHeap = 8;
/** An object without properties. */
const objectHeap = 24;
/** An array without elements. */
const arrayHeap = 32;
/** A Set or a Map, each of which has a table from the start. */
const tableHeap = 160;
/**
 * A typed array with its buffer. An empty one takes 184 bytes; to charge those would refuse long lists of four-byte addresses,
 * which the limit of 16 times the message allows.
 */
const typedArrayHeap = 120;

/** `error` is here for completeness: emitters run only without errors. */
const heaps: Readonly<Record<Exclude<ResolvedType["kind"], "struct">, number>> = {
  bool: slotHeap,
  i8: slotHeap,
  i16: slotHeap,
  i32: slotHeap,
  enum: slotHeap,
  error: slotHeap,
  i64: 24,
  double: 16,
  string: 32,
  uuid: 56,
  binary: typedArrayHeap,
  list: arrayHeap,
  set: tableHeap,
  map: tableHeap,
};

/** An Error without stack, beside its fields. */
const exceptionHeap = 120;
/** Bytes of one entry of a map beside key and value. */
export const mapEntryHeap = 40;
/**
 * Structs of more than this are charged where they come as a field, too: four bytes on the wire are enough for one, so that
 * less gives at most 64 times the input.
 */
const largeStruct = 256;

/** Bytes of one element of the type. */
export function heapSizeOf(type: Type): number {
  const resolved = resolveType(type);
  return resolved.kind === "struct" ? structHeap(resolved.def) : heaps[resolved.kind];
}

/** What a field of the type has to charge for its struct; undefined where nothing. */
export function fieldHeapOf(type: Type): number | undefined {
  const resolved = resolveType(type);
  if (resolved.kind !== "struct") return undefined;
  const size = structHeap(resolved.def);
  return size > largeStruct ? size : undefined;
}

const structHeaps = new WeakMap<StructDef, number>();

/** The object, and what it holds in any case: required structs, and fresh defaults of fields that do not come. */
function structHeap(def: StructDef): number {
  let size = structHeaps.get(def);
  if (size !== undefined) return size;
  // A struct that requires itself is no value at all.
  structHeaps.set(def, 0);
  size = def.flavor === "exception" ? objectHeap + exceptionHeap : objectHeap;
  if (def.flavor === "union") size += slotHeap;
  else for (const field of def.fields) size += slotHeap + fieldContentHeap(field);
  structHeaps.set(def, size);
  return size;
}

function fieldContentHeap(field: FieldDef): number {
  const type = resolveType(field.type);
  switch (presenceOf(field)) {
    case "required":
      return type.kind === "struct" && fieldHeapOf(type) === undefined ? structHeap(type.def) : 0;
    case "defaulted":
      return defaultHeap(type, field.defaultValue);
    case "optional":
      return 0;
  }
}

/** A fresh value of the type; texts and numbers are the code's own. */
function defaultHeap(resolved: ResolvedType, value: ConstValue | undefined): number {
  const sumOf = (items: readonly ConstValue[], item: Type, each: number): number =>
    items.reduce((sum, one) => sum + each + defaultHeap(resolveType(item), one), 0);
  switch (resolved.kind) {
    case "binary":
      return typedArrayHeap + (value?.kind === "string" ? value.value.length * 3 : 0);
    case "list":
    case "set": {
      const elements = value?.kind === "list" || value?.kind === "set" ? value.elements : [];
      const [own, each] =
        resolved.kind === "set"
          ? [tableHeap, mapEntryHeap]
          : [resolved.as === "typed" ? typedArrayHeap : arrayHeap, slotHeap];
      return own + sumOf(elements, resolved.element, each);
    }
    case "map": {
      const entries = value?.kind === "map" ? value.entries : [];
      const keys = entries.map((entry) => entry.key);
      const values = entries.map((entry) => entry.value);
      return tableHeap + sumOf(keys, resolved.key, mapEntryHeap) + sumOf(values, resolved.value, 0);
    }
    case "struct":
      return value?.kind === "struct"
        ? value.fields.reduce(
            (sum, { field, value: part }) =>
              sum + slotHeap + defaultHeap(resolveType(field.type), part),
            objectHeap,
          )
        : 0;
    default:
      resolved satisfies SimpleType;
      return 0;
  }
}
