/** The TypeScript type that a view's property has for each Thrift type. */
import {
  resolveType,
  type ResolvedType,
  type SimpleType,
  type Type,
} from "../../ir/definitions.js";
import type { EmitContext } from "../emitter.js";
import { code, typeArguments, unionType, type Printable } from "../print/index.js";
import { emitInputType, emitType, typedArrayOf } from "../types/type-expressions.js";

/** Read as a view: a struct, or a container that is no typed array. */
export function hasView(type: Type): boolean {
  const resolved = resolveType(type);
  if (resolved.kind === "list") return !isTypedArray(resolved);
  return resolved.kind === "struct" || resolved.kind === "set" || resolved.kind === "map";
}

export function isTypedArray(type: ResolvedType): boolean {
  return type.kind === "list" && type.as === "typed" && typedArrayOf(type.element) !== undefined;
}

/** What reading gives. */
export function emitViewType(type: Type, context: EmitContext): Printable {
  const resolved = resolveType(type);
  if (!hasView(type)) return emitType(type, context);
  switch (resolved.kind) {
    case "struct":
      return context.view(resolved.def);
    case "list":
      return code`${context.runtime("ListView")}${elementArguments([resolved.element], context)}`;
    case "set":
      return code`${context.runtime("SetView")}${elementArguments([resolved.element], context)}`;
    case "map":
      return code`${context.runtime("MapView")}${elementArguments([keyOf(resolved), resolved.value], context)}`;
    default:
      throw new Error(`A ${(resolved satisfies SimpleType).kind} has no view.`);
  }
}

/** What a container holds: of a map key and value. */
export function elementsOf(type: Type): readonly Type[] {
  const resolved = resolveType(type);
  if (resolved.kind === "map") return [keyOf(resolved), resolved.value];
  return resolved.kind === "list" || resolved.kind === "set" ? [resolved.element] : [];
}

/** A container that can be given views of what it holds. */
export function holdsViews(type: Type): boolean {
  return elementsOf(type).some(hasView);
}

/** An input, in whose containers views may be. */
function emitHolderType(type: Type, context: EmitContext): Printable {
  return emitInputType(type, context, (element) =>
    hasView(element) ? emitViewType(element, context) : undefined,
  );
}

/** What may be set: an input, or a view; nothing where the field may be unset. */
export function emitAssignedType(
  type: Type,
  context: EmitContext,
  { isRequired }: { readonly isRequired: boolean },
): Printable {
  return unionType([
    emitHolderType(type, context),
    ...(hasView(type) ? [emitViewType(type, context)] : []),
    ...(isRequired ? [] : [code`undefined`]),
  ]);
}

/** `<T, U, TInput, UInput>`. */
export function elementArguments(types: readonly Type[], context: EmitContext): Printable {
  return typeArguments([
    ...types.map((type) => emitViewType(type, context)),
    ...types.map((type) => emitHolderType(type, context)),
  ]);
}

/** Keys of maps that decode to objects are strings where they are i64. */
export function keyOf(type: ResolvedType & { readonly kind: "map" }): Type {
  const isText = type.as === "object" && resolveType(type.key).kind === "i64";
  return isText ? { kind: "i64", as: "string" } : type.key;
}
