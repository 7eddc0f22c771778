/**
 * How a reader makes its object: by a literal, or, where messages may hold many of the struct, by a constructor of plain
 * objects (`plainConstructor` of the runtime says why), and by the literal in large messages only. A literal takes fewer
 * bytes in a bundle, and its objects share their hidden class with those that callers write as literals.
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
  parenthesized,
  property,
  propertyKey,
  pure,
  stringLiteral,
  typeArguments,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import type { CodecSite } from "./site.js";
import { listStructs } from "./structs.js";

/** A constructor of more is too long for V8 to inline it: 460 bytes, 6 for a field. */
const mostParameters = 70;

/**
 * Bytes from which on most objects of a message outlive a collection, so that old space is the place for them: at 2.7 MB the
 * bench's points take twice as long by constructors, at 2 MB its nested structs 0.7 of the time (Node 20, 16 MB of new space).
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
  if (!isMany(site, struct)) return literal;
  const made = code`new ${call(emitConstructor(site, struct), values)}`;
  return conditional(code`${r}.end < ${hexLiteral(largeMessage)}`, made, literal);
}

/** A constructor assigns: names that objects inherit could meet a setter or a frozen prototype. */
function isMany(site: CodecSite, struct: StructDef): boolean {
  return (
    struct.flavor === "struct" &&
    struct.fields.length > 0 &&
    struct.fields.length <= mostParameters &&
    site.context.inheritedFields(struct).length === 0 &&
    listManyStructs(struct.file).has(struct)
  );
}

/** `const User$object = plainConstructor<User, [User["id"]]>(function (id) { this.id = id; })`. */
function emitConstructor(site: CodecSite, struct: StructDef): Printable {
  const { context, writer } = site;
  const name = context.declaredInternal(struct, "object");
  const type = context.reference(struct);
  const nameOf = (field: FieldDef): string => context.fieldName(struct, field);
  writer.addOnce(`object ${struct.name}`, () => {
    const scope = writer.scope();
    const locals = struct.fields.map((field) => scope.name(field.name));
    const types = struct.fields.map((field) => code`${type}[${stringLiteral(nameOf(field))}]`);
    const assignments = struct.fields.map(
      (field, index) => code`${property(code`this`, nameOf(field))} = ${locals[index] ?? code``};`,
    );
    const fill = code`function ${parenthesized(locals)} ${block(lines(assignments))}`;
    const callee = code`${context.runtime("plainConstructor")}${typeOnly`${typeArguments([type, arrayLiteral(types)])}`}`;
    return constantDeclaration({ name, value: pure(call(callee, [fill])) });
  });
  return name;
}

const known = new WeakMap<FileDef, ReadonlySet<StructDef>>();

/** The structs in containers of their own file, and what these hold; other files are nothing that output may depend on. */
function listManyStructs(file: FileDef): ReadonlySet<StructDef> {
  let many = known.get(file);
  if (many === undefined) known.set(file, (many = collectManyStructs(file)));
  return many;
}

function collectManyStructs(file: FileDef): ReadonlySet<StructDef> {
  const many = new Set<StructDef>();
  const add = (type: Type): void => {
    for (const struct of listStructs(type)) {
      if (many.has(struct)) continue;
      many.add(struct);
      for (const field of struct.fields) add(field.type);
    }
  };
  for (const type of file.definitions.flatMap(typesOf)) {
    const resolved = resolveType(type);
    if (resolved.kind !== "struct") add(resolved);
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
    default:
      return [];
  }
}
