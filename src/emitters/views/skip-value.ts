/** Stepping over a value of a known type: as strictly as reading it, but for its content. */
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
import { isAlwaysPresent, type FixedRun } from "../../ir/layout.js";
import { findRun } from "../codec/signature.js";
import {
  callRuntime,
  fixedSizeOf,
  layoutOf,
  minimumSizeOf,
  typeIdOf,
  type CodecSite,
} from "../codec/site.js";
import {
  block,
  call,
  code,
  functionDeclaration,
  hexLiteral,
  lines,
  type Identifier,
  type Printable,
} from "../print/index.js";

/** An expression that steps over a value. */
export function emitSkip(site: CodecSite, type: Type, m: Printable): Printable {
  const { context } = site;
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "string":
    case "binary":
      return callRuntime(site, "skipText", m);
    case "struct":
      return call(context.viewInternal(resolved.def, "skip"), [m]);
    case "list":
    case "set":
      return emitSkipElements(site, resolved, m);
    case "map":
      if (isText(resolved.key) && isText(resolved.value))
        return callRuntime(site, "skipTextMap", m);
      return call(skipFunction(site, resolved, emitMapBody), [m]);
    default:
      resolved satisfies SimpleType;
      return callRuntime(site, "passBytes", m, code`${fixedSizeOf(type) ?? 0}`);
  }
}

function emitSkipElements(site: CodecSite, type: ListType | SetType, m: Printable): Printable {
  const size = fixedSizeOf(type.element);
  if (size !== undefined)
    return callRuntime(site, "skipFixedList", m, code`${typeIdOf(type.element)}`, code`${size}`);
  if (isText(type.element)) return callRuntime(site, "skipTextList", m);
  return call(skipFunction(site, type, emitListBody), [m]);
}

function isText(type: Type): boolean {
  const { kind } = resolveType(type);
  return kind === "string" || kind === "binary";
}

interface Names {
  readonly m: Identifier;
  readonly n: Identifier;
}

/** The name of the function that steps over containers of the type; emits it where the module lacks it. */
function skipFunction<T extends ListType | SetType | MapType>(
  site: CodecSite,
  type: T,
  emitBody: (site: CodecSite, type: T, names: Names) => Printable,
): Identifier {
  const name = site.containers.name("skip", type);
  site.writer.addOnce(`skip ${site.containers.key(type)}`, () => {
    const scope = site.writer.scope();
    const names = { m: scope.name("m"), n: scope.name("n") };
    return functionDeclaration({
      name,
      parameters: [{ name: names.m, type: site.context.runtime("Message") }],
      returns: code`void`,
      body: emitBody(site, type, names),
    });
  });
  return name;
}

function emitListBody(site: CodecSite, type: ListType | SetType, { m, n }: Names): Printable {
  const count = callRuntime(
    site,
    "takeListHeader",
    m,
    code`${typeIdOf(type.element)}`,
    code`${minimumSizeOf(type.element)}`,
  );
  const skip = emitSkip(site, type.element, m);
  const element = resolveType(type.element);
  if (element.kind !== "struct" || usualForm(site, element.def) === undefined)
    return code`for (let ${n} = ${count}; ${n} > 0; ${n}--) ${skip};`;
  const run = call(site.context.viewInternal(element.def, "run"), [m, n]);
  return code`
    for (let ${n} = ${count}; ${n} > 0; ${n}--) ${block(
      lines([code`${n} -= ${run};`, code`if (${n} > 0) ${skip};`]),
    )}
  `;
}

function emitMapBody(site: CodecSite, type: MapType, { m, n }: Names): Printable {
  const count = callRuntime(
    site,
    "takeMapHeader",
    m,
    hexLiteral((typeIdOf(type.key) << 8) | typeIdOf(type.value)),
    code`${minimumSizeOf(type.key) + minimumSizeOf(type.value)}`,
  );
  const sizes = [fixedSizeOf(type.key), fixedSizeOf(type.value)];
  if (sizes[0] !== undefined && sizes[1] !== undefined)
    return code`${callRuntime(site, "passBytes", m, code`${count} * ${sizes[0] + sizes[1]}`)};`;
  return code`
    for (let ${n} = ${count}; ${n} > 0; ${n}--) ${block(
      lines([code`${emitSkip(site, type.key, m)};`, code`${emitSkip(site, type.value, m)};`]),
    )}
  `;
}

/** Bytes of a struct in its usual form, where all of its fields are always there and of fixed size. */
export function strideOf(site: CodecSite, type: Type): number | undefined {
  const resolved = resolveType(type);
  const form = resolved.kind === "struct" ? usualForm(site, resolved.def) : undefined;
  return form === undefined || form.texts.length > 0 ? undefined : form.size + 1;
}

/** Bytes of an empty text with its header. */
export const minimumTextBytes = 7;

/** What we write of a struct whose fields are always there, of fixed size first, then text and binary. */
export interface UsualForm {
  readonly run: FixedRun | undefined;
  /** Bytes of the run. */
  readonly size: number;
  readonly texts: readonly FieldDef[];
}

/** Undefined for structs with other fields, and for those without any. */
export function usualForm(site: CodecSite, struct: StructDef): UsualForm | undefined {
  const layout = layoutOf(site, struct);
  const run = findRun(layout);
  const others = layout.segments.slice(run === undefined ? 0 : 1);
  const texts = others.flatMap((segment) => (segment.kind === "variable" ? [segment.field] : []));
  const isUsual =
    layout.segments.length > 0 &&
    texts.length === others.length &&
    texts.every((field) => isText(field.type) && isAlwaysPresent(struct, field));
  return isUsual ? { run, size: run?.size ?? 0, texts } : undefined;
}
