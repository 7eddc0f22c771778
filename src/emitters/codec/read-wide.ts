/**
 * The reader of a struct with very many fields: the value is made first and filled by functions of some hundred fields
 * each, chosen by id, so that neither TypeScript nor V8 meets one huge function.
 */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";
import {
  block,
  call,
  code,
  entry,
  functionDeclaration,
  hexLiteral,
  ident,
  lines,
  nothing,
  objectLiteral,
  property,
  propertyKey,
  stringLiteral,
  typeAlias,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitType } from "../types/type-expressions.js";
import { emitDefault } from "../types/values.js";
import { chunkSize } from "./chunks.js";
import { emitReadCall } from "./read-value.js";
import { scalarOf } from "./scalars.js";
import {
  callRuntime,
  fixedSizeOf,
  headerLiteral,
  refuse,
  takeNames,
  type CodecSite,
} from "./site.js";
import { holdsStruct } from "./structs.js";

type Names = Readonly<Record<"r" | "v" | "h", Identifier>>;

/** For structs and exceptions; what the pieces fill is an object with the properties of all fields. */
export function emitWideReader(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "r", "v", "h");
  const fields = struct.fields.toSorted((a, b) => (a.id & 0xffff) - (b.id & 0xffff));
  const pieces: { readonly name: Identifier; readonly lastId: number }[] = [];
  site.writer.add(declarePartial(site, struct));
  for (let start = 0; start < fields.length; start += chunkSize) {
    const part = fields.slice(start, start + chunkSize);
    const name = site.context.declaredInternal(struct, `read${pieces.length + 1}`);
    emitPiece(site, struct, part, name, names);
    pieces.push({ name, lastId: (part.at(-1)?.id ?? 0) & 0xffff });
  }
  emitMain(site, struct, pieces, names);
}

/** `case header: v.name = value; return true`: false where none of its fields is meant. */
function emitPiece(
  site: CodecSite,
  struct: StructDef,
  fields: readonly FieldDef[],
  name: Identifier,
  names: Names,
): void {
  const { r, v, h } = names;
  const cases = fields.map(
    (field) => code`
      case ${headerLiteral(field.type, field.id)}:
        ${emitField(site, struct, field, names)}
    `,
  );
  site.writer.add(
    functionDeclaration({
      name,
      parameters: [
        { name: r, type: site.context.runtime("Memory") },
        { name: v, type: partialOf(site, struct) },
        { name: h, type: code`number` },
      ],
      returns: code`boolean`,
      body: code`
        switch (${h}) ${block(lines([...cases, code`default:`, code`  return false;`]))}
      `,
    }),
  );
}

function emitField(site: CodecSite, struct: StructDef, field: FieldDef, names: Names): Printable {
  const { r, v } = names;
  const target = property(v, site.context.fieldName(struct, field));
  const cast = typeOnly` as ${emitType(field.type, site.context)}`;
  const scalar = scalarOf(resolveType(field.type));
  const at = callRuntime(site, "take", r, code`${fixedSizeOf(field.type) ?? 0}`);
  const value =
    scalar === undefined
      ? emitReadCall(site, field.type, r)
      : code`(${scalar.load(site, r, code`${r}.view`, at)})`;
  return code`
    ${target} = ${value}${cast};
    return true;
  `;
}

/**
 * `type User$partial = { -readonly [K in keyof User]?: User[K] | undefined }`: while it is filled, anything may be missing.
 * Has a name, because TypeScript makes the type anew wherever it is written out (32,767 fields: 12 million
 * instantiations).
 */
function declarePartial(site: CodecSite, struct: StructDef): Printable {
  const type = site.context.reference(struct);
  const key = ident("K");
  return typeAlias({
    name: partialOf(site, struct),
    type: code`{ -readonly [${key} in keyof ${type}]?: ${type}[${key}] | undefined }`,
    isLocal: true,
  });
}

function partialOf(site: CodecSite, struct: StructDef): Identifier {
  return site.context.declaredInternal(struct, "partial");
}

