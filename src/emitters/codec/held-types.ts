/** Which structs hold typed lists or binary, at any depth: their `decode` takes where to put those. */
import {
  resolveType,
  type SimpleType,
  type StructDef,
  type StructType,
  type Type,
} from "../../ir/definitions.js";
import { typedArrayOf } from "../types/type-expressions.js";
import { listStructs } from "./structs.js";

/** Of a type, without what is in it. */
type Test = (type: Type) => boolean;

export const holdsTypedLists = makeHolds((type) => {
  const resolved = resolveType(type);
  return (
    resolved.kind === "list" &&
    resolved.as === "typed" &&
    typedArrayOf(resolved.element) !== undefined
  );
});

export const holdsBinary = makeHolds((type) => resolveType(type).kind === "binary");

/** Each struct is looked at once, however many hold one another. */
function makeHolds(test: Test): (struct: StructDef) => boolean {
  const known = new WeakMap<StructDef, boolean>();
  return (struct) => {
    const answer = known.get(struct);
    if (answer !== undefined) return answer;
    const asked = new Set([struct]);
    const holders = new Map<StructDef, StructDef[]>();
    const holding = new Set<StructDef>();
    // A set's iteration goes on to what is added meanwhile.
    for (const one of asked) {
      for (const { type } of one.fields) {
        if (isInside(test, type)) holding.add(one);
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
  };
}

/** In the type itself, its elements, keys or values. */
function isInside(test: Test, type: Type): boolean {
  if (test(type)) return true;
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "list":
    case "set":
      return isInside(test, resolved.element);
    case "map":
      return isInside(test, resolved.key) || isInside(test, resolved.value);
    default:
      resolved satisfies SimpleType | StructType;
      return false;
  }
}
