/**
 * The order in which a struct's fields go to the wire, with what is known about their sizes beforehand.
 * Derived from a StructDef; never a reorder of its declared fields, which are API order.
 */
import type { FieldDef, StructDef } from "./definitions.js";

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
