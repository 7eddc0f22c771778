/** `$elementUser`: what sequence views know of their elements; one for each type of a module. */
import { heapSizeOf } from "../codec/heap.js";
import { resolveType, type ResolvedType, type Type } from "../../ir/definitions.js";
import { minimumSizeOf, fixedSizeOf, takeNames, typeIdOf, type CodecSite } from "../codec/site.js";
import { emitWriteElement } from "../codec/write-value.js";
import {
  arrayLiteral,
  code,
  constantDeclaration,
  entry,
  objectLiteral,
  parenthesized,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitInputType } from "../types/type-expressions.js";
import { emitReadAt } from "./read-value.js";
import { createViewSite, runLength } from "./site.js";
import { emitSkip, strideOf, usualForm } from "./skip-value.js";
import { elementArguments, elementsOf, hasView, holdsViews } from "./view-types.js";

/** Its place in the array or Map that keeps it, which decoding has too. */
const elementHeap = 8;

export function emitElementKind(site: CodecSite, type: Type): Identifier {
  const name = site.containers.name("element", type);
  site.writer.addOnce(`element ${site.containers.key(type)}`, () =>
    constantDeclaration({
      name,
      type: code`${site.context.runtime("ElementKind")}${elementArguments([type], site.context)}`,
      value: emitKind(site, type),
    }),
  );
  return name;
}

function emitKind(site: CodecSite, type: Type): Printable {
  const { context } = site;
  const scope = site.writer.scope();
  const m = scope.name("m");
  const at = scope.name("at");
  const { w, o, x } = takeNames(scope, "w", "o", "x");
  const message = code`${m}${typeOnly`: ${context.runtime("Message")}`}`;
  const open = parenthesized([message, code`${at}${typeOnly`: number`}`]);
  const write = parenthesized([
    code`${w}${typeOnly`: ${context.runtime("Memory")}`}`,
    code`${o}${typeOnly`: number`}`,
    code`${x}${typeOnly`: ${emitInputType(type, context)}`}`,
  ]);
  return objectLiteral([
    entry(code`type`, code`${typeIdOf(type)}`),
    entry(code`size`, code`${fixedSizeOf(type) ?? 0}`),
    entry(code`minimum`, code`${minimumSizeOf(type)}`),
    entry(code`hasParts`, hasView(type) ? code`true` : code`false`),
    ...(resolveType(type).kind === "string" ? [entry(code`isText`, code`true`)] : []),
    entry(code`heap`, code`${hasView(type) ? heapSizeOf(type) + elementHeap : 0}`),
    entry(code`skip`, code`${parenthesized([message])} => ${emitSkip(site, type, m)}`),
    entry(code`open`, code`${open} => ${emitReadAt(site, type, m, at)}`),
    entry(
      code`write`,
      code`
        ${write} => {
          ${emitWriteElement(site, type, w, o, x)}
          return ${o};
        }
      `,
    ),
    ...insideEntries(site, type),
    ...manyEntries(site, type),
    ...strideEntries(site, type),
  ]);
}

/** Where views can be in what is set: there they are looked for. */
function insideEntries(site: CodecSite, type: Type): readonly Printable[] {
  if (!holdsViews(type)) return [];
  const kinds = elementsOf(type).map((element) => emitElementKind(site, element));
  const resolved = resolveType(type);
  return [
    entry(code`inside`, arrayLiteral(kinds)),
    ...(resolved.kind === "map" && resolved.as === "object"
      ? [entry(code`isRecord`, code`true`)]
      : []),
  ];
}

const manyReaders: Readonly<Partial<Record<ResolvedType["kind"], string>>> = {
  bool: "manyBool",
  i8: "manyI8",
  i16: "manyI16",
  i32: "manyI32",
  enum: "manyI32",
  double: "manyDouble",
  uuid: "manyUuid",
};

const manyI64Readers = {
  bigint: "manyI64Bigint",
  number: "manyI64Number",
  string: "manyI64String",
} as const;

function manyEntries(site: CodecSite, type: Type): readonly Printable[] {
  const resolved = resolveType(type);
  const name = resolved.kind === "i64" ? manyI64Readers[resolved.as] : manyReaders[resolved.kind];
  return name === undefined ? [] : [entry(code`many`, site.context.runtime(name))];
}

function strideEntries(site: CodecSite, type: Type): readonly Printable[] {
  const stride = strideOf(site, type);
  const resolved = resolveType(type);
  if (resolved.kind !== "struct" || usualForm(site, resolved.def) === undefined) return [];
  // It holds no others.
  const view = createViewSite(site, resolved.def, false);
  const isWhole = runLength(view) === resolved.def.fields.length;
  return [
    ...(stride === undefined ? [] : [entry(code`stride`, code`${stride}`)]),
    ...(stride === undefined || !isWhole ? [] : [entry(code`isWhole`, code`true`)]),
    entry(code`run`, site.context.viewInternal(resolved.def, "run")),
  ];
}
