/** The TypeScript type of each Thrift type: what decoding gives, what encoding takes, and what a constant is. */
import {
  resolveType,
  type ListType,
  type MapType,
  type ResolvedType,
  type Type,
  type TypedefType,
} from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import {
  code,
  globalRef,
  ident,
  typeAlias,
  typeArguments,
  unionType,
  type GlobalName,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";

/** `output`: what decode gives. `input`: what encode takes. `constant`: deeply readonly. */
type Usage = "output" | "input" | "constant";

/** A type's text, and whether `[]` can stand behind it or needs parentheses. */
interface TypeText {
  readonly text: Printable;
  readonly isPrimary: boolean;
}

interface Site {
  readonly usage: Usage;
  readonly context: EmitContext;
  /** The module that the type is for, where constants find their helper type. */
  readonly writer?: ModuleWriter;
  /** What else containers may hold in the place of this. */
  readonly alternative?: ((element: Type) => Printable | undefined) | undefined;
}

/** What decode gives. */
export function emitType(type: Type, context: EmitContext): Printable {
  return print(type, { usage: "output", context }).text;
}

/**
 * What encode takes: readonly, looser, and always including what decode gives. In containers also the `alternative` to what they
 * hold, if there is one.
 */
export function emitInputType(
  type: Type,
  context: EmitContext,
  alternative?: (element: Type) => Printable | undefined,
): Printable {
  return print(type, { usage: "input", context, alternative }).text;
}

/** The deeply readonly type of a constant. Adds the helper that makes structs readonly to the module where needed. */
export function emitConstantType(
  writer: ModuleWriter,
  type: Type,
  context: EmitContext,
): Printable {
  return print(type, { usage: "constant", context, writer }).text;
}

/** The array of a list of numbers in its typed form; undefined for other elements. */
export function typedArrayOf(element: Type): GlobalName | undefined {
  const { kind } = resolveType(element);
  return kind in typedArrays ? typedArrays[kind as keyof typeof typedArrays] : undefined;
}

const typedArrays = {
  i8: "Int8Array",
  i16: "Int16Array",
  i32: "Int32Array",
  i64: "BigInt64Array",
  double: "Float64Array",
} as const;

const scalars = {
  bool: code`boolean`,
  i8: code`number`,
  i16: code`number`,
  i32: code`number`,
  double: code`number`,
  uuid: code`string`,
  string: code`string`,
  binary: globalRef("Uint8Array"),
} as const;

const i64Types = { bigint: code`bigint`, number: code`number`, string: code`string` } as const;

/** Its input form has another type than its decoded form. */
export function hasInputForm(type: Type): boolean {
  const { kind } = resolveType(type);
  return kind === "list" || kind === "set" || kind === "map" || kind === "struct";
}

function print(type: Type, site: Site): TypeText {
  if (type.kind === "typedef") return printTypedef(type, site);
  return printResolved(type, site);
}

function printTypedef(type: TypedefType, site: Site): TypeText {
  const target = type.target;
  // An alias of a struct or enum is exported under a second name; the first is the one to use.
  const isNamed = target.kind !== "struct" && target.kind !== "enum" && !type.isOverridden;
  const isOther =
    (site.usage === "constant" && hasInputForm(target)) || hasAlternative(target, site);
  if (!isNamed || isOther) return printResolved(target, site);
  const name = site.context.reference(type.def);
  if (site.usage === "input" && hasInputForm(target)) return primary(code`${name}.Input`);
  return primary(name);
}

/** What the container holds has another form here than in the type that is exported. */
function hasAlternative(type: ResolvedType, { alternative }: Site): boolean {
  if (alternative === undefined) return false;
  return containedTypes(type).some((element) => alternative(element) !== undefined);
}

/** What a container holds: of a map key and value. */
function containedTypes(type: ResolvedType): readonly Type[] {
  if (type.kind === "map") return [type.key, type.value];
  return type.kind === "list" || type.kind === "set" ? [type.element] : [];
}

/** The type of what a container holds. */
function printElement(type: Type, site: Site): TypeText {
  const text = print(type, site);
  const other = site.alternative?.(type);
  return other === undefined ? text : { text: unionType([text.text, other]), isPrimary: false };
}

function printResolved(type: ResolvedType, site: Site): TypeText {
  switch (type.kind) {
    case "list":
      return printList(type, site);
    case "set":
      return primary(
        generic(site.usage === "output" ? "Set" : "ReadonlySet", [type.element], site),
      );
    case "map":
      return printMap(type, site);
    case "enum":
      return primary(site.context.reference(type.def));
    case "struct":
      return printStruct(site.context.reference(type.def), site);
    case "i64":
      return primary(i64Types[type.as]);
    case "error":
      throw new Error("Emitters run only without errors.");
    default:
      return primary(scalars[type.kind]);
  }
}

function printStruct(reference: Printable, { usage, writer }: Site): TypeText {
  if (usage === "output") return primary(reference);
  if (usage === "input") return primary(code`${reference}.Input`);
  if (writer !== undefined) addImmutableHelper(writer);
  return primary(code`${immutable}<${reference}>`);
}

function printList(type: ListType, site: Site): TypeText {
  const typedArray = typedArrayOf(type.element);
  if (type.as === "typed" && typedArray !== undefined) {
    return site.usage === "input"
      ? alternatives(readonlyArray(typedElement(type.element)), typedArray)
      : primary(globalRef(typedArray));
  }
  const element = printElement(type.element, site);
  if (site.usage === "output") return primary(code`${parenthesize(element)}[]`);
  const array = readonlyArray(element);
  const isNumbers = typedArray !== undefined && sharesElements(type.element);
  return site.usage === "input" && isNumbers
    ? alternatives(array, typedArray)
    : { text: array, isPrimary: false };
}

/** Typed arrays of i64 hold bigints whatever the element's own form. */
function typedElement(element: Type): TypeText {
  return primary(resolveType(element).kind === "i64" ? i64Types.bigint : code`number`);
}

function sharesElements(element: Type): boolean {
  const resolved = resolveType(element);
  return resolved.kind !== "i64" || resolved.as === "bigint";
}

function readonlyArray(element: TypeText): Printable {
  return code`readonly ${parenthesize(element)}[]`;
}

function alternatives(array: Printable, typedArray: GlobalName): TypeText {
  return { text: unionType([array, globalRef(typedArray)]), isPrimary: false };
}

function printMap(type: MapType, site: Site): TypeText {
  if (type.as === "map") {
    const name = site.usage === "output" ? "Map" : "ReadonlyMap";
    return primary(generic(name, [type.key, type.value], site));
  }
  // JavaScript's keys are strings; an index by number is TypeScript's word for numeric ones.
  const key = resolveType(type.key).kind;
  const index = key === "string" || key === "i64" ? code`string` : code`number`;
  const modifier = site.usage === "output" ? code`` : code`readonly `;
  return primary(code`{ ${modifier}[key: ${index}]: ${printElement(type.value, site).text} }`);
}

function generic(name: GlobalName, parameters: readonly Type[], site: Site): Printable {
  const texts = parameters.map((parameter) => printElement(parameter, site).text);
  return code`${globalRef(name)}${typeArguments(texts)}`;
}

function primary(text: Printable): TypeText {
  return { text, isPrimary: true };
}

function parenthesize({ text, isPrimary }: TypeText): Printable {
  return isPrimary ? text : code`(${text})`;
}

const immutable = ident("$Immutable");

/** `$Immutable<T>`: a struct's type with everything in it readonly. */
function addImmutableHelper(writer: ModuleWriter): void {
  writer.addOnce("immutable", () => immutableHelper);
}

const immutableHelper = typeAlias({
  name: immutable,
  typeParameters: code`<T>`,
  // Primitives first: an enum's branded number counts as an object too. The cause of an Error is unknown.
  type: code`
    unknown extends T
      ? T
      : T extends bigint | boolean | number | string | undefined | globalThis.ArrayBufferView
        ? T
        : T extends globalThis.ReadonlyMap<infer K, infer V>
          ? globalThis.ReadonlyMap<$Immutable<K>, $Immutable<V>>
          : T extends globalThis.ReadonlySet<infer E>
            ? globalThis.ReadonlySet<$Immutable<E>>
            : T extends readonly (infer E)[]
              ? readonly $Immutable<E>[]
              : { readonly [P in keyof T]: $Immutable<T[P]> }
  `,
});
