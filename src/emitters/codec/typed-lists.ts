/** Which structs hold typed lists, at any depth: their `decode` takes where to put them. */
import {
  resolveType,
  type SimpleType,
  type StructDef,
  type StructType,
  type Type,
} from "../../ir/definitions.js";
import { typedArrayOf } from "../types/type-expressions.js";
import { listStructs } from "./structs.js";

const known = new WeakMap<StructDef, boolean>();

/** Each struct is looked at once, however many hold one another. */
export function holdsTypedLists(struct: StructDef): boolean {
  const answer = known.get(struct);
  if (answer !== undefined) return answer;
  const asked = new Set([struct]);
  const holders = new Map<StructDef, StructDef[]>();
  const holding = new Set<StructDef>();
  // A set's iteration goes on to what is added meanwhile.
  for (const one of asked) {
    for (const { type } of one.fields) {
      if (isTypedInside(type)) holding.add(one);
      for (const part of listStructs(type)) {
        if (known.get(part) === true) holding.add(one);
        if (known.has(part)) continue;
        asked.add(part);
        const list = holders.get(part);
        if (list === undefined) holders.set(part, [one]);
        else list.push(one);
      }
    }
  }
  for (const one of holding) for (const holder of holders.get(one) ?? []) holding.add(holder);
  for (const one of asked) known.set(one, holding.has(one));
  return holding.has(struct);
}

/** A typed list in the type itself, in its elements, keys or values. */
function isTypedInside(type: Type): boolean {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "list":
      return isTypedList(resolved.element, resolved.as) || isTypedInside(resolved.element);
    case "set":
      return isTypedInside(resolved.element);
    case "map":
      return isTypedInside(resolved.key) || isTypedInside(resolved.value);
    default:
      resolved satisfies SimpleType | StructType;
      return false;
  }
}

function isTypedList(element: Type, as: "array" | "typed"): boolean {
  return as === "typed" && typedArrayOf(element) !== undefined;
}
