/** `User$write(w, o, v)`: writes a struct at `o` and returns the offset behind it. */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import type { LayoutSegment, StructLayout } from "../../ir/layout.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
import { presenceOf } from "../presence.js";
import {
  ifStatement,
  block,
  code,
  functionDeclaration,
  lines,
  nothing,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { isComputed } from "../types/union.js";
import { emitInputDefault } from "../types/values.js";
import { chunkSize, emitChunks, type ChunkFunction } from "./chunks.js";
import { emitIsScattered, emitShapes, takeIsScattered } from "./many-shapes.js";
import { inputOf, isSet, isSetBriefly, plus, writerParameters } from "./places.js";
import { scalarOf } from "./scalars.js";
import { callRuntime, headerLiteral, layoutOf, refuse, takeNames, type CodecSite } from "./site.js";
import { holdsStruct } from "./structs.js";
import { emitPut, emitRun, fieldOf, locate, type WriterBody } from "./write-slots.js";
import { emitWriteCall } from "./write-value.js";
import { emitFill, findWholeRun } from "./write-whole.js";

export function emitStructWriter(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "w", "o", "v", "d");
  const body: WriterBody = { site, struct, scope, names, s: takeIsScattered(scope, struct) };
  const layout = layoutOf(site, struct);
  emitShapes(site, struct);
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "write"),
      exported: true,
      parameters: writerParameters(site, names, inputOf(struct, site)),
      returns: code`number`,
      body: struct.flavor === "union" ? emitUnion(body) : emitFields(body, layout),
    }),
  );
  // Whether there are lists of it, other files know, too.
  const run = findWholeRun(site, struct);
  if (run !== undefined) emitFill(site, struct, run);
}

function emitFields(body: WriterBody, layout: StructLayout): Printable {
  const { site, struct, names, s } = body;
  const { w, o, v, d } = names;
  const groups = groupSegments(layout.segments);
  const isWide = struct.fields.length > chunkSize;
  const isNested = struct.fields.some((field) => holdsStruct(field.type));
  const usesView = !isWide && groups[0] !== undefined && groups[0].fixed.length > 0;
  const items = groups.flatMap((group, index) => {
    const view = index === 0 && usesView ? d : code`${w}.view`;
    const needsRoom = index > 0 && group.fixedSize > 0;
    const reserve = callRuntime(site, "reserve", w, o, code`${group.fixedSize}`);
    return [...(needsRoom ? [code`${reserve};`] : []), ...emitGroup(body, group, view)];
  });
  const begin = callRuntime(site, "begin", w, o, v, code`${groups[0]?.fixedSize ?? 0}`);
  return code`
    ${usesView ? code`const ${d} = ${begin};` : code`${begin};`}
    ${emitIsScattered(site, struct, s, v)}
    ${isNested ? code`${w}.depth--;` : nothing}
    ${isWide ? emitChunks(items, chunksOf(body)) : lines(items)}
    ${emitUnknown(body)}
    ${isNested ? code`${w}.depth++;` : nothing}
    return ${callRuntime(site, "stop", w, o)};
  `;
}

function chunksOf({ site, struct, names, s }: WriterBody): ChunkFunction {
  const parameters = writerParameters(site, names, inputOf(struct, site));
  return {
    site,
    name: (index) => site.context.declaredInternal(struct, `write${index}`),
    parameters: s === undefined ? parameters : [...parameters, { name: s, type: code`boolean` }],
    state: names.o,
  };
}

/** Segments of fixed size that follow each other share one capacity check; variable ones reserve for themselves. */
interface Group {
  readonly fixed: readonly LayoutSegment[];
  readonly fixedSize: number;
  readonly variable: readonly LayoutSegment[];
}

function groupSegments(segments: readonly LayoutSegment[]): readonly Group[] {
  const groups: { fixed: LayoutSegment[]; fixedSize: number; variable: LayoutSegment[] }[] = [];
  let last: (typeof groups)[number] | undefined;
  for (const segment of segments) {
    if (last === undefined || (segment.kind !== "variable" && last.variable.length > 0)) {
      last = { fixed: [], fixedSize: 0, variable: [] };
      groups.push(last);
    }
    if (segment.kind === "variable") {
      last.variable.push(segment);
    } else {
      last.fixed.push(segment);
      last.fixedSize += segment.size;
    }
  }
  return groups;
}

function emitGroup(body: WriterBody, group: Group, view: Printable): readonly Printable[] {
  const last = group.fixed.at(-1);
  const [first, ...others] = group.variable;
  const fixed = group.fixed.flatMap((segment) => emitSegment(body, segment, view));
  const rest = others.flatMap((segment) => emitSegment(body, segment, view));
  if (last?.kind !== "fixed-run" || first?.kind !== "variable") {
    return [...fixed, ...(first === undefined ? [] : emitSegment(body, first, view)), ...rest];
  }
  if (presenceOf(first.field) === "optional" || body.struct.fields.length > chunkSize) {
    return [...fixed, ...emitSegment(body, first, view), ...rest];
  }
  // The header behind a run has its place: it needs no call, and the run's end no statement of its own.
  return [...fixed.slice(0, -1), ...emitBehindRun(body, first.field, last.size, view), ...rest];
}

function emitBehindRun(
  body: WriterBody,
  field: FieldDef,
  size: number,
  view: Printable,
): readonly Printable[] {
  const { w, o } = body.names;
  const write = emitWriteCall(body.site, field.type, w, plus(o, size + 3), valueOf(body, field));
  return [
    code`${view}.setInt32(${plus(o, size)}, ${headerLiteral(field.type, field.id)});`,
    code`${o} = ${write};`,
  ].map((statement) => locate(body, field, statement));
}

