/** Functions that write lists, sets and maps of one type each: monomorphic, small, emitted once a module. */
import { resolveType, type ListType, type MapType, type SetType } from "../../ir/definitions.js";
import { binaryProtocol } from "../../ir/wire.js";
import { emitInputType } from "../types/type-expressions.js";
import {
  block,
  call,
  code,
  functionDeclaration,
  globalRef,
  hexLiteral,
  lines,
  nothing,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { writerParameters } from "./places.js";
import {
  callRuntime,
  fixedSizeOf,
  minimumSizeOf,
  refuse,
  takeNames,
  typeIdOf,
  type CodecSite,
} from "./site.js";
import { findWholeRun } from "./write-whole.js";
import { emitWriteElement } from "./write-value.js";

export type ContainerType = ListType | SetType | MapType;

/** The name of the function for the type; emits it where the module lacks it. */
export function writeContainerFunction(site: CodecSite, type: ContainerType): Identifier {
  const name = site.containers.name("write", type);
  site.writer.addOnce(`write ${site.containers.key(type)}`, () => {
    const scope = site.writer.scope();
    const names = takeNames(scope, "w", "o", "v", "n", "i", "k", "x");
    const bodies = { list: emitList, set: emitSet, map: emitMap };
    const body = bodies[type.kind](site, type as never, names);
    return functionDeclaration({
      name,
      parameters: writerParameters(site, names, emitInputType(type, site.context)),
      returns: code`number`,
      body,
    });
  });
  return name;
}

type Names = Readonly<Record<"w" | "o" | "v" | "n" | "i" | "k" | "x", Identifier>>;

function emitList(site: CodecSite, type: ListType, names: Names): Printable {
  const { w, o, v, n, i, x } = names;
  const element = emitInputType(type.element, site.context);
  const write = emitWriteElement(site, type.element, w, o, x);
  const fill = emitFillElement(site, type, names);
  return code`
    if (!${globalRef("Array")}.isArray(${v})) ${refuse(site, "badValue", v, o)};
    const ${n} = ${v}.length;
    ${o} = ${emitHeader(site, type, names)};
    for (let ${i} = 0; ${i} < ${n}; ${i}++) ${block(
      lines([
        code`const ${x} = ${v}[${i}]${typeOnly` as ${element}`};`,
        fill === undefined ? write : code`if (${i} < ${elementsAtOnce}) ${write}`,
        fill === undefined ? nothing : code`else ${fill}`,
      ]),
    )}
    return ${o};
  `;
}

/** As many elements are opened at once, so that a list of wrong values claims no room for all. */
const elementsAtOnce = 64;

/** Later elements of a long list of structs that all take the same bytes: the bench's points in 0.8 of the time. */
function emitFillElement(
  site: CodecSite,
  { element }: ListType,
  { w, o, n, i, x }: Names,
): Printable | undefined {
  const type = resolveType(element);
  if (type.kind !== "struct") return undefined;
  const run = findWholeRun(site, type.def);
  if (run === undefined) return undefined;
  const size = code`${run.size + binaryProtocol.stopSize}`;
  const left = code`${n} - ${i}`;
  const open = callRuntime(site, "openElements", w, o, left, code`${elementsAtOnce}`, size);
  const fill = call(site.context.internal(type.def, "fill"), [code`${w}.view`, o, x]);
  return block(code`
    if (${i} % ${elementsAtOnce} === 0) ${open};
    ${callRuntime(site, "checkElement", x, o)};
    ${o} = ${fill};
  `);
}

/** `writeListHeader(w, o, type, n, minimum)`. */
function emitHeader(site: CodecSite, type: ListType | SetType, { w, o, n }: Names): Printable {
  const id = code`${typeIdOf(type.element)}`;
  const minimum = code`${minimumSizeOf(type.element)}`;
  return callRuntime(site, "writeListHeader", w, o, id, n, minimum);
}

/** The count stands first, so a set that yields another number of members than its size is refused. */
function emitSet(site: CodecSite, type: SetType, names: Names): Printable {
  const { w, o, v, n, x } = names;
  const bad = refuse(site, "badValue", code`""`, o);
  return code`
    if (!(${v} instanceof ${globalRef("Set")})) ${callRuntime(site, "checkSet", v, o)};
    let ${n} = ${v}.size;
    ${o} = ${emitHeader(site, type, names)};
    for (const ${x} of ${v}) ${block(
      lines([code`if (--${n} < 0) ${bad};`, emitWriteElement(site, type.element, w, o, x)]),
    )}
    if (${n} !== 0) ${bad};
    return ${o};
  `;
}

function emitMap(site: CodecSite, type: MapType, names: Names): Printable {
  return type.as === "object" ? emitRecord(site, type, names) : emitRealMap(site, type, names);
}

function emitMapHeader(site: CodecSite, type: MapType, { w, o, n }: Names): Printable {
  const types = hexLiteral((typeIdOf(type.key) << 8) | typeIdOf(type.value));
  const minimum = code`${minimumSizeOf(type.key) + minimumSizeOf(type.value)}`;
  return callRuntime(site, "writeMapHeader", w, o, types, n, minimum);
}

/** Keys and values side by side: pairs, or a look-up for each key, take 3 to 5 ns an entry more (Node 20 and 24). */
function emitRealMap(site: CodecSite, type: MapType, names: Names): Printable {
  const { w, o, v, n, i, k, x } = names;
  const value = emitInputType(type.value, site.context);
  const bad = refuse(site, "badValue", code`""`, o);
  return code`
    if (!(${v} instanceof ${globalRef("Map")})) ${callRuntime(site, "checkMap", v, o)};
    let ${n} = ${v}.size;
    ${o} = ${emitMapHeader(site, type, names)};
    const ${i} = ${v}.values();
    for (const ${k} of ${v}.keys()) ${block(
      lines([
        code`const ${x} = ${i}.next().value${typeOnly` as ${value}`};`,
        code`if (--${n} < 0) ${bad};`,
        emitWriteElement(site, type.key, w, o, k),
        reserveValue(site, type, w, o),
        emitWriteElement(site, type.value, w, o, x),
      ]),
    )}
    if (${n} !== 0) ${bad};
    return ${o};
  `;
}

/** Behind a key that may hold maps itself, values of every level would add up to more than the slack. */
function reserveValue(site: CodecSite, type: MapType, w: Printable, o: Printable): Printable {
  const size = fixedSizeOf(type.value);
  if (size === undefined || fixedSizeOf(type.key) !== undefined) return nothing;
  return code`${callRuntime(site, "reserve", w, o, code`${size}`)};`;
}

/** Keys of objects are strings: integer keys are read back from them, and must be what they print as. */
function emitRecord(site: CodecSite, type: MapType, names: Names): Printable {
  const { w, o, v, n, i, k, x } = names;
  const key = resolveType(type.key);
  const keys = site.writer.scope().name("keys");
  const value = emitInputType(type.value, site.context);
  const text = code`${keys}[${i}]${typeOnly` as string`}`;
  const decimal = key.kind === "string" ? text : callRuntime(site, "decimalKey", text, o);
  const isText = key.kind === "string" || key.kind === "i64";
  const given = isText ? decimal : call(globalRef("Number"), [decimal]);
  const keyType = key.kind === "i64" ? ({ kind: "i64", as: "string" } as const) : type.key;
  return code`
    const ${keys} = ${callRuntime(site, "keysOf", v, o)};
    const ${n} = ${keys}.length;
    ${o} = ${emitMapHeader(site, type, names)};
    for (let ${i} = 0; ${i} < ${n}; ${i}++) ${block(
      lines([
        code`const ${k} = ${given};`,
        code`const ${x} = ${v}[${k}${isText ? nothing : typeOnly` as number`}]${typeOnly` as ${value}`};`,
        emitWriteElement(site, keyType, w, o, k),
        emitWriteElement(site, type.value, w, o, x),
      ]),
    )}
    return ${o};
  `;
}
