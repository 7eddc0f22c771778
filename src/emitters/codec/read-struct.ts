/**
 * `User$read(r)`: reads a struct at `r.offset`. Headers in the order in which we write them cost one comparison each:
 * the fixed run is recognised as a whole, the other fields are asked for in turn. Fields in another order take more
 * passes; from `switchFrom` fields on a switch serves them.
 */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import { layoutStruct, type FixedRun, type StructLayout } from "../../ir/layout.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
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
import { plus } from "./places.js";
import { createReadLocals, type ReadLocals } from "./read-locals.js";
import { emitReadCall } from "./read-value.js";
import { emitWideReader } from "./read-wide.js";
import { scalarOf } from "./scalars.js";
import { callRuntime, headerLiteral, storedHeader, takeNames, type CodecSite } from "./site.js";
import { holdsStruct } from "./structs.js";

/** Passes over more fields than this would make a foreign order slow: the square of it. */
const switchFrom = 25;
/** Beyond this one function is too large. */
const wideFrom = 512;
/** Longer runs are read field by field; their signature would be one huge expression. */
const longestSignature = 64;

interface Body {
  readonly site: CodecSite;
  readonly struct: StructDef;
  readonly names: Readonly<Record<"r" | "d" | "o" | "h" | "p", Identifier>>;
  readonly locals: ReadLocals;
}

export function emitStructReader(site: CodecSite, struct: StructDef): void {
  if (struct.fields.length > wideFrom && struct.flavor !== "union") {
    emitWideReader(site, struct);
    return;
  }
  const scope = site.writer.scope();
  const names = takeNames(scope, "r", "d", "o", "h", "p");
  const body: Body = { site, struct, names, locals: createReadLocals(site, struct, scope, names) };
  const layout = layoutStruct(struct, site.context.options.fieldOrder, binaryProtocol);
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "read"),
      exported: true,
      parameters: [{ name: names.r, type: site.context.runtime("Reader") }],
      returns: site.context.reference(struct),
      body: emitBody(body, layout),
    }),
  );
}

function emitBody(body: Body, layout: StructLayout): Printable {
  const { site, struct, names, locals } = body;
  const { r, d, o } = names;
  const isNested = struct.fields.some((field) => holdsStruct(field.type));
  const tooDeep = callRuntime(site, "fail", code`"DEPTH_LIMIT"`, code`${r}.offset`);
  const usesView = struct.fields.some((field) => scalarOf(resolveType(field.type)) !== undefined);
  return code`
    if (${isNested ? code`--${r}.depth < 0` : code`${r}.depth < 1`}) ${tooDeep};
    ${usesView ? code`const ${d} = ${r}.view;` : nothing}
    let ${o} = ${r}.offset;
    ${locals.declarations}
    ${emitFixedRun(body, layout)}
    ${emitLoop(body, layout)}
    ${locals.checks}
    ${r}.offset = ${o} + 1;
    ${isNested ? code`${r}.depth++;` : nothing}
    ${locals.result}
  `;
}

/** `if (all headers of the run stand where we write them) { read all values }`. */
function emitFixedRun(body: Body, layout: StructLayout): Printable {
  const [run] = layout.segments;
  if (run?.kind !== "fixed-run" || run.slots.length > longestSignature) return nothing;
  const { site, names, locals } = body;
  const { r, d, o } = names;
  const emitLoad = (field: FieldDef, at: Printable): Printable =>
    scalarOf(resolveType(field.type))?.load(site, r, d, at) ?? nothing;
  return code`
    if (
      ${r}.end - ${o} > ${run.size} &&
      ${emitSignature(body, run)} === 0
    ) ${block(
      lines([
        ...run.slots.map(({ field, offset }) =>
          locals.assign(field, emitLoad(field, plus(o, offset + 3))),
        ),
        locals.markRequired(run.slots.map((slot) => slot.field)),
        code`${o} += ${run.size};`,
      ]),
    )}
  `;
}

/** The differences of all headers from what they should be, or-ed: 0 where all are right. */
function emitSignature({ names }: Body, run: FixedRun): Printable {
  const { d, o } = names;
  const last = run.slots.length - 1;
  const terms = run.slots.map(({ field, offset }, index) => {
    const found = code`${d}.getInt32(${plus(o, offset)})`;
    const difference = code`((${found} ^ ${storedHeader(field.type, field.id)}) >>> 8)`;
    return index === last ? difference : code`${difference} |`;
  });
  return code`(${lines(terms)})`;
}

function emitLoop(body: Body, layout: StructLayout): Printable {
  const { site, struct, names } = body;
  const { r, o, h } = names;
  const first = callRuntime(site, "readHeader", r, o);
  const content = struct.fields.length < switchFrom ? emitPass(body, layout) : emitSwitch(body);
  return code`for (let ${h} = ${first}; ${h} > 0xffff; ) ${block(content)}`;
}

/** One pass asks for each field in turn, variable ones first: behind the fixed run only they can be expected. */
function emitPass(body: Body, layout: StructLayout): Printable {
  const { o, h, p } = body.names;
  const fields = inPassOrder(layout).map((field) => {
    const isField = code`${h} === ${headerLiteral(field.type, field.id)}`;
    return code`if (${isField}) ${block(lines([emitField(body, field), emitNext(body)]))}`;
  });
  return code`
    const ${p} = ${o};
    ${lines(fields)}
    if (${o} === ${p}) ${block(lines([emitSkip(body), emitNext(body)]))}
  `;
}

function inPassOrder({ segments }: StructLayout): readonly FieldDef[] {
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
        ${emitField(body, field)}
        break;
    `,
  );
  return code`
    switch (${h}) ${block(lines([...cases, code`default:`, code`  ${emitSkip(body)}`]))}
    ${emitNext(body)}
  `;
}

/** Reads the field whose header stands at `o` and moves `o` behind it. */
function emitField({ site, names, locals }: Body, field: FieldDef): Printable {
  const { r, d, o } = names;
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) {
    return lines([
      code`${r}.offset = ${o} + 3;`,
      locals.assign(field, emitReadCall(site, field.type, r)),
      code`${o} = ${r}.offset;`,
    ]);
  }
  const size = code`${binaryProtocol.fieldSize(wireKindOf(field.type), field.id, undefined) ?? 0}`;
  return lines([
    locals.assign(field, scalar.load(site, r, d, callRuntime(site, "need", r, o, size))),
    locals.markRequired([field]),
    code`${o} += ${size};`,
  ]);
}

function emitNext({ site, names }: Body): Printable {
  return code`${names.h} = ${callRuntime(site, "readHeader", names.r, names.o)};`;
}

/** Steps over a field of unknown id, or of a known one with another type. */
function emitSkip({ site, struct, names, locals }: Body): Printable {
  const { r, o, h } = names;
  const skip = code`${o} = ${callRuntime(site, "skipField", r, o, h)};`;
  if (locals.unknown === undefined) return skip;
  const note = code`
    ${locals.unknown} = ${callRuntime(site, "noteUnknown", r, o, h, locals.unknown)};
    ${o} = ${r}.offset;
  `;
  if (struct.fields.length === 0) return note;
  const ids = struct.fields.map((field) => code`case ${hexLiteral(field.id & 0xffff)}:`);
  return code`
    switch (${h} & 0xffff) ${block(
      lines([...ids, code`  ${skip}`, code`  break;`, code`default:`, code`  ${note}`]),
    )}
  `;
}
