/** The locals that a struct reader collects its fields in, and the object that it makes of them. */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";
import {
  block,
  code,
  entry,
  hexLiteral,
  lines,
  nothing,
  objectLiteral,
  propertyKey,
  stringLiteral,
  typeOnly,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { listUnsetInherited } from "../types/members.js";
import { isComputed } from "../types/union.js";
import { emitType, hasInputForm } from "../types/type-expressions.js";
import { emitDefault, emitZero } from "../types/values.js";
import { scalarOf } from "./scalars.js";
import { emitMemberObject, emitObject } from "./many-objects.js";
import { callRuntime, refuse, takeNames, type CodecSite } from "./site.js";

export interface ReadLocals {
  readonly declarations: Printable;
  /** `name = value;`. */
  readonly assign: (field: FieldDef, value: Printable) => Printable;
  /** Notes that required scalars came; those have a value from the start, so that engines keep them unboxed. */
  readonly markRequired: (fields: readonly FieldDef[]) => Printable;
  /** Throws where a required field did not come. */
  readonly checks: Printable;
  /** `return { ... };`. */
  readonly result: Printable;
  /** The ranges of unknown fields, where they are kept. */
  readonly unknown: Identifier | undefined;
}

export function createReadLocals(
  site: CodecSite,
  struct: StructDef,
  scope: LocalScope,
  names: Readonly<Record<"r" | "o", Identifier>>,
): ReadLocals {
  const unknown = site.context.options.unknownFields === "keep" ? scope.name("unknown") : undefined;
  return struct.flavor === "union"
    ? createUnionLocals(site, struct, scope, names, unknown)
    : createFieldLocals(site, struct, scope, names, unknown);
}

/** A bit each for the required scalars, 31 to a word. */
interface Seen {
  readonly word: Identifier;
  readonly bit: number;
}

function createFieldLocals(
  site: CodecSite,
  struct: StructDef,
  scope: LocalScope,
  names: Readonly<Record<"r" | "o", Identifier>>,
  unknown: Identifier | undefined,
): ReadLocals {
  const locals = new Map(struct.fields.map((field) => [field, scope.name(field.name)]));
  const localOf = (field: FieldDef): Identifier => locals.get(field) as Identifier;
  const { seen, words } = numberRequired(struct, scope);
  const declareField = (field: FieldDef): Printable => {
    const type = emitType(field.type, site.context);
    const initial = initialValue(field, site);
    return initial === undefined
      ? code`let ${localOf(field)}${typeOnly`: ${type} | undefined`};`
      : code`let ${localOf(field)}${typeOnly`: ${type}`} = ${initial};`;
  };
  return {
    declarations: lines([
      ...struct.fields.map(declareField),
      ...words.map((word) => code`let ${word} = 0;`),
      declareUnknown(unknown),
    ]),
    assign: (field, value) =>
      site.context.located(
        field.nameSpan,
        code`${localOf(field)} = ${castEnum(site, field, value)};`,
      ),
    markRequired: (fields) => emitMarks(fields, seen),
    checks: lines(
      struct.fields.map((field) => emitCheck(site, struct, field, localOf(field), seen, names)),
    ),
    result: emitResult(
      site,
      struct,
      localOf,
      names,
      unknown && { unknown, result: scope.name("result") },
    ),
    unknown,
  };
}

function numberRequired(
  struct: StructDef,
  scope: LocalScope,
): { readonly seen: ReadonlyMap<FieldDef, Seen>; readonly words: readonly Identifier[] } {
  const seen = new Map<FieldDef, Seen>();
  const words: Identifier[] = [];
  const required = struct.fields.filter(
    (field) => presenceOf(field) === "required" && scalarOf(resolveType(field.type)) !== undefined,
  );
  for (const [index, field] of required.entries()) {
    if (index % 31 === 0) words.push(scope.name("seen"));
    seen.set(field, { word: words.at(-1) as Identifier, bit: 1 << (index % 31) });
  }
  return { seen, words };
}

/** What a local begins with: scalars and strings are never undefined unless they may be absent. */
function initialValue(field: FieldDef, site: CodecSite): Printable | undefined {
  const presence = presenceOf(field);
  const type = resolveType(field.type);
  const isScalar = scalarOf(type) !== undefined;
  if (presence === "required" && isScalar) return emitZero(field.type, site.context);
  const isPlain = isScalar || type.kind === "string";
  return presence === "defaulted" && isPlain ? emitDefault(field, site.context) : undefined;
}

function castEnum(site: CodecSite, field: FieldDef, value: Printable): Printable {
  const isEnum = resolveType(field.type).kind === "enum";
  return isEnum ? code`${value}${typeOnly` as ${emitType(field.type, site.context)}`}` : value;
}

function emitMarks(fields: readonly FieldDef[], seen: ReadonlyMap<FieldDef, Seen>): Printable {
  const masks = new Map<Identifier, number>();
  for (const field of fields) {
    const mark = seen.get(field);
    if (mark !== undefined) masks.set(mark.word, (masks.get(mark.word) ?? 0) | mark.bit);
  }
  return lines([...masks].map(([word, mask]) => code`${word} |= ${hexLiteral(mask >>> 0)};`));
}

function emitCheck(
  site: CodecSite,
  struct: StructDef,
  field: FieldDef,
  local: Identifier,
  seen: ReadonlyMap<FieldDef, Seen>,
  { r }: Readonly<Record<"r", Identifier>>,
): Printable {
  if (presenceOf(field) !== "required") return nothing;
  const path = stringLiteral(`.${site.context.fieldName(struct, field)}`);
  const mark = seen.get(field);
  const isMissing =
    mark === undefined
      ? code`${local} === undefined`
      : code`(${mark.word} & ${hexLiteral(mark.bit >>> 0)}) === 0`;
  const failure = refuse(site, "fail", code`"MISSING_REQUIRED"`, code`${r}.offset - 1`, path);
  return site.context.located(field.nameSpan, code`if (${isMissing}) ${failure};`);
}

function emitResult(
  site: CodecSite,
  struct: StructDef,
  localOf: (field: FieldDef) => Identifier,
  { r }: Readonly<Record<"r", Identifier>>,
  kept: KeptNames | undefined,
): Printable {
  const { context } = site;
  const values = struct.fields.map((field) => {
    const isFilled = presenceOf(field) === "defaulted" && initialValue(field, site) === undefined;
    return code`${localOf(field)}${isFilled ? code` ?? ${emitDefault(field, context)}` : nothing}`;
  });
  const object = emitObject(site, struct, r, values);
  const made =
    struct.flavor === "exception"
      ? callRuntime(site, "makeException", context.reference(struct), asFields(struct, object))
      : object;
  return emitReturn(site, made, context.reference(struct), r, kept);
}

/** Where unknown fields are kept: their places, and the value that gets them. */
interface KeptNames {
  readonly unknown: Identifier;
  readonly result: Identifier;
}

/**
 * An exception is made of its input, and what was decoded may not fit that: a union in it may hold what we do not know.
 */
export function asFields(struct: StructDef, object: Printable): Printable {
  const fits = !struct.fields.some((field) => hasInputForm(field.type));
  return fits ? object : code`${object}${typeOnly` as never`}`;
}

/** Of a union of many members: whether it is one would be looked up among all, in minutes where there are hundreds. */
export function asMember(union: StructDef, object: Printable): Printable {
  return isComputed(union) ? code`${object}${typeOnly` as never`}` : object;
}

function emitReturn(
  site: CodecSite,
  made: Printable,
  type: Printable,
  r: Printable,
  kept: KeptNames | undefined,
): Printable {
  if (kept === undefined) return code`return ${made};`;
  const { unknown, result } = kept;
  const symbol = site.context.runtime("unknownFields");
  return code`
    const ${result}${typeOnly`: ${type}`} = ${made};
    if (${unknown} !== undefined) ${result}[${symbol}] = ${callRuntime(site, "copyUnknown", r, unknown)};
    return ${result};
  `;
}

function declareUnknown(unknown: Identifier | undefined): Printable {
  return unknown === undefined ? nothing : code`let ${unknown}${typeOnly`: number[] | undefined`};`;
}

/** A union keeps the last known field only. */
function createUnionLocals(
  site: CodecSite,
  struct: StructDef,
  scope: LocalScope,
  { r }: Readonly<Record<"r", Identifier>>,
  unknown: Identifier | undefined,
): ReadLocals {
  const { v } = takeNames(scope, "v");
  const type = site.context.reference(struct);
  // Made where it is needed: V8 does not leave out an object that hardly any union keeps.
  const empty = objectLiteral(listUnsetInherited(struct, undefined, site.context));
  return {
    declarations: lines([
      code`let ${v}${typeOnly`: ${type} | undefined`};`,
      declareUnknown(unknown),
    ]),
    assign: (field, value) => {
      const key = propertyKey(site.context.fieldName(struct, field));
      const member = castEnum(site, field, value);
      const literal = objectLiteral([
        entry(key, member),
        ...listUnsetInherited(struct, field, site.context),
      ]);
      const object = emitMemberObject(site, struct, field, r, member, literal);
      return site.context.located(field.nameSpan, code`${v} = ${asMember(struct, object)};`);
    },
    markRequired: () => nothing,
    checks: nothing,
    result:
      unknown === undefined
        ? code`return ${v} ?? ${empty};`
        : code`
            ${v} ??= ${empty};
            if (${unknown} !== undefined) ${block(
              code`${v}[${site.context.runtime("unknownFields")}] = ${callRuntime(site, "copyUnknown", r, unknown)};`,
            )}
            return ${v};
          `,
    unknown,
  };
}
