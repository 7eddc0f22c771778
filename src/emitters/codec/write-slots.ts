/** Fields of constant size at constant offsets, in a writer. */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import type { FixedSlot } from "../../ir/layout.js";
import { presenceOf } from "../presence.js";
import {
  code,
  ifStatement,
  nothing,
  typeOnly,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { emitInputDefault } from "../types/values.js";
import { chunkSize } from "./chunks.js";
import { emitLoad } from "./many-shapes.js";
import { givenOf, plus } from "./places.js";
import { scalarOf } from "./scalars.js";
import { callRuntime, headerLiteral, refuse, type CodecSite } from "./site.js";

/** A writer that is being emitted. */
export interface WriterBody {
  readonly site: CodecSite;
  readonly struct: StructDef;
  readonly scope: LocalScope;
  readonly names: Readonly<Record<"w" | "o" | "v" | "d", Identifier>>;
  /** In wide structs. */
  readonly s: Identifier | undefined;
}

/**
 * All values are loaded before one is stored: after each store V8 would check the value's shape anew before the next load
 * (the bench's points 0.9 of the time, others as they were).
 */
export function emitRun(
  body: WriterBody,
  slots: readonly FixedSlot[],
  view: Printable,
): readonly Printable[] {
  const parts = slots.map((slot) => emitSlot(body, slot, view));
  return [
    ...parts.map(({ load }) => load),
    ...parts.flatMap(({ header, store }) => [header, store]),
  ];
}

/** What a field of a run takes; where one function of the runtime does it all, header included, that is the store. */
interface SlotStatements {
  readonly header: Printable;
  readonly load: Printable;
  readonly store: Printable;
}

/** An always-present scalar at a constant offset: header, check, value. A field that fails is found by its header. */
export function emitSlot(
  body: WriterBody,
  { field, offset }: FixedSlot,
  view: Printable,
): SlotStatements {
  const { site, names } = body;
  const fallback = presenceOf(field) === "required" ? [] : [emitInputDefault(field, site.context)];
  const inline = scalarOf(resolveType(field.type))?.inline;
  if (inline === undefined || body.struct.fields.length > chunkSize) {
    const store = emitPut(body, field, offset, fieldOf(body, field), view, fallback);
    return { header: nothing, load: nothing, store: locate(body, field, store) };
  }
  const x = body.scope.name(field.name);
  const at = plus(names.o, offset + 3);
  // A required field is as it is given, any other may become its default.
  const [keyword, correction] =
    fallback.length === 0
      ? [code`const`, refuse(site, "badValue", x, at, ...inline.expected)]
      : [
          code`let`,
          code`${x} = ${callRuntime(site, "orDefault", x, ...fallback, at, ...inline.expected)}`,
        ];
  const load = code`${keyword} ${x} = ${fieldOf(body, field)}${typeOnly` as ${inline.local}`};`;
  const header = code`${view}.setInt32(${plus(names.o, offset)}, ${headerLiteral(field.type, field.id)});`;
  const store = code`
    ${ifStatement(inline.isWrong(x), code`${correction};`)}
    ${inline.store(site, view, at, x)}
  `;
  return {
    header: locate(body, field, header),
    load: locate(body, field, load),
    store: locate(body, field, store),
  };
}

/** `putI32(d, o + 4, header, value, default)`: header, check, value. */
export function emitPut(
  { site, names }: WriterBody,
  field: FieldDef,
  offset: number,
  x: Printable,
  view: Printable,
  fallback: readonly Printable[],
): Printable {
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) throw new Error(`${field.name} has no fixed size.`);
  const header = headerLiteral(field.type, field.id);
  return code`${callRuntime(site, scalar.put, view, plus(names.o, offset), header, x, ...fallback)};`;
}

/** `v.name`; a property that every object inherits only where it is the value's own. */
export function fieldOf({ site, struct, names, s }: WriterBody, field: FieldDef): Printable {
  const given = givenOf(site, struct, field, names.v);
  return emitLoad(site, site.context.fieldName(struct, field), s, names.v, given);
}

/** The code of a field, for source maps. */
export function locate({ site }: WriterBody, field: FieldDef, statement: Printable): Printable {
  return site.context.located(field.nameSpan, statement);
}
