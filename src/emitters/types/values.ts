/** Constants and default values as expressions. */
import {
  resolveType,
  type ConstValue,
  type FieldDef,
  type ListType,
  type MapType,
  type ResolvedType,
  type Type,
} from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import {
  arrayLiteral,
  bigintLiteral,
  booleanLiteral,
  call,
  code,
  entry,
  filledArrayLiteral,
  globalRef,
  inlineComment,
  isInheritedName,
  nothing,
  numberLiteral,
  objectLiteral,
  property,
  propertyKey,
  pure,
  stringLiteral,
  typeArguments,
  typeOnly,
  type GlobalName,
  type ModuleWriter,
  type Printable,
} from "../print/index.js";
import { emitConstantType, emitInputType, emitType, typedArrayOf } from "./type-expressions.js";

/** How values are built: new and mutable each time, or once, frozen, at a module's top level. */
interface Form {
  readonly context: EmitContext;
  readonly isFrozen: boolean;
  /** The type of what a set or map holds. */
  readonly typeOf: (type: Type) => Printable;
  /** The fields are enough for an exception, as they are for encode. */
  readonly isInput: boolean;
}

/**
 * What a field holds when nothing is given: its declared default, or the zero value of its type. Containers are new
 * each time the expression is evaluated.
 */
export function emitDefault(field: FieldDef, context: EmitContext): Printable {
  return printFresh(field.type, field.defaultValue, context, false);
}

/** The same where the field's input type is wanted: what decode gives need not fit it, as of unions it takes less. */
export function emitInputDefault(field: FieldDef, context: EmitContext): Printable {
  return printFresh(field.type, field.defaultValue, context, true);
}

/** 0, "", false or a new empty container; structs have no zero value. */
export function emitZero(type: Type, context: EmitContext): Printable {
  return printFresh(type, undefined, context, false);
}

function printFresh(
  type: Type,
  value: ConstValue | undefined,
  context: EmitContext,
  isInput: boolean,
): Printable {
  const emitPart = isInput ? emitInputType : emitType;
  const typeOf = (part: Type): Printable => emitPart(part, context);
  const resolved = resolveType(type);
  const form = { context, isFrozen: false, typeOf, isInput };
  return print(value ?? zeroOf(resolved), resolved, form);
}

/** A value as an expression for a module's top level: deeply frozen, and dropped by bundlers when unused. */
export function emitFrozenValue(
  writer: ModuleWriter,
  value: ConstValue,
  type: Type,
  context: EmitContext,
): Printable {
  const typeOf = (part: Type): Printable => emitConstantType(writer, part, context);
  return print(value, resolveType(type), { context, isFrozen: true, typeOf, isInput: false });
}

const zeros: Readonly<
  Record<Exclude<ResolvedType["kind"], "enum" | "struct" | "error">, ConstValue>
> = {
  bool: { kind: "bool", value: false },
  i8: { kind: "integer", value: 0n },
  i16: { kind: "integer", value: 0n },
  i32: { kind: "integer", value: 0n },
  i64: { kind: "integer", value: 0n },
  double: { kind: "double", value: 0 },
  string: { kind: "string", value: "" },
  binary: { kind: "string", value: "" },
  uuid: { kind: "uuid", value: "00000000-0000-0000-0000-000000000000" },
  list: { kind: "list", elements: [] },
  set: { kind: "set", elements: [] },
  map: { kind: "map", entries: [] },
};

function zeroOf(type: ResolvedType): ConstValue {
  if (type.kind === "enum") {
    const member = type.def.members.find((candidate) => candidate.value === 0);
    return { kind: "enum", def: type.def, value: 0, member };
  }
  if (type.kind === "struct" || type.kind === "error") {
    throw new Error(`No zero value: ${type.kind}.`);
  }
  return zeros[type.kind];
}

function print(value: ConstValue, type: ResolvedType, form: Form): Printable {
  switch (value.kind) {
    case "bool":
      return booleanLiteral(value.value);
    case "integer":
      return printInteger(value.value, type);
    case "double":
      return numberLiteral(value.value);
    case "string":
      return type.kind === "binary" ? printBytes(value.value, form) : stringLiteral(value.value);
    case "uuid":
      return stringLiteral(value.value);
    case "enum":
      return printEnum(value, form);
    case "list":
    case "set":
      return printElements(value.elements, type, form);
    case "map":
      return printMap(value.entries, type, form);
    case "struct":
      return printStruct(value, form);
    default:
      return value satisfies never;
  }
}

function printInteger(value: bigint, type: ResolvedType): Printable {
  if (type.kind !== "i64" || type.as === "number") return numberLiteral(Number(value));
  return type.as === "bigint" ? bigintLiteral(value) : stringLiteral(String(value));
}

/** The number with the member's name beside it: a property of the enum's object could not be dropped by bundlers. */
function printEnum(value: ConstValue & { readonly kind: "enum" }, { context }: Form): Printable {
  const name = value.member === undefined ? nothing : code` ${inlineComment(value.member.name)}`;
  return code`${value.value}${name}${typeOnly` as ${context.reference(value.def)}`}`;
}

