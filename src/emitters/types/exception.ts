import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import type { EmitContext, StructCodecEmitter } from "../emitter.js";
import { presenceOf } from "../presence.js";
import {
  classConstructor,
  classDeclaration,
  classField,
  code,
  interfaceDeclaration,
  lines,
  nothing,
  objectType,
  property,
  propertySignature,
  stringLiteral,
  typeOnly,
  type Identifier,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";
import { listStaticVerbs } from "./companion.js";
import { emitInput } from "./input.js";
import { isAllOptional, listInputMembers, listKeptMember, listMembers } from "./members.js";
import { hasInputForm } from "./type-expressions.js";
import { emitDefault } from "./values.js";

/**
 * ```ts
 * export class NotFound extends ThriftException {
 *   code: number;
 *   constructor(fields: NotFound.Input) { super(); this.code = fields.code ?? 0; }
 *   static encode(...) { ... }
 * }
 * ```
 * A field called `message` is `message$` and gives the Error its message.
 */
export function emitException(
  writer: ModuleWriter,
  struct: StructDef,
  codec: StructCodecEmitter,
  context: EmitContext,
): void {
  const verbs = codec.emitStructCodec(writer, struct, context);
  writer.add(
    classDeclaration({
      name: context.declared(struct),
      exported: true,
      extends: context.runtime("ThriftException"),
      members: [
        ...listMembers(struct, context).map(classField),
        makeConstructor(writer, struct, context),
        ...listStaticVerbs(struct, verbs, context),
      ],
      doc: { text: struct.doc, deprecated: struct.deprecated },
    }),
  );
  emitKeptMember(writer, struct, context);
  emitInput(writer, struct, objectType(listInputMembers(struct, context)), context);
}

/**
 * `export interface NotFound { [unknownFields]?: Uint8Array | undefined; }`: merged into the class, in which a symbol for a
 * key would be a type that can't be told from this file alone (isolatedDeclarations).
 */
function emitKeptMember(writer: ModuleWriter, struct: StructDef, context: EmitContext): void {
  const members = listKeptMember(context).map(propertySignature);
  if (members.length === 0) return;
  writer.add(interfaceDeclaration({ name: context.declared(struct), exported: true, members }));
}

function makeConstructor(writer: ModuleWriter, struct: StructDef, context: EmitContext): Printable {
  const isUsed = struct.fields.length > 0 || context.options.unknownFields === "keep";
  const fields = writer.scope().name(isUsed ? "fields" : "_fields");
  const parameter = { name: fields, type: code`${context.reference(struct)}.Input` };
  const assignments = struct.fields.map((field) => assign(struct, field, fields, context));
  return classConstructor({
    parameters: [isAllOptional(struct) ? { ...parameter, defaultValue: code`{}` } : parameter],
    body: code`
      super(${messageOf(struct, fields, context)});
      ${lines(assignments)}
      ${keepUnknownFields(fields, context)}
    `,
  });
}

/** `this.code = fields.code ?? 0;`: null and undefined count as unset. */
function assign(
  struct: StructDef,
  field: FieldDef,
  fields: Identifier,
  context: EmitContext,
): Printable {
  const name = context.fieldName(struct, field);
  const value = code`${property(fields, name)}${fallbackOf(field, context)}`;
  // Containers and structs are taken as they are: what decode gives is one of the forms that encode takes.
  const end = typeOnly`) as ${context.reference(struct)}[${stringLiteral(name)}]`;
  const cast = hasInputForm(field.type) ? code`${typeOnly`(`}${value}${end}` : value;
  return context.located(field.nameSpan, code`${property(code`this`, name)} = ${cast};`);
}

function fallbackOf(field: FieldDef, context: EmitContext): Printable {
  const presence = presenceOf(field);
  if (presence === "required") return nothing;
  return presence === "optional" ? code` ?? undefined` : code` ?? ${emitDefault(field, context)}`;
}

function messageOf(struct: StructDef, fields: Identifier, context: EmitContext): Printable {
  const field = struct.fields.find((candidate) => candidate.name === "message");
  if (field === undefined || resolveType(field.type).kind !== "string") return nothing;
  return code`${property(fields, context.fieldName(struct, field))} ?? undefined`;
}

function keepUnknownFields(fields: Identifier, context: EmitContext): Printable {
  if (context.options.unknownFields === "drop") return nothing;
  const symbol = context.runtime("unknownFields");
  return code`if (${fields}[${symbol}] !== undefined) this[${symbol}] = ${fields}[${symbol}];`;
}
