/** A struct that was edited, as it goes to the wire: what was not touched keeps its bytes and its place. */
import { fail } from "../errors.js";
import type { Chunks } from "./chunks.js";
import { editAt } from "./message.js";
import { baseOf, extraOf } from "./odd.js";
import { emitPart } from "./place.js";
import { checkRequired } from "./required.js";
import { headerBytes } from "./set-field.js";
import type { StructView } from "./struct-view.js";
import type { View } from "./view.js";

/**
 * Fields in the order of the base, each kept, replaced or left out; new ones before STOP.
 * @throws ThriftError MISSING_REQUIRED, as of a view that is made from nothing; DEPTH_LIMIT, where 65 edited structs hold
 * one another.
 */
export function emitStruct(view: StructView, chunks: Chunks): void {
  if (chunks.depth < 1) throw fail("DEPTH_LIMIT");
  chunks.depth -= 1;
  const slots = view.$slots();
  const children = view.$children();
  checkRequired(view, slots);
  emitBase(view, slots, children, chunks);
  emitAdded(view, slots, children, chunks);
  chunks.addRange(view.$message, view.$end - 1, view.$end);
  chunks.depth += 1;
}

type Children = readonly (View | undefined)[];

function emitBase(
  view: StructView,
  slots: readonly number[],
  children: Children,
  chunks: Chunks,
): void {
  const { $message: m } = view;
  const base = baseOf(view) ?? slots;
  const isReplaced = view.$kind.isUnion && base.some((slot, index) => slot !== slots[index]);
  const order = orderFields(view, base);
  const count = order === undefined ? base.length : order.length / 2;
  // Where the bytes begin that are still to be added; -1 behind a field that is left out.
  let from = view.$start;
  for (let i = 0; i < count; i++) {
    const start = order === undefined ? (base[i] as number) - 3 : (order[i * 2] as number);
    const index = order === undefined ? i : (order[i * 2 + 1] as number);
    if (start < 0) continue;
    if (from < 0) from = start;
    if (index < 0) continue;
    const isKept = slots[index] === base[index] && !isReplaced;
    const child = children[index];
    if (isKept && (child === undefined || !child.$isDirty())) continue;
    chunks.addRange(m, from, start);
    from = -1;
    // An edit takes the place of the occurrence that counted; the others go.
    if (start + 3 === base[index]) emitField(view, index, slots[index] as number, child, chunks);
  }
  const end = view.$end - 1;
  chunks.addRange(m, from < 0 ? end : from, end);
}

/** Fields that the base does not have. */
function emitAdded(
  view: StructView,
  slots: readonly number[],
  children: Children,
  chunks: Chunks,
): void {
  const base = baseOf(view) ?? slots;
  for (let index = 0; index < slots.length; index++) {
    if (base[index] === 0) emitField(view, index, slots[index] as number, children[index], chunks);
  }
}

/** What has become of a field; of one that was removed only what was put into its default afterwards. */
function emitField(
  view: StructView,
  index: number,
  slot: number,
  child: View | undefined,
  chunks: Chunks,
): void {
  const { $message: m, $kind: kind } = view;
  const name = kind.names[index] as string;
  const isDirty = child?.$isDirty() === true;
  if (slot < 0 && !isDirty) return emitPart(editAt(m, slot), chunks, name);
  if (!isDirty) return;
  if (slot > 0) chunks.addRange(m, slot - 3, slot);
  else chunks.add(headerBytes(kind.headers[index] as number));
  emitPart(child, chunks, name);
}

/** Pairs of start and index of all fields of the base, in order; undefined where they stand as we write them. */
function orderFields(view: StructView, base: readonly number[]): readonly number[] | undefined {
  let last = 0;
  let isOrdered = extraOf(view) === undefined;
  for (let index = 0; index < base.length; index++) {
    const slot = base[index] as number;
    if (slot === 0) continue;
    if (slot < last) isOrdered = false;
    last = slot;
  }
  if (isOrdered) return undefined;
  const pairs = base.flatMap((slot, index) => (slot === 0 ? [] : [slot - 3, index]));
  return sortPairs(pairs.concat(extraOf(view) ?? []));
}

function sortPairs(pairs: readonly number[]): readonly number[] {
  const places = pairs.flatMap((_, i) => (i & 1 ? [] : [i]));
  places.sort((a, b) => (pairs[a] as number) - (pairs[b] as number));
  return places.flatMap((i) => pairs.slice(i, i + 2));
}
