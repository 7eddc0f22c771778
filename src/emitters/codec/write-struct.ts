/** `User$write(w, o, v)`: writes a struct at `o` and returns the offset behind it. */
import { resolveType, type FieldDef, type StructDef } from "../../ir/definitions.js";
import {
  layoutStruct,
  type FixedSlot,
  type LayoutSegment,
  type StructLayout,
} from "../../ir/layout.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
import { presenceOf } from "../presence.js";
import {
  ifStatement,
  block,
  code,
  functionDeclaration,
  lines,
  nothing,
  ownProperty,
  typeOnly,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { emitInputDefault } from "../types/values.js";
import { chunkSize, emitChunks, type ChunkFunction } from "./chunks.js";
import { inputOf, isSet, plus, writerParameters } from "./places.js";
import { scalarOf } from "./scalars.js";
import {
  callRuntime,
  headerLiteral,
  storedHeader,
  takeNames,
  typeIdOf,
  type CodecSite,
} from "./site.js";
import { holdsStruct } from "./structs.js";
import { emitWriteCall } from "./write-value.js";

interface Body {
  readonly site: CodecSite;
  readonly struct: StructDef;
  readonly scope: LocalScope;
  readonly names: Readonly<Record<"w" | "o" | "v" | "d", Identifier>>;
}

export function emitStructWriter(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "w", "o", "v", "d");
  const body: Body = { site, struct, scope, names };
  const layout = layoutStruct(struct, site.context.options.fieldOrder, binaryProtocol);
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "write"),
      exported: true,
      parameters: writerParameters(site, names, inputOf(struct, site)),
      returns: code`number`,
      body: struct.flavor === "union" ? emitUnion(body) : emitFields(body, layout),
    }),
  );
}

function emitFields(body: Body, layout: StructLayout): Printable {
  const { site, struct, names } = body;
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
  const size = code`${groups[0]?.fixedSize ?? 0}`;
  return code`
    ${callRuntime(site, "begin", w, o, v, size)};
    ${isNested ? code`${w}.depth--;` : nothing}
    ${usesView ? code`const ${d} = ${w}.view;` : nothing}
    ${emitChunks(items, chunksOf(body))}
    ${emitUnknown(body)}
    ${isNested ? code`${w}.depth++;` : nothing}
    return ${callRuntime(site, "stop", w, o)};
  `;
}

