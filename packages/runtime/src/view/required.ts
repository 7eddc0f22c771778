/** What must be there before a struct is written. */
import { ThriftError } from "../errors.js";
import { isUnfinished } from "./message.js";
import type { StructView } from "./struct-view.js";

/**
 * What a struct with these slots lacks: a required field, or, as a union that is made anew, its member. A union of somebody's
 * bytes may have a member that the IDL does not know.
 */
export function findMissing(
  view: StructView,
  slots: readonly number[],
  isNew: boolean,
): ThriftError | undefined {
  const { required, names, isUnion } = view.$kind;
  for (const index of required)
    if (slots[index] === 0) return new ThriftError("MISSING_REQUIRED", 0, names[index]);
  if (isUnion && isNew && slots.every((slot) => slot === 0)) return new ThriftError("INVALID_DATA");
  return undefined;
}

/** @throws ThriftError MISSING_REQUIRED; INVALID_DATA for a union without a member. */
export function checkRequired(view: StructView, slots: readonly number[]): void {
  const missing = findMissing(view, slots, isUnfinished(view.$message));
  if (missing !== undefined) throw missing;
}
