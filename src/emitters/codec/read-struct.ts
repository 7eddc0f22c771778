/**
 * `User$read(r)`: reads a struct at `r.offset`. The fixed run that we write first is recognised as a whole; the other
 * fields are taken as they come, by a chain of comparisons in the order in which we write them, or by a switch from
 * `switchFrom` fields on.
 */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import type { StructLayout } from "../../ir/layout.js";
import { presenceOf } from "../presence.js";
import {
  block,
  code,
  functionDeclaration,
  hexLiteral,
  lines,
  nothing,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { isMentioned } from "../print/unused.js";
import { plus } from "./places.js";
import { createReadLocals, type ReadLocals } from "./read-locals.js";
import { emitReadCall } from "./read-value.js";
import { emitWideReader } from "./read-wide.js";
import { scalarOf } from "./scalars.js";
import { emitSignature, findRun } from "./signature.js";
import {
  callRuntime,
  fixedSizeOf,
  headerLiteral,
  layoutOf,
  takeNames,
  type CodecSite,
} from "./site.js";
import { holdsStruct } from "./structs.js";

/** A chain of this many comparisons takes longer than a switch. */
export const switchFrom = 25;
/** Beyond this one function is too large. */
const wideFrom = 512;

interface Body {
  readonly site: CodecSite;
  readonly struct: StructDef;
  readonly names: Readonly<Record<"r" | "d" | "o" | "h", Identifier>>;
  readonly locals: ReadLocals;
}

export function emitStructReader(site: CodecSite, struct: StructDef): void {
  if (struct.fields.length > wideFrom && struct.flavor !== "union") {
    emitWideReader(site, struct);
    return;
  }
  const scope = site.writer.scope();
  const names = takeNames(scope, "r", "d", "o", "h");
  const body: Body = { site, struct, names, locals: createReadLocals(site, struct, scope, names) };
  const layout = layoutOf(site, struct);
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "read"),
      exported: true,
      parameters: [{ name: names.r, type: site.context.runtime("Memory") }],
      returns: site.context.reference(struct),
      body: emitBody(body, layout),
    }),
  );
}

function emitBody(body: Body, layout: StructLayout): Printable {
  const { site, struct, names, locals } = body;
  const { r, d, o } = names;
  const isNested = struct.fields.some((field) => holdsStruct(field.type));
  const enter = callRuntime(site, "enter", r);
  const hasRun = findRun(layout) !== undefined;
  const rest = code`
    ${isNested ? code`${r}.depth--;` : nothing}
    ${hasRun ? code`const ${o} = ${r}.offset;` : nothing}
    ${locals.declarations}
    ${emitFixedRun(body, layout)}
    ${emitLoop(body, layout)}
    ${locals.checks}
    ${isNested ? code`${r}.depth++;` : nothing}
    ${locals.result}
  `;
  return lines([isMentioned(d, rest) ? code`const ${d} = ${enter};` : code`${enter};`, rest]);
}

/** `if (all headers of the run stand where we write them) { read all values }`. */
function emitFixedRun(body: Body, layout: StructLayout): Printable {
  const run = findRun(layout);
  if (run === undefined) return nothing;
  const { site, names, locals } = body;
  const { r, d, o } = names;
  const emitLoad = (field: FieldDef, at: Printable): Printable =>
    scalarOf(resolveType(field.type))?.load(site, r, d, at) ?? nothing;
  return code`
    if (
      ${r}.end - ${o} > ${run.size} &&
      ${emitSignature(run, d, o)} === 0
    ) ${block(
      lines([
        ...run.slots.map(({ field, offset }) =>
          locals.assign(field, emitLoad(field, plus(o, offset + 3))),
        ),
        locals.markRequired(run.slots.map((slot) => slot.field)),
        code`${r}.offset = ${plus(o, run.size)};`,
      ]),
    )}
  `;
}

function emitLoop(body: Body, layout: StructLayout): Printable {
  const { site, struct, names } = body;
  const { r, h } = names;
  const next = code`(${h} = ${callRuntime(site, "nextHeader", r)}) !== 0`;
  const content = struct.fields.length < switchFrom ? emitChain(body, layout) : emitSwitch(body);
  return code`for (let ${h} = 0; ${next}; ) ${block(content)}`;
}

/** Variable fields first: behind the fixed run only they can be expected. */
function emitChain(body: Body, layout: StructLayout): Printable {
  const { h } = body.names;
  const fields = inChainOrder(layout).map((field, index) => {
    const isField = code`${h} === ${headerLiteral(field.type, field.id)}`;
    return code`${index === 0 ? nothing : code`else `}if (${isField}) ${emitField(body, field)}`;
  });
  return lines(
    fields.length === 0 ? [emitSkip(body)] : [...fields, code`else ${block(emitSkip(body))}`],
  );
}

function inChainOrder({ segments }: StructLayout): readonly FieldDef[] {
  const isFirstRun = (index: number): boolean => index === 0 && segments[0]?.kind === "fixed-run";
  const fieldsOf = (index: number): readonly FieldDef[] => {
    const segment = segments[index];
    if (segment === undefined) return [];
    return segment.kind === "fixed-run" ? segment.slots.map((slot) => slot.field) : [segment.field];
  };
  const indexes = segments.map((_, index) => index);
  return [
    ...indexes.filter((index) => !isFirstRun(index)).flatMap(fieldsOf),
    ...indexes.filter(isFirstRun).flatMap(fieldsOf),
  ];
}

function emitSwitch(body: Body): Printable {
  const { h } = body.names;
  const cases = body.struct.fields.map(
    (field) => code`
      case ${headerLiteral(field.type, field.id)}:
        ${emitAssignment(body, field)}
        ${body.locals.markRequired([field])}
        break;
    `,
  );
  return code`switch (${h}) ${block(lines([...cases, code`default:`, code`  ${emitSkip(body)}`]))}`;
}

/** The statement that reads the field behind its header; a block where it has to be marked too. */
function emitField(body: Body, field: FieldDef): Printable {
  const assignment = emitAssignment(body, field);
  const mark = body.locals.markRequired([field]);
  const isMarked =
    presenceOf(field) === "required" && scalarOf(resolveType(field.type)) !== undefined;
  return isMarked ? block(lines([assignment, mark])) : assignment;
}

function emitAssignment({ site, names, locals }: Body, field: FieldDef): Printable {
  const { r, d } = names;
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) return locals.assign(field, emitReadCall(site, field.type, r));
  const at = callRuntime(site, "take", r, code`${fixedSizeOf(field.type) ?? 0}`);
  return locals.assign(field, scalar.load(site, r, d, at));
}

/** Steps over a field of unknown id, or of a known one with another type. */
function emitSkip({ site, struct, names, locals }: Body): Printable {
  const { r, h } = names;
  const skip = code`${callRuntime(site, "skipValue", r, code`${h} >>> 24`)};`;
  if (locals.unknown === undefined) return skip;
  const keep = code`${locals.unknown} = ${callRuntime(site, "keepUnknown", r, h, locals.unknown)};`;
  if (struct.fields.length === 0) return keep;
  const ids = struct.fields.map((field) => code`case ${hexLiteral(field.id & 0xffff)}:`);
  return code`
    switch ((${h} >>> 8) & 0xffff) ${block(
      lines([...ids, code`  ${skip}`, code`  break;`, code`default:`, code`  ${keep}`]),
    )}
  `;
}
