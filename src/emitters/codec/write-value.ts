/** Writing a value that stands behind a header or in a container. */
import {
  resolveType,
  type ResolvedType,
  type SimpleType,
  type Type,
} from "../../ir/definitions.js";
import { typedArrayOf } from "../types/type-expressions.js";
import { call, code, lines, type Printable } from "../print/index.js";
import { scalarOf } from "./scalars.js";
import { fixedSizeOf, type CodecSite } from "./site.js";
import { writeContainerFunction } from "./write-container.js";

/** `writeString(w, at, x)`: an expression for the offset behind the value; for types of variable size. */
export function emitWriteCall(
  site: CodecSite,
  type: Type,
  w: Printable,
  at: Printable,
  x: Printable,
): Printable {
  const resolved = resolveType(type);
  return call(writerOf(site, resolved), [w, at, x]);
}

function writerOf(site: CodecSite, type: ResolvedType): Printable {
  const { context } = site;
  switch (type.kind) {
    case "string":
      return context.runtime("writeString");
    case "binary":
      return context.runtime("writeBinary");
    case "struct":
      return context.internal(type.def, "write");
    case "list": {
      const name = listWriterOf(type.element, type.as === "typed");
      return name === undefined ? writeContainerFunction(site, type) : context.runtime(name);
    }
    case "set":
    case "map":
      return writeContainerFunction(site, type);
    default:
      throw new Error(`A ${(type satisfies SimpleType).kind} has a fixed size.`);
  }
}

const listWriters: Readonly<Partial<Record<ResolvedType["kind"], string>>> = {
  bool: "writeListBool",
  i8: "writeListI8",
  i16: "writeListI16",
  i32: "writeListI32",
  enum: "writeListI32",
  double: "writeListDouble",
};

/** The runtime's function for lists of numbers. */
function listWriterOf(element: Type, isTyped: boolean): string | undefined {
  const type = resolveType(element);
  if (isTyped && typedArrayOf(element) === "BigInt64Array") return "writeListI64";
  if (type.kind !== "i64") return listWriters[type.kind];
  return { bigint: "writeListI64", number: "writeListI64Number", string: undefined }[type.as];
}

/** Statements that check and write an element `x` at `o`, and move `o` behind it. Fixed-size elements have room. */
export function emitWriteElement(
  site: CodecSite,
  type: Type,
  w: Printable,
  o: Printable,
  x: Printable,
): Printable {
  const resolved = resolveType(type);
  const scalar = scalarOf(resolved);
  if (scalar === undefined) return code`${o} = ${emitWriteCall(site, type, w, o, x)};`;
  return lines([scalar.store(site, w, o, x), code`${o} += ${fixedSizeOf(type) ?? 0};`]);
}
