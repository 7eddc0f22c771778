/** Functions that read lists, sets and maps of one type each. Sizes are checked before anything is allocated. */
import { resolveType, type ListType, type MapType, type SetType } from "../../ir/definitions.js";
import { emitType } from "../types/type-expressions.js";
import {
  code,
  functionDeclaration,
  globalRef,
  hexLiteral,
  typeArguments,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { heapSizeOf, mapEntryHeap } from "./heap.js";
import { emitReadElement } from "./read-value.js";
import { callRuntime, minimumSizeOf, takeNames, typeIdOf, type CodecSite } from "./site.js";
import type { ContainerType } from "./write-container.js";

/** The name of the function for the type; emits it where the module lacks it. */
export function readContainerFunction(site: CodecSite, type: ContainerType): Identifier {
  const name = site.containers.name("read", type);
  site.writer.addOnce(`read ${site.containers.key(type)}`, () => {
    const names = takeNames(site.writer.scope(), "r", "v", "n", "i", "k");
    const bodies = { list: emitList, set: emitSet, map: emitMap };
    return functionDeclaration({
      name,
      parameters: [{ name: names.r, type: site.context.runtime("Memory") }],
      returns: emitType(type, site.context),
      body: bodies[type.kind](site, type as never, names),
    });
  });
  return name;
}

type Names = Readonly<Record<"r" | "v" | "n" | "i" | "k", Identifier>>;

/** Elements of enums are numbers to the wire. */
function emitElement(site: CodecSite, type: ListType | SetType, r: Printable): Printable {
  const element = emitReadElement(site, type.element, r, false);
  const isEnum = resolveType(type.element).kind === "enum";
  return isEnum
    ? code`${element}${typeOnly` as ${emitType(type.element, site.context)}`}`
    : element;
}

function emitCount(
  site: CodecSite,
  type: ListType | SetType,
  r: Printable,
  extra: number,
): Printable {
  return callRuntime(
    site,
    "readListHeader",
    r,
    code`${typeIdOf(type.element)}`,
    code`${minimumSizeOf(type.element)}`,
    code`${heapSizeOf(type.element) + extra}`,
  );
}

function emitList(site: CodecSite, type: ListType, { r, v, n, i }: Names): Printable {
  const element = emitType(type.element, site.context);
  return code`
    const ${n} = ${emitCount(site, type, r, 8)};
    const ${v} = ${site.context.runtime("newArray")}${typeOnly`${typeArguments([element])}`}(${n});
    for (let ${i} = 0; ${i} < ${n}; ${i}++) ${v}[${i}] = ${emitElement(site, type, r)};
    return ${v};
  `;
}

function emitSet(site: CodecSite, type: SetType, { r, v, n, i }: Names): Printable {
  const element = emitType(type.element, site.context);
  return code`
    const ${n} = ${emitCount(site, type, r, mapEntryHeap)};
    const ${v} = new ${globalRef("Set")}${typeOnly`${typeArguments([element])}`}();
    for (let ${i} = 0; ${i} < ${n}; ${i}++) ${v}.add(${emitElement(site, type, r)});
    return ${v};
  `;
}

function emitMap(site: CodecSite, type: MapType, names: Names): Printable {
  const { r, v, n, i, k } = names;
  const { context } = site;
  const count = callRuntime(
    site,
    "readMapHeader",
    r,
    hexLiteral((typeIdOf(type.key) << 8) | typeIdOf(type.value)),
    code`${minimumSizeOf(type.key) + minimumSizeOf(type.value)}`,
    code`${heapSizeOf(type.key) + heapSizeOf(type.value) + mapEntryHeap}`,
  );
  const cast = (part: MapType["key"], expression: Printable): Printable =>
    resolveType(part).kind === "enum"
      ? code`${expression}${typeOnly` as ${emitType(part, context)}`}`
      : expression;
  const value = cast(type.value, emitReadElement(site, type.value, r, false));
  const isObject = type.as === "object";
  const types = typeArguments([emitType(type.key, context), emitType(type.value, context)]);
  const made = isObject
    ? code`${globalRef("Object")}.create(null)${typeOnly` as ${emitType(type, context)}`}`
    : code`new ${globalRef("Map")}${typeOnly`${types}`}()`;
  const keyType =
    isObject && resolveType(type.key).kind === "i64"
      ? ({ kind: "i64", as: "string" } as const)
      : type.key;
  const key = emitReadElement(site, keyType, r, true);
  const store = isObject ? code`${v}[${k}] = ${value};` : code`${v}.set(${k}, ${value});`;
  return code`
    const ${n} = ${count};
    const ${v} = ${made};
    for (let ${i} = 0; ${i} < ${n}; ${i}++) {
      const ${k} = ${isObject ? key : cast(type.key, key)};
      ${store}
    }
    return ${v};
  `;
}