function chunksOf({ site, struct, names }: Body): ChunkFunction {
  return {
    site,
    name: (index) => site.context.declaredInternal(struct, `write$${index}`),
    parameters: writerParameters(site, names, inputOf(struct, site)),
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

function emitGroup(body: Body, group: Group, view: Printable): readonly Printable[] {
  return [...group.fixed, ...group.variable].flatMap((segment) => emitSegment(body, segment, view));
}

function emitSegment(body: Body, segment: LayoutSegment, view: Printable): readonly Printable[] {
  switch (segment.kind) {
    case "fixed-run":
      return [
        ...segment.slots.map((slot) => emitSlot(body, slot, view)),
        code`${body.names.o} += ${segment.size};`,
      ];
    case "optional-fixed":
      return [emitOptional(body, segment.field, segment.size, view)];
    case "variable":
      return [emitVariable(body, segment.field)];
    default:
      return segment satisfies never;
  }
}

/** An always-present scalar at a constant offset. */
function emitSlot(body: Body, { field, offset }: FixedSlot, view: Printable): Printable {
  const { site } = body;
  const x = body.scope.name(field.name);
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) throw new Error(`${field.name} has no fixed size.`);
  const isRequired = presenceOf(field) === "required";
  const given = fieldOf(body, field);
  const fallback = isRequired ? [] : [emitInputDefault(field, site.context)];
  const store = emitStore(body, field, offset, x, view);
  if (scalar.isWrong === undefined) {
    const value = isRequired ? given : code`${given} ?? ${emitInputDefault(field, site.context)}`;
    return lines([code`const ${x} = ${value};`, store]);
  }
  return code`
    let ${x} = ${given}${typeOnly` as ${scalar.local}`};
    ${ifStatement(scalar.isWrong(x), code`${x} = ${callRuntime(site, "orDefault", x, ...fallback)};`)}
    ${store}
  `;
}

/** Stores header and value of a scalar that passed its check. */
function emitStore(
  { site, names }: Body,
  field: FieldDef,
  offset: number,
  x: Printable,
  view: Printable,
): Printable {
  const at = plus(names.o, offset);
  const type = resolveType(field.type);
  const scalar = scalarOf(type);
  if (scalar === undefined) throw new Error(`${field.name} has no fixed size.`);
  const header = storedHeader(type, field.id);
  if (scalar.fold !== undefined) {
    const stored = (typeIdOf(type) << 24) | ((field.id & 0xffff) << 8);
    return code`${view}.setInt32(${at}, ${scalar.fold(header, x, stored)});`;
  }
  return lines([
    code`${view}.setInt32(${at}, ${header});`,
    scalar.store(site, names.w, view, plus(names.o, offset + 3), x),
  ]);
}

function emitOptional(body: Body, field: FieldDef, size: number, view: Printable): Printable {
  const { site, names } = body;
  const x = body.scope.name(field.name);
  const scalar = scalarOf(resolveType(field.type));
  const isWrong = scalar?.isWrong?.(x);
  return code`
    const ${x} = ${fieldOf(body, field)};
    if (${isSet(x)}) ${block(
      lines([
        isWrong === undefined
          ? nothing
          : ifStatement(isWrong, code`${callRuntime(site, "badValue", x)};`),
        emitStore(body, field, 0, x, view),
        code`${names.o} += ${size};`,
      ]),
    )}
  `;
}

function emitVariable(body: Body, field: FieldDef): Printable {
  const { site, names } = body;
  const { w, o } = names;
  const at = callRuntime(site, "header", w, o, headerLiteral(field.type, field.id));
  const given = fieldOf(body, field);
  const presence = presenceOf(field);
  if (presence === "optional") {
    const x = body.scope.name(field.name);
    return code`
      const ${x} = ${given};
      ${ifStatement(isSet(x), code`${o} = ${emitWriteCall(site, field.type, w, at, x)};`)}
    `;
  }
  const value =
    presence === "required" ? given : code`${given} ?? ${emitInputDefault(field, site.context)}`;
  return code`${o} = ${emitWriteCall(site, field.type, w, at, value)};`;
}

/** Exactly one field is set; all are read first, so that each is read once. */
function emitUnion(body: Body): Printable {
  const { site, struct, scope, names } = body;
  const { w, o, v } = names;
  const n = scope.name("n");
  const locals = new Map(struct.fields.map((field) => [field, scope.name(field.name)]));
  const localOf = (field: FieldDef): Identifier => locals.get(field) as Identifier;
  return code`
    ${callRuntime(site, "begin", w, o, v, code`24`)};
    ${w}.depth--;
    let ${n} = 0;
    ${lines(
      struct.fields.map((field) => {
        const x = localOf(field);
        return lines([code`const ${x} = ${fieldOf(body, field)};`, code`if (${isSet(x)}) ${n}++;`]);
      }),
    )}
    if (${n} !== 1) ${callRuntime(site, "fail", code`"INVALID_DATA"`)};
    ${lines(struct.fields.map((field) => emitMember(body, field, localOf(field))))}
    ${emitUnknown(body)}
    ${w}.depth++;
    return ${callRuntime(site, "stop", w, o)};
  `;
}

function emitMember(body: Body, field: FieldDef, x: Identifier): Printable {
  const { site, names } = body;
  const { w, o } = names;
  const scalar = scalarOf(resolveType(field.type));
  if (scalar === undefined) {
    const at = callRuntime(site, "header", w, o, headerLiteral(field.type, field.id));
    return ifStatement(isSet(x), code`${o} = ${emitWriteCall(site, field.type, w, at, x)};`);
  }
  const isWrong = scalar.isWrong?.(x);
  return code`
    if (${isSet(x)}) ${block(
      lines([
        isWrong === undefined
          ? nothing
          : ifStatement(isWrong, code`${callRuntime(site, "badValue", x)};`),
        emitStore(body, field, 0, x, code`${w}.view`),
        code`${o} += ${binaryProtocol.fieldSize(wireKindOf(field.type), field.id, undefined) ?? 0};`,
      ]),
    )}
  `;
}

/** `v.name`; a property that every object inherits only where it is the value's own. */
function fieldOf({ site, struct, names }: Body, field: FieldDef): Printable {
  return ownProperty(names.v, site.context.fieldName(struct, field));
}

function emitUnknown({ site, names }: Body): Printable {
  if (site.context.options.unknownFields === "drop") return nothing;
  const { w, o, v } = names;
  const kept = code`${v}[${site.context.runtime("unknownFields")}]`;
  return code`${o} = ${callRuntime(site, "writeUnknown", w, o, kept)};`;
}
