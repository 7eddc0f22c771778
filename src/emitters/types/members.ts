/** The fields of structs and exceptions as members of types. */
import type { FieldDef, StructDef } from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import { presenceOf } from "../presence.js";
import {
  code,
  entry,
  globalRef,
  propertyKey,
  propertySignature,
  type Printable,
} from "../print/index.js";
import { emitInputType, emitType } from "./type-expressions.js";

/** What `propertySignature` and `classField` take. */
export type Member = Parameters<typeof propertySignature>[0];

/** `id: bigint`, `name?: string | undefined`: what decode gives. */
export function listMembers(struct: StructDef, context: EmitContext): readonly Member[] {
  return struct.fields.map((field) => {
    const isOptional = presenceOf(field) === "optional";
    return makeMember(struct, field, emitType(field.type, context), isOptional, context);
  });
}

/** What encode takes: only required fields must be there. */
export function listInputMembers(struct: StructDef, context: EmitContext): readonly Printable[] {
  const members = struct.fields.map((field) => {
    const isOptional = presenceOf(field) !== "required";
    return makeMember(struct, field, emitInputType(field.type, context), isOptional, context);
  });
  return [...members, ...listKeptMember(context)].map(propertySignature);
}

/**
 * `constructor: undefined` for fields other than `set` that Object.prototype has a member for: without a property of
 * its own an object would show that member.
 */
export function listUnsetInherited(
  struct: StructDef,
  set: FieldDef | undefined,
  context: EmitContext,
): readonly Printable[] {
  return context
    .inheritedFields(struct)
    .filter((field) => field !== set)
    .map((field) => entry(propertyKey(context.fieldName(struct, field)), code`undefined`));
}

/** Nothing must be given to make one. */
export function isAllOptional(struct: StructDef): boolean {
  return (
    struct.flavor !== "union" && struct.fields.every((field) => presenceOf(field) !== "required")
  );
}

function makeMember(
  struct: StructDef,
  field: FieldDef,
  type: Printable,
  optional: boolean,
  context: EmitContext,
): Member {
  return {
    key: propertyKey(context.fieldName(struct, field)),
    type: optional ? code`${type} | undefined` : type,
    optional,
    doc: { text: field.doc, deprecated: field.deprecated },
    origin: field.nameSpan,
  };
}

/** The raw bytes of unknown fields, under the runtime's symbol; nothing where they are dropped. */
export function listKeptMember(context: EmitContext): readonly Member[] {
  if (context.options.unknownFields === "drop") return [];
  return [
    {
      key: code`[${context.runtime("unknownFields")}]`,
      type: code`${globalRef("Uint8Array")} | undefined`,
      optional: true,
    },
  ];
}
