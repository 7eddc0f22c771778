/**
 * Where views are emitted, and the names that their code uses beside those of the codec:
 *
 *   m   the Message that is read       s   the slot of a union's member
 *   $3  the slot of field 3            $c3 the view of field 3
 *
 * Fields are counted in the order in which we write them.
 */
import type { FieldDef, StructDef } from "../../ir/definitions.js";
import type { FixedRun, StructLayout } from "../../ir/layout.js";
import { findRun } from "../codec/signature.js";
import { layoutOf, type CodecSite } from "../codec/site.js";
import { code, ident, type Identifier, type Printable } from "../print/index.js";

/** A field, where it stands among those of its struct. */
export interface ViewField {
  readonly field: FieldDef;
  readonly index: number;
}

/** A struct whose view is emitted. */
export interface ViewSite {
  readonly codec: CodecSite;
  readonly struct: StructDef;
  readonly layout: StructLayout;
  /** In the order in which we write them. */
  readonly fields: readonly ViewField[];
  /**
   * The fields at the beginning of the run that we write first which also stand first in the order of ids, in which Apache's
   * libraries write. They have no slots: where the run begins tells all of them.
   */
  readonly shared: FixedRun | undefined;
  /** Values of the struct may hold others of it. */
  readonly isRecursive: boolean;
}

export function createViewSite(
  codec: CodecSite,
  struct: StructDef,
  isRecursive: boolean,
): ViewSite {
  const layout = layoutOf(codec, struct);
  const fields = layout.segments.flatMap((segment) =>
    segment.kind === "fixed-run" ? segment.slots.map((slot) => slot.field) : [segment.field],
  );
  return {
    codec,
    struct,
    layout,
    fields: fields.map((field, index) => ({ field, index })),
    shared: findSharedRun(layout, struct),
    isRecursive,
  };
}

/** A field by itself needs no run: its slot takes as long. */
const minimumRunFields = 2;

function findSharedRun(layout: StructLayout, struct: StructDef): FixedRun | undefined {
  const run = findRun(layout);
  if (run === undefined) return undefined;
  const byId = struct.fields.toSorted((a, b) => a.id - b.id);
  const differing = run.slots.findIndex(({ field }, index) => field !== byId[index]);
  const slots = differing < 0 ? run.slots : run.slots.slice(0, differing);
  const last = slots.at(-1);
  if (last === undefined || slots.length < minimumRunFields) return undefined;
  return { kind: "fixed-run", slots, size: last.offset + last.size };
}

/** How many fields have no slots. */
export function runLength({ shared }: ViewSite): number {
  return shared?.slots.length ?? 0;
}

/** `this.$3`. */
export function slotOf({ index }: ViewField): Printable {
  return code`this.${slotName(index)}`;
}

export function slotName(index: number): Identifier {
  return ident(`$${index}`);
}

/** `this.$c3`. */
export function childOf({ index }: ViewField): Printable {
  return code`this.${childName(index)}`;
}

export function childName(index: number): Identifier {
  return ident(`$c${index}`);
}
