/**
 * `User$create(input)`: a value with all defaults filled in, and containers of its own. Where structs hold structs it takes
 * the levels that are left, too.
 */
import {
  resolveType,
  type FieldDef,
  type ResolvedType,
  type SimpleType,
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
  type Parameter,
  type Printable,
} from "../print/index.js";
import { isAllOptional, listUnsetInherited } from "../types/members.js";
import { emitType, typedArrayOf } from "../types/type-expressions.js";
import { emitDefault } from "../types/values.js";
import { chunkSize } from "./chunks.js";
import { givenOf, inputOf, isSet } from "./places.js";
import { asFields, asMember } from "./read-locals.js";
import { callRuntime, refuse, takeNames, type CodecSite } from "./site.js";
import { isNested } from "./structs.js";

export function emitStructCreate(site: CodecSite, struct: StructDef): void {
  const scope = site.writer.scope();
  const { v, depth } = takeNames(scope, "v", "depth");
  const fields = struct.fields.map((field) => {
    const name = site.context.fieldName(struct, field);
    const given = givenOf(site, struct, field, v);
    if (!isInheritedName(name) && struct.flavor !== "union")
      return { field, given, local: nothing };
    // Checks of the long expression that reads such a name would tell TypeScript nothing about the next use of it. Checks
    // of a union's members would narrow the union itself, anew at each: minutes where there are hundreds.
    const local = scope.name(name);
    return { field, given: local, local: code`const ${local} = ${given};` };
  });
  const parameter = { name: v, type: inputOf(struct, site), isOnlyMaybeUsed: true };
  const place: Place = {
    site,
    depth,
    parameters: isNested(struct) ? [{ name: depth, type: code`number` }] : [],
  };
  const check = code`if (${depth} < 1) ${refuse(site, "fail", code`"DEPTH_LIMIT"`)};`;
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "create"),
      exported: true,
      parameters: [
        isAllOptional(struct)
          ? { ...parameter, defaultValue: emptyInput(site, struct) }
          : parameter,
        ...place.parameters,
      ],
      returns: site.context.reference(struct),
      body: lines([
        ...(isNested(struct) ? [check] : []),
        struct.flavor === "union"
          ? emitUnion(place, struct, v, fields, scope.name("kept"))
          : emitObject(place, struct, v, fields),
      ]),
    }),
  );
}

