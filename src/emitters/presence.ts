/** Whether a field's value may be missing: the one place that decides it, for types, codec and defaults alike. */
import { resolveType, type FieldDef } from "../ir/definitions.js";

/**
 * - `required`: missing is an error both ways.
 * - `defaulted`: every decoded value has it; an encoded one may leave it out, which means its default.
 * - `optional`: not written when undefined or null.
 */
export type Presence = "required" | "defaulted" | "optional";

/** A field without keyword is `defaulted`, but where it holds a struct, union or exception: those stay unset. */
export function presenceOf(field: FieldDef): Presence {
  if (field.requiredness !== "default") return field.requiredness;
  return resolveType(field.type).kind === "struct" ? "optional" : "defaulted";
}
