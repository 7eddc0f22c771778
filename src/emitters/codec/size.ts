/** `User$size(v, depth)`: the exact size of a struct in bytes. Containers of fixed-size elements take O(1). */
import {
  resolveType,
  type FieldDef,
  type ListType,
  type MapType,
  type SetType,
  type SimpleType,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import { binaryProtocol, wireKindOf } from "../../ir/wire.js";
import { presenceOf } from "../presence.js";
import {
  ifStatement,
  block,
  call,
  code,
  functionDeclaration,
  globalRef,
  lines,
  nothing,
  type Identifier,
  type LocalScope,
  type Printable,
} from "../print/index.js";
import { emitInputType } from "../types/type-expressions.js";
import { emitInputDefault } from "../types/values.js";
import { emitChunks, type ChunkFunction } from "./chunks.js";
import { isComputed } from "../types/union.js";
import { givenOf, inputOf, isSet } from "./places.js";
import { callRuntime, fixedSizeOf, refuse, takeNames, type CodecSite } from "./site.js";
import type { ContainerType } from "./write-container.js";

/** Cyclic values end in DEPTH_LIMIT: every struct and container function takes the levels that are left. */
export function emitStructSize(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const names = takeNames(scope, "v", "depth", "n");
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "size"),
      exported: true,
      parameters: [
        { name: names.v, type: inputOf(struct, site), isOnlyMaybeUsed: true },
        { name: names.depth, type: code`number` },
      ],
      returns: code`number`,
      body: emitBody(site, struct, scope, names),
    }),
  );
}

type Names = Readonly<Record<"v" | "depth" | "n", Identifier>>;

function emitBody(site: CodecSite, struct: StructDef, scope: LocalScope, names: Names): Printable {
  const { v, depth, n } = names;
  const { stopSize, fieldHeaderSize } = binaryProtocol;
  let constant = stopSize;
  const terms: Printable[] = [];
  for (const field of struct.fields) {
    const given = givenOf(site, struct, field, v);
    const size = fixedSizeOf(field.type);
    if (struct.flavor !== "union" && presenceOf(field) !== "optional") {
      constant += fieldHeaderSize + (size ?? prefixOf(field.type));
      if (size === undefined)
        terms.push(
          code`${n} += ${sizeTerm(site, field.type, orDefault(site, field, given), depth)};`,
        );
      continue;
    }
    const x = scope.name(field.name);
    const whole = fieldHeaderSize + (size ?? prefixOf(field.type));
    const term = size === undefined ? code` + ${sizeTerm(site, field.type, x, depth)}` : nothing;
    const add = ifStatement(isSet(x), code`${n} += ${whole}${term};`);
    // By what is known of a constant TypeScript narrows the union that it is read from, anew at each: minutes for hundreds.
    const local = isComputed(struct) ? code`let` : code`const`;
    terms.push(lines([code`${local} ${x} = ${given};`, add]));
  }
  if (site.context.options.unknownFields === "keep") {
    const kept = code`${v}[${site.context.runtime("unknownFields")}]`;
    terms.push(code`${n} += ${callRuntime(site, "sizeOfUnknown", kept)};`);
  }
  return code`
    if (${depth} < 1) ${refuse(site, "fail", code`"DEPTH_LIMIT"`)};
    let ${n} = ${constant};
    ${emitChunks(terms, chunksOf(site, struct, names))}
    return ${n};
  `;
}

function chunksOf(site: CodecSite, struct: StructDef, names: Names): ChunkFunction {
  const { v, depth, n } = names;
  return {
    site,
    name: (index) => site.context.declaredInternal(struct, `size${index}`),
    parameters: [
      { name: n, type: code`number` },
      { name: v, type: inputOf(struct, site) },
      { name: depth, type: code`number`, isOnlyMaybeUsed: true },
    ],
    state: n,
  };
}

function orDefault(site: CodecSite, field: FieldDef, given: Printable): Printable {
  return presenceOf(field) === "required"
    ? given
    : code`(${given} ?? ${emitInputDefault(field, site.context)})`;
}

