/** Fields that are set or removed. */
import { encodeStruct, type StructWriter } from "../codec.js";
import { fail, ThriftError } from "../errors.js";
import { draftField } from "./draft.js";
import { addDraft } from "./draft-part.js";
import { Edit } from "./edit.js";
import { addEdit, heldEdit, replaceEdit } from "./message.js";
import type { StructView } from "./struct-view.js";
import type { Memory } from "../memory.js";
import { writeHeader } from "../write.js";
import { encodeHeld, type ElementKind } from "./element.js";
import { listHeld } from "./held-views.js";
import { oddOf } from "./odd.js";
import { spreadRun } from "./run.js";
import { placeError, placeInside } from "./place.js";
import { referBinary, snapshotView } from "./snapshot.js";
import { checkCurrent, isView, type View } from "./view.js";

/**
 * Sets the field of this index, whose slot is given; the new slot. Unset removes the field. Where it holds parts, a view is
 * taken as it is now, and views of the old value become stale. The setter has typed the value: to compare a view with what
 * it may be replaced by here again is too deep for TypeScript where structs hold one another in a long row.
 */
export function setField(
  view: StructView,
  slot: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number {
  return (
    draftField(view, slot, index, value, kind) ??
    addDraft(view, slot, index, value, kind) ??
    editField(view, slot, index, value, kind)
  );
}

/** The same for a field of the run, which has no slot. */
export function setRunField(
  view: StructView,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): void {
  if (draftField(view, 0, index, value, kind) !== undefined) return;
  const slot = editField(view, view.$odd?.places?.[index] ?? 0, index, value, kind);
  spreadRun(view)[index] = slot;
}

function editField(
  view: StructView,
  slot: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number {
  beginEdit(view);
  if (value === undefined || value === null) {
    clearField(view, index);
    return 0;
  }
  const before = heldEdit(view.$message, slot);
  const edit = makeEdit(view, index, value, kind);
  if (kind.hasParts) view.$children()[index]?.$retire();
  edit.kind = kind;
  edit.start = 3;
  return storeEdit(view, slot, index, edit, before);
}

function makeEdit(
  view: StructView,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): Edit {
  try {
    if (!kind.hasParts) return encodeField(view, index, value as never, kind);
    if (isView(value)) return snapshotField(view, index, value, kind);
    const held = listHeld(kind, value);
    return held === undefined
      ? encodeField(view, index, value as never, kind)
      : holdField(view, index, held, kind);
  } catch (error) {
    // A getter that threw has no place.
    const isNamed = error instanceof ThriftError && error.path !== "";
    const named = isNamed ? error : placeError(error, view.$kind.names[index] as string);
    throw placeInside(view.$message, view.$start, named);
  }
}

/** Header and value; a large `binary` is not copied. */
function encodeField<X>(
  view: StructView,
  index: number,
  value: X,
  { type, write }: ElementKind<unknown, X>,
): Edit {
  const { headers, edits, writers } = view.$kind;
  const header = headers[index] as number;
  const writeField = (writers[index] ??= (w: Memory, o: number, x: never): number => {
    // The view's own level.
    w.depth -= 1;
    const end = write(w, writeHeader(w, o, header), x);
    w.depth += 1;
    return end;
  }) as StructWriter<X>;
  return (
    referBinary(type, writeField, edits, value) ??
    new Edit([encodeStruct(writeField, edits, value)])
  );
}

/** Header and what a view is now. */
function snapshotField<X>(
  { $kind: { headers, names } }: StructView,
  index: number,
  value: View,
  kind: ElementKind<unknown, X>,
): Edit {
  if (!value.$fits(kind)) throw fail("INVALID_VALUE", 0, names[index]);
  try {
    return snapshotView(value, headerBytes(headers[index] as number));
  } catch (error) {
    throw placeError(error, names[index] as string);
  }
}

/** Header and what a container of views is now. */
function holdField(
  { $kind: { headers, names } }: StructView,
  index: number,
  held: readonly unknown[],
  kind: ElementKind<unknown, never>,
): Edit {
  try {
    return encodeHeld(kind, held, headerBytes(headers[index] as number));
  } catch (error) {
    throw placeError(error, names[index] as string);
  }
}

/** Removes a field. */
export function clearField(view: StructView, index: number): void {
  beginEdit(view);
  const { names, required } = view.$kind;
  if (required.includes(index)) {
    const error = new ThriftError("MISSING_REQUIRED", 0, names[index]);
    throw placeInside(view.$message, view.$start, error);
  }
  oddOf(view).base ??= view.$slots();
  view.$forget(index);
}

/** Everything must be known before something changes. */
function beginEdit(view: StructView): void {
  checkCurrent(view);
  if (view.$end <= 0) view.$scan(-1);
}

/** `before` is what the slot held when the value was still to be encoded: its getters may have edited the view too. */
function storeEdit(
  view: StructView,
  slot: number,
  index: number,
  edit: Edit,
  before: Edit | undefined,
): number {
  checkCurrent(view);
  const m = view.$message;
  oddOf(view).base ??= view.$slots();
  if (view.$kind.isUnion)
    for (const other of view.$kind.names.keys()) if (other !== index) view.$forget(other);
  edit.like = m;
  if (before === undefined || heldEdit(m, slot) !== before) return addEdit(m, edit);
  replaceEdit(m, slot, edit);
  return slot;
}

/** Type and id of a field as they stand on the wire. */
export function headerBytes(h: number): Uint8Array {
  return Uint8Array.of(h >>> 24, h >>> 16, h >>> 8);
}
