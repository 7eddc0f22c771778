/**
 * Heap bytes of decoded values, estimated for V8 on 64 bits: what containers charge against the reader's budget, so
 * that a few hostile bytes cannot claim a lot of memory. Strings and nested containers charge for their content apart.
 */
import { resolveType, type ResolvedType, type Type } from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";

const scalarHeap: Readonly<Partial<Record<ResolvedType["kind"], number>>> = {
  i64: 24,
  double: 16,
  string: 32,
  uuid: 56,
  binary: 120,
  list: 32,
  set: 160,
  map: 160,
};

/** Bytes of one element of the type. */
export function heapSizeOf(type: Type): number {
  const resolved = resolveType(type);
  if (resolved.kind !== "struct") return scalarHeap[resolved.kind] ?? 8;
  // The object, and the fresh containers of fields that do not come.
  let size = 24;
  for (const field of resolved.def.fields) {
    const { kind } = resolveType(field.type);
    const isContainer = kind === "list" || kind === "set" || kind === "map";
    size += 8 + (isContainer && presenceOf(field) === "defaulted" ? (scalarHeap[kind] ?? 0) : 0);
  }
  return size;
}

/** Bytes of one entry of a map beside key and value. */
export const mapEntryHeap = 40;