/** Bytes that a value of variable size has in any case, counted with the constants. */
function prefixOf(type: Type): number {
  const kind = wireKindOf(type);
  return kind === "struct" ? 0 : binaryProtocol.minimumElementSize(kind);
}

/** The bytes of a value of variable size beyond its prefix, or all of a struct's. */
function sizeTerm(site: CodecSite, type: Type, x: Printable, depth: Printable): Printable {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "string":
      return callRuntime(site, "sizeOfString", x);
    case "binary":
      return code`${x}.length`;
    case "struct":
      return call(site.context.internal(resolved.def, "size"), [x, code`${depth} - 1`]);
    case "list": {
      const size = fixedSizeOf(resolved.element);
      return size === undefined ? sizeCall(site, resolved, x, depth) : code`${x}.length * ${size}`;
    }
    case "set": {
      const size = fixedSizeOf(resolved.element);
      return size === undefined ? sizeCall(site, resolved, x, depth) : code`${x}.size * ${size}`;
    }
    case "map":
      return mapTerm(site, resolved, x, depth);
    default:
      throw new Error(`A ${(resolved satisfies SimpleType).kind} has a fixed size.`);
  }
}

function mapTerm(site: CodecSite, type: MapType, x: Printable, depth: Printable): Printable {
  const key = fixedSizeOf(type.key);
  const value = fixedSizeOf(type.value);
  if (key === undefined || value === undefined) return sizeCall(site, type, x, depth);
  const count =
    type.as === "object" ? code`${globalRef("Object")}.keys(${x}).length` : code`${x}.size`;
  return code`${count} * ${key + value}`;
}

function sizeCall(site: CodecSite, type: ContainerType, x: Printable, depth: Printable): Printable {
  const name = site.containers.name("size", type);
  site.writer.addOnce(`size ${site.containers.key(type)}`, () => {
    const names = takeNames(site.writer.scope(), "v", "depth", "n", "k", "x");
    const { v, n } = names;
    const body =
      type.kind === "map" ? emitMapSize(site, type, names) : emitElementsSize(site, type, names);
    return functionDeclaration({
      name,
      parameters: [
        { name: v, type: emitInputType(type, site.context) },
        { name: names.depth, type: code`number`, isOnlyMaybeUsed: true },
      ],
      returns: code`number`,
      body: lines([body, code`return ${n};`]),
    });
  });
  return call(name, [x, depth]);
}

type ContainerFunctionNames = Readonly<Record<"v" | "depth" | "n" | "k" | "x", Identifier>>;

function emitElementsSize(
  site: CodecSite,
  type: ListType | SetType,
  names: ContainerFunctionNames,
): Printable {
  const { v, n, x, depth } = names;
  const count = type.kind === "list" ? code`${v}.length` : code`${v}.size`;
  return code`
    let ${n} = ${count} * ${prefixOf(type.element)};
    for (const ${x} of ${v}) ${n} += ${sizeTerm(site, type.element, x, depth)};
  `;
}

function emitMapSize(site: CodecSite, type: MapType, names: ContainerFunctionNames): Printable {
  const { v, n, k, x, depth } = names;
  const isObject = type.as === "object";
  const perEntry = [type.key, type.value].reduce(
    (sum, part) => sum + (fixedSizeOf(part) ?? prefixOf(part)),
    0,
  );
  const entries = isObject ? code`${globalRef("Object")}.entries(${v})` : v;
  const terms: Printable[] = [];
  if (fixedSizeOf(type.key) === undefined)
    terms.push(code`${n} += ${sizeTerm(site, type.key, k, depth)};`);
  if (fixedSizeOf(type.value) === undefined)
    terms.push(code`${n} += ${sizeTerm(site, type.value, x, depth)};`);
  const item =
    fixedSizeOf(type.key) !== undefined
      ? code`[, ${x}]`
      : fixedSizeOf(type.value) !== undefined
        ? code`[${k}]`
        : code`[${k}, ${x}]`;
  return code`
    let ${n} = 0;
    for (const ${item} of ${entries}) ${block(lines([code`${n} += ${perEntry};`, ...terms]))}
  `;
}
