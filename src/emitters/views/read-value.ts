/** Reading a value where it lies. */
import {
  resolveType,
  type MapType,
  type ResolvedType,
  type SimpleType,
  type Type,
} from "../../ir/definitions.js";
import { readerOf } from "../codec/read-value.js";
import { callRuntime, fixedSizeOf, type CodecSite } from "../codec/site.js";
import { code, parenthesized, typeOnly, type Printable } from "../print/index.js";
import { emitType } from "../types/type-expressions.js";
import { emitElementKind } from "./element-kind.js";

import { hasView, keyOf } from "./view-types.js";

const readers: Readonly<Record<Exclude<SimpleType["kind"], "i64" | "enum" | "error">, string>> = {
  bool: "boolAt",
  i8: "i8At",
  i16: "i16At",
  i32: "i32At",
  double: "doubleAt",
  string: "textAt",
  binary: "binaryAt",
  uuid: "uuidAt",
};

const i64Readers = { bigint: "i64BigintAt", number: "i64NumberAt", string: "i64StringAt" } as const;

/** An expression for the value at `at` of message `m`: decoded, or a view of it. */
export function emitReadAt(site: CodecSite, type: Type, m: Printable, at: Printable): Printable {
  const { context } = site;
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return code`new ${context.view(resolved.def)}(${m}, ${at})`;
    case "list":
      if (resolved.as === "typed") {
        const size = code`${fixedSizeOf(resolved.element) ?? 0}`;
        return callRuntime(site, "typedAt", m, at, size, readerOf(site, resolved));
      }
      return emitListView(site, resolved.element, m, at);
    case "set": {
      const items = [m, at, emitElementKind(site, resolved.element)];
      if (!hasView(resolved.element)) items.push(readerOf(site, resolved));
      return code`new ${context.runtime("SetView")}${parenthesized(items)}`;
    }
    case "map": {
      const items = [m, at, emitElementKind(site, keyOf(resolved))];
      items.push(emitElementKind(site, resolved.value));
      if (isPlainMap(resolved)) items.push(readerOf(site, resolved));
      return code`new ${context.runtime("MapView")}${parenthesized(items)}`;
    }
    case "enum":
      return code`${callRuntime(site, "i32At", m, at)}${typeOnly` as ${emitType(type, context)}`}`;
    case "i64":
      return callRuntime(site, i64Readers[resolved.as], m, at);
    case "error":
      throw new Error("Emitters run only without errors.");
    default:
      return callRuntime(site, readers[resolved.kind], m, at);
  }
}

const copiers: Readonly<Partial<Record<ResolvedType["kind"], string>>> = {
  i8: "copyI8",
  i16: "copyI16",
  i32: "copyI32",
  enum: "copyI32",
  i64: "copyI64",
  double: "copyDouble",
};

/** `new ListView(m, at, $elementI32, copyI32)`. */
export function emitListView(
  site: CodecSite,
  element: Type,
  m: Printable,
  at: Printable,
): Printable {
  const { context } = site;
  const copier = copiers[resolveType(element).kind];
  const items = [m, at, emitElementKind(site, element)];
  if (copier !== undefined) items.push(context.runtime(copier));
  return code`new ${context.runtime("ListView")}${parenthesized(items)}`;
}

/** Its entries can be decoded anew each time: neither keys nor values are objects that are told apart by identity. */
function isPlainMap(type: MapType): boolean {
  const { kind } = resolveType(type.key);
  const isKey = !hasView(type.key) && kind !== "binary" && kind !== "list";
  return type.as === "map" && isKey && !hasView(type.value);
}
