/** Stepping over a value of a known type: as strictly as reading it, but for its content. */
import {
  resolveType,
  type ListType,
  type MapType,
  type SetType,
  type Type,
} from "../../ir/definitions.js";
import { findRun } from "../codec/signature.js";
import {
  callRuntime,
  fixedSizeOf,
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
import { layoutOf } from "./site.js";

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
      return call(skipFunction(site, resolved, emitMapBody), [m]);
    default:
      return callRuntime(site, "passBytes", m, code`${fixedSizeOf(type) ?? 0}`);
  }
}

function emitSkipElements(site: CodecSite, type: ListType | SetType, m: Printable): Printable {
  const size = fixedSizeOf(type.element);
  if (size !== undefined)
    return callRuntime(site, "skipFixedList", m, code`${typeIdOf(type.element)}`, code`${size}`);
  const { kind } = resolveType(type.element);
  if (kind === "string" || kind === "binary") return callRuntime(site, "skipTextList", m);
  return call(skipFunction(site, type, emitListBody), [m]);
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
  if (element.kind !== "struct" || strideOf(site, type.element) === undefined)
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
  if (resolved.kind !== "struct" || resolved.def.flavor === "union") return undefined;
  const layout = layoutOf(site, resolved.def);
  const run = findRun(layout);
  return run !== undefined && layout.segments.length === 1 ? run.size + 1 : undefined;
}
