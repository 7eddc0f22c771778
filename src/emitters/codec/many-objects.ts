/**
 * How a reader makes its object: by a literal. Where messages may hold many of the struct, all but large ones take a
 * constructor of plain objects instead (`plainConstructor` of the runtime says why). A literal takes fewer bytes in a bundle,
 * and its objects share their hidden class with those that callers write as literals.
 */
import {
  resolveType,
  type FieldDef,
  type FileDef,
  type StructDef,
  type Type,
} from "../../ir/definitions.js";
import {
  arrayLiteral,
  block,
  call,
  code,
  conditional,
  constantDeclaration,
  entry,
  hexLiteral,
  lines,
  objectLiteral,
  objectType,
  parenthesized,
  property,
  propertyKey,
  propertySignature,
  pure,
  stringLiteral,
  typeArguments,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitType } from "../types/type-expressions.js";
import type { CodecSite } from "./site.js";
import { listStructs } from "./structs.js";

/** A constructor of more is too long for V8 to inline it: 460 bytes, 6 for a field. */
const maximumParameters = 70;

/** Of unions: each has 200 bytes of code, and few of so many are ever seen. */
const maximumMembers = 70;

/**
 * Bytes from which on most objects of a message outlive a collection, so that old space is the place for them: at 2.7 MB the
 * bench's points take twice as long by constructors, at 2 MB its nested structs 0.7 of the time (Node 20, 16 MB of new space). What is compared is the end of the bytes that are read: small
 * messages that stand one behind the other in a large buffer take literals, too.
 */
const largeMessage = 2 ** 21;

/** The expression that makes a plain object of a struct from its fields' values, in their order. */
export function emitObject(
  site: CodecSite,
  struct: StructDef,
  r: Identifier,
  values: readonly Printable[],
): Printable {
  const entries = struct.fields.map((field, index) =>
    entry(propertyKey(site.context.fieldName(struct, field)), values[index] ?? code`undefined`),
  );
  const literal = objectLiteral(entries);
  if (!usesConstructor(site, struct)) return literal;
  const made = code`new ${call(emitConstructor(site, struct), values)}`;
  return conditional(code`${r}.end < ${hexLiteral(largeMessage)}`, made, literal);
}

/** A constructor assigns: names that objects inherit could meet a setter or a frozen prototype. */
function usesConstructor(site: CodecSite, struct: StructDef): boolean {
  return (
    struct.flavor === "struct" &&
    struct.fields.length > 0 &&
    struct.fields.length <= maximumParameters &&
    mayBeMany(site, struct)
  );
}

function mayBeMany(site: CodecSite, struct: StructDef): boolean {
  return (
    site.context.inheritedFields(struct).length === 0 && listManyStructs(struct.file).has(struct)
  );
}

/** The same of a union whose member is `value`; `literal` is the object literal. Each member has a constructor of its own. */
export function emitMemberObject(
  site: CodecSite,
  union: StructDef,
  field: FieldDef,
  r: Identifier,
  value: Printable,
  literal: Printable,
): Printable {
  if (union.fields.length > maximumMembers || !mayBeMany(site, union)) return literal;
  const made = code`new ${call(emitMemberConstructor(site, union, field), [value])}`;
  return conditional(code`${r}.end < ${hexLiteral(largeMessage)}`, made, literal);
}

/** `const Shape$object0 = plainConstructor<{ circle: Circle }, [Circle]>(function (circle) { this.circle = circle; })`. */
function emitMemberConstructor(site: CodecSite, union: StructDef, field: FieldDef): Printable {
  const { context, writer } = site;
  const name = context.declaredInternal(union, `object${union.fields.indexOf(field)}`);
  const key = context.fieldName(union, field);
  const type = emitType(field.type, context);
  const member = objectType([propertySignature({ key: propertyKey(key), type })]);
  const local = writer.scope().name(field.name);
  const assignment = code`${property(code`this`, key)} = ${local};`;
  const fill = code`function ${parenthesized([local])} ${block(assignment)}`;
  const signature = typeOnly`${typeArguments([member, arrayLiteral([type])])}`;
  const callee = code`${context.runtime("plainConstructor")}${signature}`;
  writer.add(constantDeclaration({ name, value: pure(call(callee, [fill])) }));
  return name;
}

/** `const User$object = plainConstructor<User, [User["id"]]>(function (id) { this.id = id; })`. */
function emitConstructor(site: CodecSite, struct: StructDef): Printable {
  const { context, writer } = site;
  const name = context.declaredInternal(struct, "object");
  const type = context.reference(struct);
  const nameOf = (field: FieldDef): string => context.fieldName(struct, field);
  const scope = writer.scope();
  const fields = struct.fields.map((field) => ({ field, local: scope.name(field.name) }));
  const types = fields.map(({ field }) => code`${type}[${stringLiteral(nameOf(field))}]`);
  const assignments = fields.map(
    ({ field, local }) => code`${property(code`this`, nameOf(field))} = ${local};`,
  );
  const locals = fields.map(({ local }) => local);
  const fill = code`function ${parenthesized(locals)} ${block(lines(assignments))}`;
  const signature = typeOnly`${typeArguments([type, arrayLiteral(types)])}`;
  const callee = code`${context.runtime("plainConstructor")}${signature}`;
  writer.add(constantDeclaration({ name, value: pure(call(callee, [fill])) }));
  return name;
}

const manyOf = new WeakMap<FileDef, ReadonlySet<StructDef>>();

/** The structs in containers of their own file, and what these hold; other files are nothing that output may depend on. */
function listManyStructs(file: FileDef): ReadonlySet<StructDef> {
  let many = manyOf.get(file);
  if (many === undefined) manyOf.set(file, (many = collectManyStructs(file)));
  return many;
}

/** Structs can hold each other in chains of thousands: a set grows while it is walked, no function calls itself. */
function collectManyStructs(file: FileDef): ReadonlySet<StructDef> {
  const containers = file.definitions
    .flatMap(typesOf)
    .filter((type) => resolveType(type).kind !== "struct");
  const many = new Set(containers.flatMap(listStructs));
  for (const struct of many) {
    for (const field of struct.fields) {
      for (const held of listStructs(field.type)) many.add(held);
    }
  }
  return many;
}

function typesOf(definition: FileDef["definitions"][number]): readonly Type[] {
  switch (definition.kind) {
    case "struct":
      return definition.fields.map((field) => field.type);
    case "typedef":
      return [definition.type];
    case "service":
      return definition.functions.flatMap(({ returnType, parameters }) => [
        ...(returnType === undefined ? [] : [returnType]),
        ...parameters.map((parameter) => parameter.type),
      ]);
    case "enum":
    case "const":
      return [];
  }
}
