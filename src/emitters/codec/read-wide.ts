/**
 * The reader of a struct with very many fields: the value is made first and filled by functions of some hundred fields
 * each, chosen by id, so that neither TypeScript nor V8 meets one huge function.
 */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
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
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitType } from "../types/type-expressions.js";
import { emitDefault } from "../types/values.js";
import { chunkSize } from "./chunks.js";
import { emitReadCall } from "./read-value.js";
import { scalarOf } from "./scalars.js";
import { callRuntime, headerLiteral, takeNames, type CodecSite } from "./site.js";
import { holdsStruct } from "./structs.js";

type Names = Readonly<Record<"r" | "v" | "o" | "h", Identifier>>;

/** For structs and exceptions; what the pieces fill is an object with the properties of all fields. */
export function emitWideReader(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "r", "v", "o", "h");
  const fields = struct.fields.toSorted((a, b) => (a.id & 0xffff) - (b.id & 0xffff));
  const pieces: { readonly name: Identifier; readonly lastId: number }[] = [];
  for (let start = 0; start < fields.length; start += chunkSize) {
    const part = fields.slice(start, start + chunkSize);
    const name = site.context.declaredInternal(struct, `read$${pieces.length + 1}`);
    emitPiece(site, struct, part, name, names);
    pieces.push({ name, lastId: (part.at(-1)?.id ?? 0) & 0xffff });
  }
  emitMain(site, struct, pieces, names);
}

/** `case header: v.name = value; return offset`: 0 where none of its fields is meant. */
function emitPiece(
  site: CodecSite,
  struct: StructDef,
  fields: readonly FieldDef[],
  name: Identifier,
  names: Names,
): void {
  const { r, v, o, h } = names;
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
        { name: r, type: site.context.runtime("Reader") },
        { name: v, type: partialOf(site, struct) },
        { name: o, type: code`number` },
        { name: h, type: code`number` },
      ],
      returns: code`number`,
      body: code`
        switch (${h}) ${block(lines([...cases, code`default:`, code`  return 0;`]))}
      `,
    }),
  );
}

function emitField(site: CodecSite, struct: StructDef, field: FieldDef, names: Names): Printable {
  const { r, v, o } = names;
  const target = property(v, site.context.fieldName(struct, field));
  const cast = typeOnly` as ${emitType(field.type, site.context)}`;
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) {
    return code`
      ${r}.offset = ${o} + 3;
      ${target} = ${emitReadCall(site, field.type, r)}${cast};
      return ${r}.offset;
    `;
  }
  const size = code`${binaryProtocol.fieldSize(wireKindOf(field.type), field.id, undefined) ?? 0}`;
  const at = callRuntime(site, "need", r, o, size);
  return code`
    ${target} = (${scalar.load(site, r, code`${r}.view`, at)})${cast};
    return ${o} + ${size};
  `;
}

/** `{ -readonly [K in keyof User]?: User[K] | undefined }`: while it is filled, anything may be missing. */
function partialOf(site: CodecSite, struct: StructDef): Printable {
  const type = site.context.reference(struct);
  const key = ident("K");
  return code`{ -readonly [${key} in keyof ${type}]?: ${type}[${key}] | undefined }`;
}

function emitMain(
  site: CodecSite,
  struct: StructDef,
  pieces: readonly { readonly name: Identifier; readonly lastId: number }[],
  names: Names,
): void {
  const { context } = site;
  const { r, v, o, h } = names;
  const scope = site.writer.scope();
  const p = scope.name("p");
  const unknown = context.options.unknownFields === "keep" ? scope.name("unknown") : undefined;
  const isNested = struct.fields.some((field) => holdsStruct(field.type));
  const tooDeep = callRuntime(site, "fail", code`"DEPTH_LIMIT"`, code`${r}.offset`);
  const choices = pieces.map(({ name, lastId }, index) => {
    const fill = code`${p} = ${call(name, [r, v, o, h])};`;
    const condition = code`if ((${h} & 0xffff) <= ${hexLiteral(lastId)}) ${fill}`;
    return index === 0 ? condition : code`else ${condition}`;
  });
  const type = context.reference(struct);
  site.writer.add(
    functionDeclaration({
      name: context.declaredInternal(struct, "read"),
      exported: true,
      parameters: [{ name: r, type: context.runtime("Reader") }],
      returns: type,
      body: code`
        if (${isNested ? code`--${r}.depth < 0` : code`${r}.depth < 1`}) ${tooDeep};
        const ${v}${typeOnly`: ${partialOf(site, struct)}`} = ${emitInitial(site, struct)};
        let ${o} = ${r}.offset;
        ${unknown === undefined ? nothing : code`let ${unknown}${typeOnly`: number[] | undefined`};`}
        for (let ${h} = ${callRuntime(site, "readHeader", r, o)}; ${h} > 0xffff; ) {
          let ${p} = 0;
          ${lines(choices)}
          if (${p} !== 0) ${o} = ${p};
          ${emitSkip(site, struct, names, unknown)}
          ${h} = ${callRuntime(site, "readHeader", r, o)};
        }
        ${lines(struct.fields.map((field) => emitCheck(site, struct, field, v, o)))}
        ${r}.offset = ${o} + 1;
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
  { r, o, h }: Names,
  unknown: Identifier | undefined,
): Printable {
  const skip = code`${o} = ${callRuntime(site, "skipField", r, o, h)};`;
  if (unknown === undefined) return code`else ${skip}`;
  const known = code`((${h} << 16) >> 16) in ${site.context.internal(struct, "info")}.names()`;
  return code`
    else if (${known}) ${skip}
    else {
      ${unknown} = ${callRuntime(site, "noteUnknown", r, o, h, unknown)};
      ${o} = ${r}.offset;
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
  o: Printable,
): Printable {
  if (presenceOf(field) !== "required") return nothing;
  const name = site.context.fieldName(struct, field);
  const missing = callRuntime(site, "fail", code`"MISSING_REQUIRED"`, o, stringLiteral(name));
  return code`if (${property(v, name)} === undefined) ${missing};`;
}

function emitResult(site: CodecSite, struct: StructDef, v: Printable): Printable {
  const type = site.context.reference(struct);
  if (struct.flavor !== "exception") return code`${v}${typeOnly` as ${type}`}`;
  const fields = code`${v}${typeOnly` as ${type}.Input`}`;
  return callRuntime(site, "makeException", type, fields);
}
