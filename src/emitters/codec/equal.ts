/** `User$equal(a, b)`: absent and undefined are alike; sets and maps have no order. */
import { resolveType, type FieldDef, type StructDef, type Type } from "../../ir/definitions.js";
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
import { inputOf } from "./places.js";
import { callRuntime, takeNames, type CodecSite } from "./site.js";

export function emitStructEqual(site: CodecSite, struct: StructDef): void {
  const { a, b } = takeNames(site.writer.scope(), "a", "b");
  const type = inputOf(struct, site);
  const isFlat = struct.fields.every((field) => isPlainField(site, struct, field));
  const terms = struct.fields.map((field) => {
    const name = site.context.fieldName(struct, field);
    return emitEqual(site, field.type, ownProperty(a, name), ownProperty(b, name));
  });
  if (site.context.options.unknownFields === "keep") {
    const symbol = site.context.runtime("unknownFields");
    terms.push(equalLists(site, code`${a}[${symbol}]`, code`${b}[${symbol}]`, scalarsOf(site)));
  }
  const pair = [
    { name: a, type },
    { name: b, type },
  ];
  site.writer.add(
    functionDeclaration({
      name: site.context.declaredInternal(struct, "equal"),
      exported: true,
      parameters: pair,
      returns: code`boolean`,
      body:
        isFlat && site.context.options.unknownFields === "drop" && terms.length > 0
          ? code`return ${callRuntime(site, "equalFields", site.context.internal(struct, "info"), a, b)};`
          : emitBody(site, struct, pair, terms),
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
  pair: Pair,
  terms: readonly Printable[],
): Printable {
  if (terms.length === 0) return code`return true;`;
  if (terms.length <= longestChain) return code`return ${emitChain(terms)};`;
  const parts: Printable[] = [];
  for (let start = 0; start < terms.length; start += longestChain) {
    const name = site.context.declaredInternal(struct, `equal$${parts.length + 1}`);
    const body = code`return ${emitChain(terms.slice(start, start + longestChain))};`;
    site.writer.add(functionDeclaration({ name, parameters: pair, returns: code`boolean`, body }));
    parts.push(code`if (!${callPart(name, pair)}) return false;`);
  }
  return lines([...parts, code`return true;`]);
}

/** Longer chains of && overflow the stack of TypeScript's binder. */
const longestChain = 128;

type Pair = readonly Parameter[];

function callPart(name: Identifier, pair: Pair): Printable {
  return call(
    name,
    pair.map((parameter) => parameter.name),
  );
}

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

/** An expression that compares two values, either of which may be unset. */
function emitEqual(site: CodecSite, type: Type, a: Printable, b: Printable): Printable {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return callRuntime(site, "equalOptional", a, b, functionFor(site, type));
    case "binary":
      return equalLists(site, a, b, scalarsOf(site));
    case "list":
      return equalLists(site, a, b, functionFor(site, resolved.element));
    case "set":
      return callRuntime(site, "equalSets", a, b, functionFor(site, resolved.element));
    case "map":
      return resolved.as === "object"
        ? callRuntime(site, "equalRecords", a, b, functionFor(site, resolved.value))
        : callRuntime(
            site,
            "equalMaps",
            a,
            b,
            functionFor(site, resolved.key),
            functionFor(site, resolved.value),
          );
    default:
      return callRuntime(site, "equalScalars", a, b);
  }
}

/** A function that compares two values of the type. */
function functionFor(site: CodecSite, type: Type): Printable {
  const resolved = resolveType(type);
  if (resolved.kind === "struct") return site.context.internal(resolved.def, "equal");
  const isCompound = ["binary", "list", "set", "map"].includes(resolved.kind);
  if (!isCompound) return scalarsOf(site);
  const { a, b } = takeNames(site.writer.scope(), "a", "b");
  return code`(${a}, ${b}) => ${emitEqual(site, type, a, b)}`;
}
