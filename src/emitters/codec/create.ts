/** `User$create(input)`: a value with all defaults filled in, and containers of its own. */
import {
  resolveType,
  type FieldDef,
  type ResolvedType,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import { presenceOf } from "../presence.js";
import {
  call,
  code,
  conditional,
  entry,
  functionDeclaration,
  globalRef,
  hanging,
  isInheritedName,
  join,
  lines,
  nothing,
  objectLiteral,
  propertyKey,
  stringLiteral,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { isAllOptional, listUnsetInherited } from "../types/members.js";
import { emitType, typedArrayOf } from "../types/type-expressions.js";
import { emitDefault } from "../types/values.js";
import { chunkSize } from "./chunks.js";
import { givenOf, inputOf, isSet } from "./places.js";
import { asFields } from "./read-locals.js";
import { takeNames, type CodecSite } from "./site.js";

export function emitStructCreate(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const { v } = takeNames(scope, "v");
  const fields = struct.fields.map((field) => {
    const name = site.context.fieldName(struct, field);
    const given = givenOf(site, struct, field, v);
    if (!isInheritedName(name)) return { field, given, local: nothing };
    // Checks of the long expression that reads such a name would tell TypeScript nothing about the next use of it.
    const local = scope.name(name);
    return { field, given: local, local: code`const ${local} = ${given};` };
  });
  const parameter = { name: v, type: inputOf(struct, site) };
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "create"),
      exported: true,
      parameters: [
        isAllOptional(struct)
          ? { ...parameter, defaultValue: emptyInput(site, struct) }
          : parameter,
      ],
      returns: site.context.reference(struct),
      body:
        struct.flavor === "union"
          ? emitUnion(site, struct, v, fields)
          : emitObject(site, struct, v, fields),
    }),
  );
}

/** `{}` has what Object.prototype has, which an input with fields of such names does not allow. */
function emptyInput(site: CodecSite, struct: StructDef): Printable {
  const hasInherited = struct.fields.some((field) =>
    isInheritedName(site.context.fieldName(struct, field)),
  );
  return hasInherited ? code`{}${typeOnly` as never`}` : code`{}`;
}

type Given = readonly {
  readonly field: FieldDef;
  /** What the input has. */
  readonly given: Printable;
  /** The statement that `given` needs before it, where it is a local. */
  readonly local: Printable;
}[];

function emitObject(site: CodecSite, struct: StructDef, v: Identifier, fields: Given): Printable {
  const isWide = fields.length > chunkSize;
  const object = objectLiteral([
    ...(isWide ? emitParts(site, struct, v, fields) : emitEntries(site, struct, fields)),
    ...keepUnknown(site, v),
  ]);
  const made =
    struct.flavor === "exception"
      ? code`new ${call(site.context.reference(struct), [asFields(struct, object)])}`
      : object;
  return lines([...(isWide ? [] : fields.map(({ local }) => local)), code`return ${made};`]);
}

function emitEntries(site: CodecSite, struct: StructDef, fields: Given): readonly Printable[] {
  return fields.map(({ field, given }) =>
    entry(propertyKey(site.context.fieldName(struct, field)), emitFieldValue(site, field, given)),
  );
}

/** `...User$create$1(v)`: functions that make some of the properties each, in declared order. */
function emitParts(
  site: CodecSite,
  struct: StructDef,
  v: Identifier,
  fields: Given,
): readonly Printable[] {
  const parts: Printable[] = [];
  for (let start = 0; start < fields.length; start += chunkSize) {
    const part = fields.slice(start, start + chunkSize);
    const name = site.context.declaredInternal(struct, `create$${parts.length + 1}`);
    const keys = part.map(({ field }) => stringLiteral(site.context.fieldName(struct, field)));
    site.writer.add(
      functionDeclaration({
        name,
        parameters: [{ name: v, type: inputOf(struct, site) }],
        returns: code`{ [K in ${join(code` | `, keys)}]: ${site.context.reference(struct)}[K] }`,
        body: lines([
          ...part.map(({ local }) => local),
          code`return ${objectLiteral(emitEntries(site, struct, part))};`,
        ]),
      }),
    );
    parts.push(code`...${call(name, [v])}`);
  }
  return parts;
}

