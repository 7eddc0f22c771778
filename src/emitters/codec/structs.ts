/** Which structs a type leads to. */
import { findComponents } from "../../ir/components.js";
import { resolveType, type SimpleType, type StructDef, type Type } from "../../ir/definitions.js";

/** The structs that a type holds without going through another struct: its own, its elements', keys' and values'. */
export function listStructs(type: Type): readonly StructDef[] {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct":
      return [resolved.def];
    case "list":
    case "set":
      return listStructs(resolved.element);
    case "map":
      return [...listStructs(resolved.key), ...listStructs(resolved.value)];
    default:
      resolved satisfies SimpleType;
      return [];
  }
}

/** A value of the type opens another level of structs. */
export function holdsStruct(type: Type): boolean {
  return listStructs(type).length > 0;
}

/** Values of the struct may be as deep as their content: what walks them spends depth, and cycles end there. */
export function isNested(struct: StructDef): boolean {
  return struct.fields.some((field) => holdsStruct(field.type));
}

/** The structs of a file whose values may hold others of their own type, at whatever depth: cycles do not leave a file. */
export function findRecursive(structs: readonly StructDef[]): ReadonlySet<StructDef> {
  const components = findComponents(structs, ({ fields }) =>
    fields.flatMap((field) => listStructs(field.type)),
  );
  return new Set(components.flatMap(({ nodes, isCyclic }) => (isCyclic ? nodes : [])));
}