function emitMain(
  site: CodecSite,
  struct: StructDef,
  pieces: readonly { readonly name: Identifier; readonly lastId: number }[],
  names: Names,
): void {
  const { context } = site;
  const { r, v, h } = names;
  const scope = site.writer.scope();
  const isKnown = scope.name("isKnown");
  const unknown = context.options.unknownFields === "keep" ? scope.name("unknown") : undefined;
  const isNested = struct.fields.some((field) => holdsStruct(field.type));
  const choices = pieces.map(({ name, lastId }, index) => {
    const fill = code`${isKnown} = ${call(name, [r, v, h])};`;
    const condition = code`if (((${h} >>> 8) & 0xffff) <= ${hexLiteral(lastId)}) ${fill}`;
    return index === 0 ? condition : code`else ${condition}`;
  });
  const type = context.reference(struct);
  site.writer.add(
    functionDeclaration({
      name: context.declaredInternal(struct, "read"),
      exported: true,
      parameters: [{ name: r, type: context.runtime("Memory") }],
      returns: type,
      body: code`
        ${callRuntime(site, "enter", r)};
        ${isNested ? code`${r}.depth--;` : nothing}
        const ${v}${typeOnly`: ${partialOf(site, struct)}`} = ${emitInitial(site, struct)};
        ${unknown === undefined ? nothing : code`let ${unknown}${typeOnly`: number[] | undefined`};`}
        for (let ${h} = 0; (${h} = ${callRuntime(site, "nextHeader", r)}) !== 0; ) {
          let ${isKnown} = false;
          ${lines(choices)}
          ${emitSkip(site, struct, names, isKnown, unknown)}
        }
        ${lines(struct.fields.map((field) => emitCheck(site, struct, field, v, r)))}
        ${isNested ? code`${r}.depth++;` : nothing}
        ${unknown === undefined ? nothing : emitKept(site, names, unknown)}
        return ${emitResult(site, struct, v)};
      `,
    }),
  );
}

/** A field of a known id with another type is dropped, one of unknown id kept where that is asked for. */
function emitSkip(
  site: CodecSite,
  struct: StructDef,
  { r, h }: Names,
  isKnown: Identifier,
  unknown: Identifier | undefined,
): Printable {
  const skip = code`${callRuntime(site, "skipValue", r, code`${h} >>> 24`)};`;
  if (unknown === undefined) return code`if (!${isKnown}) ${skip}`;
  const names = code`${site.context.internal(struct, "info")}.names()`;
  return code`
    if (!${isKnown}) {
      if (((${h} << 8) >> 16) in ${names}) ${skip}
      else ${unknown} = ${callRuntime(site, "keepUnknown", r, h, unknown)};
    }
  `;
}

function emitKept(site: CodecSite, { r, v }: Names, unknown: Identifier): Printable {
  const kept = callRuntime(site, "copyUnknown", r, unknown);
  return code`if (${unknown} !== undefined) ${v}[${site.context.runtime("unknownFields")}] = ${kept};`;
}

function emitInitial(site: CodecSite, struct: StructDef): Printable {
  return objectLiteral(
    struct.fields.map((field) => {
      const isFilled = presenceOf(field) === "defaulted";
      const value = isFilled ? emitDefault(field, site.context) : code`undefined`;
      return entry(propertyKey(site.context.fieldName(struct, field)), value);
    }),
  );
}

function emitCheck(
  site: CodecSite,
  struct: StructDef,
  field: FieldDef,
  v: Printable,
  r: Printable,
): Printable {
  if (presenceOf(field) !== "required") return nothing;
  const name = site.context.fieldName(struct, field);
  const missing = refuse(
    site,
    "fail",
    code`"MISSING_REQUIRED"`,
    code`${r}.offset - 1`,
    stringLiteral(`.${name}`),
  );
  return code`if (${property(v, name)} === undefined) ${missing};`;
}

function emitResult(site: CodecSite, struct: StructDef, v: Printable): Printable {
  const type = site.context.reference(struct);
  if (struct.flavor !== "exception") return code`${v}${typeOnly` as ${type}`}`;
  const fields = code`${v}${typeOnly` as ${type}.Input`}`;
  return callRuntime(site, "makeException", type, fields);
}