function emitSegment(
  body: WriterBody,
  segment: LayoutSegment,
  view: Printable,
): readonly Printable[] {
  switch (segment.kind) {
    case "fixed-run":
      return [...emitRun(body, segment.slots, view), code`${body.names.o} += ${segment.size};`];
    case "optional-fixed":
      return [locate(body, segment.field, emitOptional(body, segment.field, segment.size, view))];
    case "variable":
      return [locate(body, segment.field, emitVariable(body, segment.field))];
    default:
      return segment satisfies never;
  }
}

function emitOptional(body: WriterBody, field: FieldDef, size: number, view: Printable): Printable {
  const x = body.scope.name(field.name);
  return lines([
    code`const ${x} = ${fieldOf(body, field)};`,
    emitPutIfSet(body, field, size, x, view),
  ]);
}

function emitPutIfSet(
  body: WriterBody,
  field: FieldDef,
  size: number,
  x: Printable,
  view: Printable,
): Printable {
  const put = emitPut(body, field, 0, x, view, []);
  return code`if (${testOf(body, x)}) ${block(lines([put, code`${body.names.o} += ${size};`]))}`;
}

function testOf({ struct }: WriterBody, x: Printable): Printable {
  return isComputed(struct) ? isSetBriefly(x) : isSet(x);
}

function emitVariable(body: WriterBody, field: FieldDef): Printable {
  const { site, names } = body;
  const { w, o } = names;
  const at = callRuntime(site, "writeHeader", w, o, headerLiteral(field.type, field.id));
  if (presenceOf(field) !== "optional") {
    return code`${o} = ${emitWriteCall(site, field.type, w, at, valueOf(body, field))};`;
  }
  const x = body.scope.name(field.name);
  return code`
    const ${x} = ${fieldOf(body, field)};
    ${ifStatement(isSet(x), code`${o} = ${emitWriteCall(site, field.type, w, at, x)};`)}
  `;
}

/** The value of an always-written field, or its default. */
function valueOf(body: WriterBody, field: FieldDef): Printable {
  const given = fieldOf(body, field);
  if (presenceOf(field) === "required") return given;
  return code`${given} ?? ${emitInputDefault(field, body.site.context)}`;
}

/** Exactly one field is set; all are read first, so that each is read once. */
function emitUnion(body: WriterBody): Printable {
  const { site, struct, scope, names } = body;
  const { w, o, v } = names;
  const { n } = takeNames(scope, "n");
  const locals = new Map(struct.fields.map((field) => [field, scope.name(field.name)]));
  const localOf = (field: FieldDef): Identifier => locals.get(field) as Identifier;
  const isKept = site.context.options.unknownFields === "keep";
  const wrong = refuse(site, "fail", code`"INVALID_DATA"`, o);
  return code`
    ${callRuntime(site, "begin", w, o, v, code`24`)};
    ${w}.depth--;
    let ${n} = 0;
    ${emitCount(body, n, localOf)}
    if (${n} ${isKept ? code`> 1` : code`!== 1`}) ${wrong};
    ${lines(struct.fields.map((field) => locate(body, field, emitMember(body, field, localOf(field)))))}
    ${isKept ? emitKeptMember(body, n, wrong) : nothing}
    ${w}.depth++;
    return ${callRuntime(site, "stop", w, o)};
  `;
}

/**
 * Reads all members, and counts those that are set. Where they are many, without branches and behind all reads: each read would
 * have TypeScript narrow the union anew by what is known of the members before, 400 of them in a minute.
 */
function emitCount(
  body: WriterBody,
  n: Identifier,
  localOf: (field: FieldDef) => Identifier,
): Printable {
  const { fields } = body.struct;
  const reads = fields.map((field) => code`const ${localOf(field)} = ${fieldOf(body, field)};`);
  if (isComputed(body.struct)) {
    const counts = fields.map((field) => code`${n} += +(${isSetBriefly(localOf(field))});`);
    return lines([...reads, ...counts]);
  }
  const counts = fields.map((field) => code`if (${isSet(localOf(field))}) ${n}++;`);
  return lines(reads.flatMap((read, index) => [read, counts[index] ?? nothing]));
}

/** A member that the IDL does not know is one, if it is kept: then something is written. */
function emitKeptMember(body: WriterBody, n: Identifier, wrong: Printable): Printable {
  const { o } = body.names;
  const at = body.scope.name("at");
  return code`
    const ${at} = ${o};
    ${emitUnknown(body)}
    if (${n} === 0 && ${o} === ${at}) ${wrong};
  `;
}

function emitMember(body: WriterBody, field: FieldDef, x: Identifier): Printable {
  const { site, names } = body;
  const { w, o } = names;
  if (scalarOf(resolveType(field.type)) === undefined) {
    const at = callRuntime(site, "writeHeader", w, o, headerLiteral(field.type, field.id));
    return ifStatement(testOf(body, x), code`${o} = ${emitWriteCall(site, field.type, w, at, x)};`);
  }
  const size = binaryProtocol.fieldSize(wireKindOf(field.type), field.id, undefined) ?? 0;
  return emitPutIfSet(body, field, size, x, code`${w}.view`);
}

function emitUnknown({ site, names }: WriterBody): Printable {
  if (site.context.options.unknownFields === "drop") return nothing;
  const { w, o, v } = names;
  const kept = code`${v}[${site.context.runtime("unknownFields")}]`;
  return code`${o} = ${callRuntime(site, "writeUnknown", w, o, kept)};`;
}