function printBytes(text: string, form: Form): Printable {
  const bytes = [...new TextEncoder().encode(text)].map(numberLiteral);
  return constructArray("Uint8Array", filledArrayLiteral(bytes), form);
}

function printElements(elements: readonly ConstValue[], type: ResolvedType, form: Form): Printable {
  if (type.kind === "set") {
    const items = elements.map((element) => print(element, resolveType(type.element), form));
    return construct("Set", [type.element], printItems(items, type.element), items.length, form);
  }
  if (type.kind !== "list") throw new Error(`A list of values for a ${type.kind}.`);
  return printList(elements, type, form);
}

function printList(elements: readonly ConstValue[], type: ListType, form: Form): Printable {
  const typedArray = type.as === "typed" ? typedArrayOf(type.element) : undefined;
  const element: ResolvedType =
    typedArray === "BigInt64Array" ? { kind: "i64", as: "bigint" } : resolveType(type.element);
  const items = elements.map((item) => print(item, element, form));
  const array = printItems(items, type.element);
  if (typedArray !== undefined) return constructArray(typedArray, array, form);
  return freeze(array, form);
}

function printMap(
  entries: (ConstValue & { readonly kind: "map" })["entries"],
  type: ResolvedType,
  form: Form,
): Printable {
  if (type.kind !== "map") throw new Error(`A map of values for a ${type.kind}.`);
  if (type.as === "object") return printRecord(entries, type, form);
  const items = entries.map(({ key, value }) =>
    arrayLiteral([
      print(key, resolveType(type.key), form),
      print(value, resolveType(type.value), form),
    ]),
  );
  return construct("Map", [type.key, type.value], arrayLiteral(items), items.length, form);
}

/** A record without prototype. Object.assign sets `__proto__` on it like any other key. */
function printRecord(
  entries: (ConstValue & { readonly kind: "map" })["entries"],
  type: MapType,
  form: Form,
): Printable {
  const record = maybePure(code`${globalRef("Object")}.create(null)`, form);
  if (entries.length === 0) return freeze(record, form);
  const items = entries.map(({ key, value }) =>
    entry(propertyKey(keyText(key)), print(value, resolveType(type.value), form)),
  );
  const assigned = call(code`${globalRef("Object")}.assign`, [record, objectLiteral(items)]);
  return freeze(maybePure(assigned, form), form);
}

function keyText(key: ConstValue): string {
  if (key.kind === "string" || key.kind === "integer" || key.kind === "enum") {
    return String(key.value);
  }
  throw new Error(`No property name: ${key.kind}.`);
}

/** Linking filled in what the IDL leaves out, but for required structs: they have no zero value. */
function printStruct(struct: ConstValue & { readonly kind: "struct" }, form: Form): Printable {
  const { def } = struct;
  const values = new Map(struct.fields.map((field) => [field.field, field.value]));
  const entries: Printable[] = [];
  for (const field of def.fields) {
    const name = form.context.fieldName(def, field);
    const value = values.get(field);
    if (value !== undefined) {
      entries.push(entry(propertyKey(name), print(value, resolveType(field.type), form)));
    } else if (field.requiredness === "required") {
      entries.push(entry(propertyKey(name), code`undefined${typeOnly` as never`}`));
    } else if (isInheritedName(name)) {
      // Without a property of its own the object would show the one of Object.prototype.
      entries.push(entry(propertyKey(name), code`undefined`));
    }
  }
  const object = objectLiteral(entries);
  if (def.flavor !== "exception" || form.isInput) return freeze(object, form);
  const exception = code`new ${call(form.context.reference(def), [object])}`;
  return freeze(maybePure(exception, form), form);
}

/** `new Map<K, V>([items])`; an empty one has `never` for its types, which fits all others. */
function construct(
  name: "Map" | "Set",
  types: readonly Type[],
  items: Printable,
  count: number,
  form: Form,
): Printable {
  const parts = types.map((type) => (count === 0 ? code`never` : form.typeOf(type)));
  const callee = code`${globalRef(name)}${typeOnly`${typeArguments(parts)}`}`;
  return maybePure(code`new ${call(callee, count === 0 ? [] : [items])}`, form);
}

/** `new Int32Array([items])`. */
function constructArray(name: GlobalName, items: Printable, form: Form): Printable {
  return maybePure(code`new ${call(globalRef(name), [items])}`, form);
}

/** `[a, b]`: numbers fill lines, other items have lines of their own where they need several. */
function printItems(items: readonly Printable[], element: Type): Printable {
  const isNumeric = typedArrayOf(element) !== undefined;
  return isNumeric ? filledArrayLiteral(items) : arrayLiteral(items);
}

function freeze(value: Printable, form: Form): Printable {
  if (!form.isFrozen) return value;
  return pure(call(property(globalRef("Object"), "freeze"), [value]));
}

function maybePure(expression: Printable, form: Form): Printable {
  return form.isFrozen ? pure(expression) : expression;
}
