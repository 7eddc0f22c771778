/** Reading a value that stands behind a header or in a container. */
import {
  resolveType,
  type ResolvedType,
  type SimpleType,
  type Type,
} from "../../ir/definitions.js";
import { emitType, typedArrayOf } from "../types/type-expressions.js";
import { call, code, typeOnly, type Printable } from "../print/index.js";
import { fieldHeapOf } from "./heap.js";
import { readContainerFunction } from "./read-container.js";
import { scalarOf } from "./scalars.js";
import { callRuntime, fixedSizeOf, type CodecSite } from "./site.js";

/** An expression that reads a field's value of variable size at `r.offset` and moves that behind it. */
export function emitReadCall(site: CodecSite, type: Type, r: Printable): Printable {
  const heap = fieldHeapOf(type);
  const reader = heap === undefined ? r : callRuntime(site, "claimHeap", r, code`${heap}`);
  return emitCharged(site, type, reader);
}

/** The same for what a container's count has charged for. */
function emitCharged(site: CodecSite, type: Type, r: Printable): Printable {
  const resolved = resolveType(type);
  const read = call(readerOf(site, resolved), [r]);
  // The runtime's functions know numbers, not enums.
  const isEnums = resolved.kind === "list" && resolveType(resolved.element).kind === "enum";
  return isEnums ? code`${read}${typeOnly` as ${emitType(type, site.context)}`}` : read;
}

/** The same for any type: scalars check that they are there. Keys of maps go through the cache of short strings. */
export function emitReadElement(
  site: CodecSite,
  type: Type,
  r: Printable,
  isKey: boolean,
): Printable {
  const resolved = resolveType(type);
  if (isKey && resolved.kind === "string") return callRuntime(site, "readKey", r);
  const scalar = scalarOf(resolved);
  if (scalar === undefined) return emitCharged(site, type, r);
  const at = callRuntime(site, "take", r, code`${fixedSizeOf(type) ?? 0}`);
  return scalar.load(site, r, code`${r}.view`, at);
}

/** The function that reads values of a type of variable size. */
export function readerOf(site: CodecSite, type: ResolvedType): Printable {
  const { context } = site;
  switch (type.kind) {
    case "string":
      return context.runtime("readString");
    case "binary":
      return context.runtime("readBinary");
    case "struct":
      return context.internal(type.def, "read");
    case "list": {
      const name = listReaderOf(type.element, type.as === "typed");
      return name === undefined ? readContainerFunction(site, type) : context.runtime(name);
    }
    case "set":
    case "map":
      return readContainerFunction(site, type);
    default:
      throw new Error(`A ${(type satisfies SimpleType).kind} has a fixed size.`);
  }
}

const listReaders: Readonly<Partial<Record<ResolvedType["kind"], string>>> = {
  bool: "readListBool",
  i8: "readListI8",
  i16: "readListI16",
  i32: "readListI32",
  enum: "readListI32",
  double: "readListDouble",
};

const typedReaders: Readonly<Record<string, string>> = {
  Int8Array: "readTypedI8",
  Int16Array: "readTypedI16",
  Int32Array: "readTypedI32",
  BigInt64Array: "readTypedI64",
  Float64Array: "readTypedDouble",
};

/** The runtime's function for lists of numbers. */
function listReaderOf(element: Type, isTyped: boolean): string | undefined {
  const typedArray = isTyped ? typedArrayOf(element) : undefined;
  if (typedArray !== undefined) return typedReaders[typedArray];
  const type = resolveType(element);
  if (type.kind !== "i64") return listReaders[type.kind];
  return { bigint: "readListI64", number: "readListI64Number", string: undefined }[type.as];
}
