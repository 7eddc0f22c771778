/**
 * The order in which a struct's fields go to the wire, with what is known about their sizes beforehand.
 * Derived from a StructDef; never a reorder of its declared fields, which are API order.
 */
import type { FieldOrder } from "../options.js";
import { resolveType, type FieldDef, type StructDef, type Type } from "./definitions.js";
import { wireKindOf, type WireProtocol } from "./wire.js";

/** One always-present field of fixed size inside a run: its header stands at a constant offset from the run's start. */
export interface FixedSlot {
  readonly field: FieldDef;
  /** Offset of the field header from the run's start, in bytes. */
  readonly offset: number;
  /** Header and value, in bytes. */
  readonly size: number;
}

/** A run of always-present fixed-size fields: one capacity check, constant offsets. */
export interface FixedRun {
  readonly kind: "fixed-run";
  readonly slots: readonly FixedSlot[];
  readonly size: number;
}

/** A field that may be absent, of fixed size when present. */
export interface OptionalFixedField {
  readonly kind: "optional-fixed";
  readonly field: FieldDef;
  /** Header and value, in bytes. */
  readonly size: number;
}

/** A field whose size depends on its value. `slot` counts the variable fields of the struct in wire order. */
export interface VariableField {
  readonly kind: "variable";
  readonly field: FieldDef;
  readonly slot: number;
}

export type LayoutSegment = FixedRun | OptionalFixedField | VariableField;

export interface StructLayout {
  readonly struct: StructDef;
  /** In wire order. Under `fixed-first` a fixed run can only be the first segment. */
  readonly segments: readonly LayoutSegment[];
  /** Bytes that every value takes: the fixed runs, the headers and smallest values of always-present variable fields, STOP. */
  readonly minimumSize: number;
}

/** Kitex writes these first, in declared order, whether they may be absent or not; an enum is not among them. */
const KITEX_FIRST: ReadonlySet<Type["kind"]> = new Set([
  "bool",
  "i8",
  "i16",
  "i32",
  "i64",
  "double",
]);

/** The layout of a struct on the wire. The same schema always gives the same layout: ties go by declared order. */
export function layoutStruct(
  struct: StructDef,
  fieldOrder: FieldOrder,
  wire: WireProtocol,
): StructLayout {
  const segments: LayoutSegment[] = [];
  let run: FixedSlot[] = [];
  let runSize = 0;
  let minimumSize = wire.stopSize;
  let slot = 0;
  let previousId: number | undefined = 0;
  const closeRun = (): void => {
    if (run.length > 0) segments.push({ kind: "fixed-run", slots: run, size: runSize });
    run = [];
    runSize = 0;
  };
  for (const field of orderFields(struct, fieldOrder, wire)) {
    const kind = wireKindOf(field.type);
    const isPresent = isAlwaysPresent(struct, field);
    const size: number | undefined = wire.fieldSize(kind, field.id, previousId);
    if (isPresent) minimumSize += size ?? wire.minimumFieldSize(kind);
    if (size !== undefined && isPresent) {
      run.push({ field, offset: runSize, size });
      runSize += size;
    } else {
      closeRun();
      if (size === undefined) segments.push({ kind: "variable", field, slot: slot++ });
      else segments.push({ kind: "optional-fixed", field, size });
    }
    previousId = isPresent ? field.id : undefined;
  }
  closeRun();
  return { struct, segments, minimumSize };
}

/**
 * Whether a field is written whatever the value. A struct of default requiredness is not: it has no zero value, so
 * it may be left unset (Kitex writes an empty struct there).
 */
export function isAlwaysPresent(struct: StructDef, field: FieldDef): boolean {
  if (struct.flavor === "union" || field.requiredness === "optional") return false;
  return field.requiredness === "required" || resolveType(field.type).kind !== "struct";
}

/** The fields in wire order. */
function orderFields(
  struct: StructDef,
  fieldOrder: FieldOrder,
  wire: WireProtocol,
): readonly FieldDef[] {
  const { fields } = struct;
  switch (fieldOrder) {
    case "declared":
      return fields;
    case "id":
      return fields.toSorted((a, b) => a.id - b.id);
    case "kitex":
      return sortByRank(fields, (field) => (KITEX_FIRST.has(resolveType(field.type).kind) ? 0 : 1));
    case "fixed-first":
      return sortByRank(fields, (field) => {
        if (wire.fieldSize(wireKindOf(field.type), field.id, undefined) === undefined) return 2;
        return isAlwaysPresent(struct, field) ? 0 : 1;
      });
  }
}

function sortByRank(
  fields: readonly FieldDef[],
  rankOf: (field: FieldDef) => number,
): readonly FieldDef[] {
  return fields.toSorted((a, b) => rankOf(a) - rankOf(b));
}