function keepUnknown(site: CodecSite, v: Printable): readonly Printable[] {
  if (site.context.options.unknownFields === "drop") return [];
  const symbol = site.context.runtime("unknownFields");
  return [code`...(${v}[${symbol}] && { [${symbol}]: ${v}[${symbol}] })`];
}

function emitFieldValue(site: CodecSite, field: FieldDef, given: Printable): Printable {
  const presence = presenceOf(field);
  if (!needsCopy(field.type)) {
    if (presence === "required") return given;
    return code`${given} ?? ${presence === "optional" ? code`undefined` : emitDefault(field, site.context)}`;
  }
  const copy = emitCopy(site, field.type, given);
  if (presence === "required") return copy;
  const absent = presence === "optional" ? code`undefined` : emitDefault(field, site.context);
  return conditional(isSet(given), copy, absent);
}

function emitUnion(site: CodecSite, struct: StructDef, v: Printable, fields: Given): Printable {
  return lines([
    ...fields.map(({ local }) => local),
    ...fields.map(({ field, given }) => {
      const key = propertyKey(site.context.fieldName(struct, field));
      const value = objectLiteral([
        entry(key, emitCopy(site, field.type, given)),
        ...listUnsetInherited(struct, field, site.context),
        ...keepUnknown(site, v),
      ]);
      return code`if (${isSet(given)}) return ${value};`;
    }),
    code`return ${objectLiteral(listUnsetInherited(struct, undefined, site.context))};`,
  ]);
}

const copied: ReadonlySet<ResolvedType["kind"]> = new Set(["list", "set", "map", "struct"]);

function needsCopy(type: Type): boolean {
  return copied.has(resolveType(type).kind);
}

/** An expression for a copy of `x`: containers and structs are new, binary is shared. */
function emitCopy(site: CodecSite, type: Type, x: Printable): Printable {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return call(site.context.internal(resolved.def, "create"), [x]);
    case "list": {
      const typedArray = resolved.as === "typed" ? typedArrayOf(resolved.element) : undefined;
      return call(code`${globalRef(typedArray ?? "Array")}.from`, [
        x,
        ...emitMapper(site, resolved.element),
      ]);
    }
    case "set": {
      const members = needsCopy(resolved.element)
        ? call(code`${globalRef("Array")}.from`, [x, ...emitMapper(site, resolved.element)])
        : x;
      return code`new ${call(globalRef("Set"), [members])}`;
    }
    case "map":
      return emitMapCopy(site, resolved, x);
    default:
      return x;
  }
}

/** `(e) => copy`, where elements need one. */
function emitMapper(site: CodecSite, element: Type): readonly Printable[] {
  if (!needsCopy(element)) return [];
  const { x } = takeNames(site.writer.scope(), "x");
  return [code`(${x}) => ${emitCopy(site, element, x)}`];
}

function emitMapCopy(
  site: CodecSite,
  type: ResolvedType & { readonly kind: "map" },
  x: Printable,
): Printable {
  const isObject = type.as === "object";
  if (!needsCopy(type.key) && !needsCopy(type.value)) {
    return isObject
      ? call(code`${globalRef("Object")}.assign`, [code`${globalRef("Object")}.create(null)`, x])
      : code`new ${call(globalRef("Map"), [x])}`;
  }
  const scope = site.writer.scope();
  const { k, v } = takeNames(scope, "k", "v");
  const key = isObject ? code`string` : emitType(type.key, site.context);
  const pair = code`[${isObject ? k : emitCopy(site, type.key, k)}, ${emitCopy(site, type.value, v)}]`;
  const mapper = hanging([
    code`([${k}, ${v}]) =>`,
    code`${pair}${typeOnly` as [${key}, ${emitType(type.value, site.context)}]`}`,
  ]);
  const entries = isObject ? call(code`${globalRef("Object")}.entries`, [x]) : x;
  const copies = call(code`${globalRef("Array")}.from`, [entries, mapper]);
  if (!isObject) return code`new ${call(globalRef("Map"), [copies])}`;
  const record = call(code`${globalRef("Object")}.fromEntries`, [copies]);
  return call(code`${globalRef("Object")}.assign`, [
    code`${globalRef("Object")}.create(null)`,
    record,
  ]);
}