interface Place {
  readonly site: CodecSite;
  /** The levels that are left. */
  readonly depth: Identifier;
  /** What functions of the struct take beside the input: the depth, or nothing. */
  readonly parameters: readonly Parameter[];
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

function emitObject(place: Place, struct: StructDef, v: Identifier, fields: Given): Printable {
  const { site } = place;
  const isWide = fields.length > chunkSize;
  const object = objectLiteral([
    ...(isWide ? emitParts(place, struct, v, fields) : emitEntries(place, struct, fields)),
    ...keepUnknown(site, v),
  ]);
  const type = site.context.reference(struct);
  const whole = isWide ? code`${object}${typeOnly` as ${type}`}` : object;
  const made =
    struct.flavor === "exception" ? code`new ${call(type, [asFields(struct, whole)])}` : whole;
  return lines([...(isWide ? [] : fields.map(({ local }) => local)), code`return ${made};`]);
}

function emitEntries(place: Place, struct: StructDef, fields: Given): readonly Printable[] {
  return fields.map(({ field, given }) => {
    const key = propertyKey(place.site.context.fieldName(struct, field));
    return entry(key, emitFieldValue(place, field, given));
  });
}

/**
 * `...User$create1(v)`: functions that make some of the properties each, in declared order. Their literals are checked,
 * their results have no type: to spread typed ones, TypeScript makes a type of all properties so far for each of them
 * (32,767 fields: 12 million instantiations, four times as many for twice the fields).
 */
function emitParts(
  place: Place,
  struct: StructDef,
  v: Identifier,
  fields: Given,
): readonly Printable[] {
  const { site } = place;
  const parameters = [{ name: v, type: inputOf(struct, site) }, ...place.parameters];
  const parts: Printable[] = [];
  for (let start = 0; start < fields.length; start += chunkSize) {
    const part = fields.slice(start, start + chunkSize);
    const name = site.context.declaredInternal(struct, `create${parts.length + 1}`);
    const keys = part.map(({ field }) => stringLiteral(site.context.fieldName(struct, field)));
    const properties = code`{ [K in ${join(code` | `, keys)}]: ${site.context.reference(struct)}[K] }`;
    site.writer.add(
      functionDeclaration({
        name,
        parameters: parameters.map((one) => ({ ...one, isOnlyMaybeUsed: true })),
        returns: code`object`,
        body: lines([
          ...part.map(({ local }) => local),
          code`return ${objectLiteral(emitEntries(place, struct, part))}${typeOnly` satisfies ${properties}`};`,
        ]),
      }),
    );
    const names = parameters.map((parameter) => parameter.name);
    parts.push(code`...${call(name, names)}`);
  }
  return parts;
}

function keepUnknown(site: CodecSite, v: Printable): readonly Printable[] {
  if (site.context.options.unknownFields === "drop") return [];
  return [code`...(${emitUnknown(site, v)})`];
}

function emitUnknown(site: CodecSite, v: Printable): Printable {
  const symbol = site.context.runtime("unknownFields");
  return code`${v}[${symbol}] && { [${symbol}]: ${v}[${symbol}] }`;
}

function emitFieldValue(place: Place, field: FieldDef, given: Printable): Printable {
  const { context } = place.site;
  const presence = presenceOf(field);
  if (!needsCopy(field.type)) {
    if (presence === "required") return given;
    return code`${given} ?? ${presence === "optional" ? code`undefined` : emitDefault(field, context)}`;
  }
  const copy = emitCopy(place, field.type, given);
  if (presence === "required") return copy;
  const absent = presence === "optional" ? code`undefined` : emitDefault(field, context);
  return conditional(isSet(given), copy, absent);
}

function emitUnion(
  place: Place,
  struct: StructDef,
  v: Printable,
  fields: Given,
  kept: Identifier,
): Printable {
  const { site } = place;
  // Asked for once: behind each check it would narrow the union anew.
  const unknown = site.context.options.unknownFields === "drop" ? [] : [code`...${kept}`];
  return lines([
    ...fields.map(({ local }) => local),
    ...(unknown.length === 0 ? [] : [code`const ${kept} = ${emitUnknown(site, v)};`]),
    ...fields.map(({ field, given }) => {
      const key = propertyKey(site.context.fieldName(struct, field));
      const value = objectLiteral([
        entry(key, emitCopy(place, field.type, given)),
        ...listUnsetInherited(struct, field, site.context),
        ...unknown,
      ]);
      return code`if (${isSet(given)}) return ${asMember(struct, value)};`;
    }),
    code`return ${objectLiteral([...listUnsetInherited(struct, undefined, site.context), ...unknown])};`,
  ]);
}

const copied: ReadonlySet<ResolvedType["kind"]> = new Set([
  "list",
  "set",
  "map",
  "struct",
  // Read in lower case, whatever was written.
  "uuid",
]);

function needsCopy(type: Type): boolean {
  return copied.has(resolveType(type).kind);
}

/** An expression for what decoding `x` would give: containers and structs are new, binary is shared. */
function emitCopy(place: Place, type: Type, x: Printable): Printable {
  const { site, depth } = place;
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return call(site.context.internal(resolved.def, "create"), [
        x,
        ...(isNested(resolved.def) ? [code`${depth} - 1`] : []),
      ]);
    case "uuid":
      return callRuntime(site, "canonicalUuid", x);
    case "list": {
      const typedArray = resolved.as === "typed" ? typedArrayOf(resolved.element) : undefined;
      return call(code`${globalRef(typedArray ?? "Array")}.from`, [
        x,
        ...emitMapper(place, resolved.element),
      ]);
    }
    case "set": {
      const members = needsCopy(resolved.element)
        ? call(code`${globalRef("Array")}.from`, [x, ...emitMapper(place, resolved.element)])
        : x;
      return code`new ${call(globalRef("Set"), [members])}`;
    }
    case "map":
      return emitMapCopy(place, resolved, x);
    default:
      resolved satisfies SimpleType;
      return x;
  }
}

/** `(e) => copy`, where elements need one. */
function emitMapper(place: Place, element: Type): readonly Printable[] {
  if (!needsCopy(element)) return [];
  const { x } = takeNames(place.site.writer.scope(), "x");
  return [code`(${x}) => ${emitCopy(place, element, x)}`];
}

function emitMapCopy(
  place: Place,
  type: ResolvedType & { readonly kind: "map" },
  x: Printable,
): Printable {
  const { site } = place;
  const isObject = type.as === "object";
  if (!needsCopy(type.key) && !needsCopy(type.value)) {
    return isObject
      ? call(code`${globalRef("Object")}.assign`, [code`${globalRef("Object")}.create(null)`, x])
      : code`new ${call(globalRef("Map"), [x])}`;
  }
  const scope = site.writer.scope();
  const { k, v } = takeNames(scope, "k", "v");
  const key = isObject ? code`string` : emitType(type.key, site.context);
  const pair = code`[${isObject ? k : emitCopy(place, type.key, k)}, ${emitCopy(place, type.value, v)}]`;
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
