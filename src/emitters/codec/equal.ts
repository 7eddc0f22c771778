/**
 * `User$equal(a, b)`: absent and undefined are alike; sets and maps have no order. Where structs hold structs it takes the
 * levels that are left, too.
 */
import {
  resolveType,
  type FieldDef,
  type SimpleType,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import {
  call,
  code,
  functionDeclaration,
  isInheritedName,
  lines,
  ownProperty,
  type Identifier,
  type Parameter,
  type Printable,
} from "../print/index.js";
import { comparedOf, inputOf } from "./places.js";
import { callRuntime, refuse, takeNames, type CodecSite } from "./site.js";
import { isNested } from "./structs.js";

export function emitStructEqual(site: CodecSite, struct: StructDef): void {
  const { a, b, depth } = takeNames(site.writer.scope(), "a", "b", "depth");
  // Where structs hold structs, the verb takes what is decoded too.
  const type = isNested(struct) ? inputOf(struct, site) : comparedOf(struct, site);
  const isFlat = struct.fields.every((field) => isPlainField(site, struct, field));
  const terms = struct.fields.map((field) => {
    const name = site.context.fieldName(struct, field);
    return emitEqual({ site, depth }, field.type, ownProperty(a, name), ownProperty(b, name));
  });
  if (site.context.options.unknownFields === "keep") {
    const symbol = site.context.runtime("unknownFields");
    terms.push(equalLists(site, code`${a}[${symbol}]`, code`${b}[${symbol}]`, scalarsOf(site)));
  }
  const parameters = [
    { name: a, type, isOnlyMaybeUsed: true },
    { name: b, type, isOnlyMaybeUsed: true },
    ...(isNested(struct) ? [{ name: depth, type: code`number` }] : []),
  ];
  const check = code`if (${depth} < 1) ${refuse(site, "fail", code`"DEPTH_LIMIT"`)};`;
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "equal"),
      exported: true,
      parameters,
      returns: code`boolean`,
      body:
        isFlat && site.context.options.unknownFields === "drop" && terms.length > 0
          ? code`return ${callRuntime(site, "equalFields", site.context.internal(struct, "info"), a, b)};`
          : lines([
              ...(isNested(struct) ? [check] : []),
              emitBody(site, struct, parameters, terms),
            ]),
    }),
  );
}

/** Compared by its name alone: no parts, and no name that every object inherits. */
function isPlainField(site: CodecSite, struct: StructDef, field: FieldDef): boolean {
  const { kind } = resolveType(field.type);
  const isPlain = kind !== "struct" && !["binary", "list", "set", "map"].includes(kind);
  return isPlain && !isInheritedName(site.context.fieldName(struct, field));
}

/** The terms in one chain, or, where they are many, in functions that are asked one after the other. */
function emitBody(
  site: CodecSite,
  struct: StructDef,
  parameters: readonly Parameter[],
  terms: readonly Printable[],
): Printable {
  if (terms.length === 0) return code`return true;`;
  if (terms.length <= maximumTerms) return code`return ${emitChain(terms)};`;
  const parts: Printable[] = [];
  for (let start = 0; start < terms.length; start += maximumTerms) {
    const name = site.context.declaredInternal(struct, `equal${parts.length + 1}`);
    const body = code`return ${emitChain(terms.slice(start, start + maximumTerms))};`;
    // Not each part has a struct in it, which takes the depth.
    const own = parameters.map((one) => ({ ...one, isOnlyMaybeUsed: true }));
    site.writer.add(functionDeclaration({ name, parameters: own, returns: code`boolean`, body }));
    const names = parameters.map((parameter) => parameter.name);
    parts.push(code`if (!${call(name, names)}) return false;`);
  }
  return lines([...parts, code`return true;`]);
}

/** Longer chains of && overflow the stack of TypeScript's binder. */
const maximumTerms = 128;

/** `(a && b && ...)`, a line each. */
function emitChain(terms: readonly Printable[]): Printable {
  const [only, ...others] = terms;
  if (only !== undefined && others.length === 0) return only;
  const last = terms.length - 1;
  const body = lines(terms.map((term, index) => (index < last ? code`${term} &&` : term)));
  return code`
    (
      ${body}
    )
  `;
}

function scalarsOf({ context }: CodecSite): Printable {
  return context.runtime("equalScalars");
}

function equalLists(site: CodecSite, a: Printable, b: Printable, equal: Printable): Printable {
  return callRuntime(site, "equalLists", a, b, equal);
}

interface Place {
  readonly site: CodecSite;
  /** The levels that are left. */
  readonly depth: Identifier;
}

/** An expression that compares two values, either of which may be unset. */
function emitEqual(place: Place, type: Type, a: Printable, b: Printable): Printable {
  const { site } = place;
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return callRuntime(site, "equalOptional", a, b, functionFor(place, type));
    case "binary":
      return equalLists(site, a, b, scalarsOf(site));
    case "list":
      return equalLists(site, a, b, functionFor(place, resolved.element));
    case "set":
      return callRuntime(site, "equalSets", a, b, functionFor(place, resolved.element));
    case "map": {
      const equal = functionFor(place, resolved.value);
      return resolved.as === "object"
        ? callRuntime(site, "equalRecords", a, b, equal)
        : callRuntime(site, "equalMaps", a, b, functionFor(place, resolved.key), equal);
    }
    default:
      resolved satisfies SimpleType;
      return callRuntime(site, "equalScalars", a, b);
  }
}

/** A function that compares two values of the type. */
function functionFor(place: Place, type: Type): Printable {
  const { site, depth } = place;
  const resolved = resolveType(type);
  const { a, b } = takeNames(site.writer.scope(), "a", "b");
  if (resolved.kind === "struct") {
    const equal = site.context.internal(resolved.def, "equal");
    if (!isNested(resolved.def)) return equal;
    return code`(${a}, ${b}) => ${call(equal, [a, b, code`${depth} - 1`])}`;
  }
  const isCompound = ["binary", "list", "set", "map"].includes(resolved.kind);
  if (!isCompound) return scalarsOf(site);
  return code`(${a}, ${b}) => ${emitEqual(place, type, a, b)}`;
}
