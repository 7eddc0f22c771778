import type { FieldDef, StructDef } from "../../ir/definitions.js";
import type { EmitContext, StructCodecEmitter } from "../emitter.js";
import {
  code,
  globalRef,
  ident,
  objectType,
  propertyKey,
  propertySignature,
  stringLiteral,
  typeAlias,
  unionType,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";
import { emitCompanion } from "./companion.js";
import { emitInput } from "./input.js";
import { emitInputType, emitType } from "./type-expressions.js";

/** From this many members on, the arms are computed: written out they take the square of it. */
const computedFrom = 24;

/** Of a union; of structs never. */
export function isComputed({ flavor, fields }: StructDef): boolean {
  return flavor === "union" && fields.length >= computedFrom;
}

/**
 * ```ts
 * export type Shape = { circle: Circle; square?: undefined } | { circle?: undefined; square: Square } | { ...none };
 * export declare namespace Shape { type Input = ...; }   // the same without the last arm
 * export const Shape = { encode: ..., decode: ... };
 * ```
 * The last arm is what an unknown variant decodes to. Where unknown fields are kept it can be encoded again, so it is an input
 * too.
 */
export function emitUnion(
  writer: ModuleWriter,
  union: StructDef,
  codec: StructCodecEmitter,
  context: EmitContext,
): void {
  const output = listArms(writer, union, (field) => emitType(field.type, context), context);
  const input = listArms(writer, union, (field) => emitInputType(field.type, context), context);
  writer.add(
    typeAlias({
      name: context.declared(union),
      exported: true,
      type: unionType([...output.arms, output.none]),
      doc: { text: union.doc, deprecated: union.deprecated },
    }),
  );
  // A union without members has no value to encode, unless it is what is kept of others.
  const isKept = context.options.unknownFields === "keep";
  const inputArms = isKept ? [...input.arms, input.none] : input.arms;
  const inputType = inputArms.length === 0 ? code`never` : unionType(inputArms);
  emitInput(writer, union, inputType, context);
  const verbs = codec.emitStructCodec(writer, union, context);
  emitCompanion(writer, union, verbs, context);
}

interface Arms {
  readonly arms: readonly Printable[];
  /** No member is set. */
  readonly none: Printable;
}

function listArms(
  writer: ModuleWriter,
  union: StructDef,
  typeOf: (field: FieldDef) => Printable,
  context: EmitContext,
): Arms {
  const { fields } = union;
  const extra = listExtras(context);
  const member = (field: FieldDef, isSet: boolean): Printable =>
    propertySignature({
      key: propertyKey(context.fieldName(union, field)),
      type: isSet ? typeOf(field) : code`undefined`,
      optional: !isSet,
      doc: isSet ? { text: field.doc, deprecated: field.deprecated } : undefined,
      origin: field.nameSpan,
    });
  if (!isComputed(union)) {
    const arm = (set?: FieldDef): Printable =>
      objectType([...fields.map((field) => member(field, field === set)), ...extra]);
    return { arms: fields.map(arm), none: arm() };
  }
  writer.addOnce("one-of", () => oneOfHelper);
  writer.addOnce("none-of", () => noneOfHelper);
  const members = objectType(fields.map((field) => member(field, true)));
  const names = unionType(fields.map((field) => stringLiteral(context.fieldName(union, field))));
  const rest = extra.length === 0 ? code`` : code` & ${objectType(extra)}`;
  const wrap = (text: Printable): Printable => (extra.length === 0 ? text : code`(${text}${rest})`);
  return {
    arms: [wrap(code`${oneOf}<${members}>`)],
    none: wrap(code`${noneOf}<${names}>`),
  };
}

/** The raw bytes of unknown fields: an unknown variant is one. */
function listExtras(context: EmitContext): readonly Printable[] {
  if (context.options.unknownFields === "drop") return [];
  return [
    propertySignature({
      key: code`[${context.runtime("unknownFields")}]`,
      type: code`${globalRef("Uint8Array")} | undefined`,
      optional: true,
    }),
  ];
}

const oneOf = ident("$OneOf");
const noneOf = ident("$NoneOf");

const noneOfHelper = typeAlias({
  name: noneOf,
  typeParameters: code`<K extends string>`,
  type: code`{ [P in K]?: undefined }`,
});

const oneOfHelper = typeAlias({
  name: oneOf,
  typeParameters: code`<M>`,
  type: code`
    {
      [K in keyof M]: { [P in K]: M[P] } & { [P in keyof M as P extends K ? never : P]?: undefined };
    }[keyof M]
  `,
});
