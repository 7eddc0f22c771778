/** Offsets in emitted code, and types of its parameters. */
import type { FieldDef, StructDef } from "../../ir/definitions.js";
import {
  code,
  hanging,
  isInheritedName,
  ownProperty,
  stringLiteral,
  typeOnly,
  unionType,
  type Identifier,
  type Parameter,
  type Printable,
} from "../print/index.js";
import type { CodecSite } from "./site.js";

/** `o + 4`, or `o`. */
export function plus(offset: Printable, distance: number): Printable {
  return distance === 0 ? offset : code`${offset} + ${distance}`;
}

/** `x !== undefined && x !== null`. */
export function isSet(x: Printable): Printable {
  return hanging([code`${x} !== undefined`, code`&& ${x} !== null`]);
}

/**
 * The same, with one branch instead of two: TypeScript's flow analysis gives up on a body with 2,000 (TS2563), which is a union
 * with some 300 members.
 */
export function isSetBriefly(x: Printable): Printable {
  return code`${x} != null`;
}

/** The parameters of a writer: memory, offset, value. */
export function writerParameters(
  site: CodecSite,
  names: Readonly<Record<"w" | "o" | "v", Identifier>>,
  type: Printable,
): readonly Parameter[] {
  return [
    { name: names.w, type: site.context.runtime("Memory") },
    { name: names.o, type: code`number` },
    { name: names.v, type },
  ];
}

/** `User.Input`. */
export function inputOf(struct: StructDef, { context }: CodecSite): Printable {
  return code`${context.reference(struct)}.Input`;
}

/** `User | User.Input`: what is compared may come from decode, too. */
export function comparedOf(struct: StructDef, { context }: CodecSite): Printable {
  const type = context.reference(struct);
  return unionType([type, code`${type}.Input`]);
}

/** What the input `v` has for a field, typed as the field's input: a required one is not undefined to TypeScript. */
export function givenOf(
  site: CodecSite,
  struct: StructDef,
  field: FieldDef,
  v: Identifier,
): Printable {
  const name = site.context.fieldName(struct, field);
  const given = ownProperty(v, name);
  if (field.requiredness !== "required" || !isInheritedName(name)) return given;
  const cast = typeOnly` as ${inputOf(struct, site)}[${stringLiteral(name)}]`;
  return code`(${given}${cast})`;
}
