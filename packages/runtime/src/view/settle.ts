/** The end of a draft: its bytes are handed out, or it becomes a message as any other. */
import { Block } from "../block.js";
import { fail } from "../errors.js";
import { maximumMessage } from "../limits.js";
import { acquireMemory, Memory, releaseMemory } from "../memory.js";
import { stop } from "../write.js";
import { noteSize, type Draft } from "./draft.js";
import { copyBytes, copyKept } from "./kept.js";
import { draftOf, Message, startUnfinished } from "./message.js";
import { findMissing } from "./required.js";
import type { StructKind, StructView } from "./struct-view.js";

/**
 * The struct in a handle of the caller's, where the view is one of a draft; undefined where it is not, or somebody has its
 * bytes already.
 * @throws ThriftError MISSING_REQUIRED, SIZE_LIMIT; INVALID_DATA for a union without a member.
 */
export function takeBlock(view: StructView): Block | undefined {
  const draft = completeDraft(view);
  if (draft === undefined) return undefined;
  const block = draft.block ?? new Block(draft.memory, draft.length);
  draft.taken = block;
  return block;
}

/** The same in memory that nobody releases, which the view goes on with. Throws as above. */
export function takeBytes(view: StructView): Uint8Array | undefined {
  const draft = completeDraft(view);
  if (draft === undefined) return undefined;
  const bytes = copyKept(draft.memory.bytes, draft.length);
  releaseMemory(draft.memory);
  draft.taken = bytes;
  return bytes;
}

function completeDraft(view: StructView): Draft | undefined {
  const draft = draftOf(view.$message);
  if (draft === undefined || draft.taken !== undefined || draft.isWriting) return undefined;
  if (draft.length > 0) return draft;
  const { required, isUnion, info } = view.$kind;
  if (required.length > 0 || isUnion) {
    const missing = findMissing(view, slotsOf(view, draft), true);
    if (missing !== undefined) throw missing;
  }
  const w = closeFields(view, draft);
  const length = w.offset;
  if (w !== draft.memory) {
    releaseMemory(draft.memory);
    draft.memory = w;
  }
  noteSize(info, length);
  draft.length = length;
  return draft;
}

/**
 * Memory with the fields in our order and STOP, its offset behind them: the draft's own, or another where that is not in order
 * or still written to. Where this throws, the draft is as it was.
 */
function closeFields(view: StructView, draft: Draft): Memory {
  const isOwn = draft.isOrdered && !draft.isWriting && draft.memory.offset < maximumMessage;
  const w = isOwn ? draft.memory : gatherFields(view, draft);
  if (isOwn && draft.unset > 0) closeGaps(view, draft);
  if (w.offset >= maximumMessage) {
    releaseMemory(w);
    throw fail("SIZE_LIMIT");
  }
  w.offset = stop(w, w.offset);
  return w;
}

/** Moves what is there down, over the fields of the run that are not set. */
function closeGaps({ $kind: { fixed, fixedSize } }: StructView, draft: Draft): void {
  const { memory: w } = draft;
  const { bytes, offset } = w;
  let o = 0;
  for (let index = 0; index < fixed.length; index++) {
    const start = fixed[index] as number;
    if (bytes[start] === 0) continue;
    const end = fixed[index + 1] ?? fixedSize;
    if (o < start) copyBytes(bytes, start, end, bytes, o);
    o += end - start;
  }
  copyBytes(bytes, fixedSize, offset, bytes, o);
  w.offset = o + offset - fixedSize;
  draft.unset = 0;
}

/** Complements of where fields begin; 0 for those that are not there. */
function slotsOf(view: StructView, { memory: { bytes } }: Draft): readonly number[] {
  const { fixed } = view.$kind;
  const slots = view.$slots();
  for (let index = 0; index < fixed.length; index++) {
    const start = fixed[index] as number;
    slots[index] = bytes[start] === 0 ? 0 : ~start;
  }
  return slots;
}

/** The fields that are there, in other memory. */
function gatherFields(view: StructView, draft: Draft): Memory {
  const { memory: from } = draft;
  const slots = slotsOf(view, draft);
  const ends = endsOf(slots, view.$kind, from.offset);
  const to = acquireMemory(from.offset);
  let o = 0;
  for (let index = 0; index < slots.length; index++) {
    const start = ~(slots[index] as number);
    if (start < 0) continue;
    const end = ends[index] as number;
    copyBytes(from.bytes, start, end, to.bytes, o);
    o += end - start;
  }
  to.offset = o;
  return to;
}

/** Where each field ends, by index: those of the run where the next one has its place, the others where the next one was set. */
function endsOf(
  slots: readonly number[],
  { fixed, fixedSize }: StructKind<object, never>,
  end: number,
): readonly number[] {
  const ends: number[] = [];
  const asSet: number[] = [];
  for (let index = 0; index < slots.length; index++) {
    ends.push(fixed[index + 1] ?? fixedSize);
    if (index >= fixed.length && slots[index] !== 0) asSet.push(index);
  }
  sortBy(asSet, slots);
  // Complements: what was set last has the smallest.
  for (const index of asSet) {
    ends[index] = end;
    end = ~(slots[index] as number);
  }
  return ends;
}

/** By the slots, ascending. Few are sorted in place, which calls nothing. */
function sortBy(indexes: number[], slots: readonly number[]): void {
  if (indexes.length > 32) {
    indexes.sort((a, b) => (slots[a] as number) - (slots[b] as number));
    return;
  }
  for (let i = 1; i < indexes.length; i++) {
    const index = indexes[i] as number;
    const slot = slots[index] as number;
    let j = i;
    for (; j > 0 && (slots[indexes[j - 1] as number] as number) > slot; j--)
      indexes[j] = indexes[j - 1] as number;
    indexes[j] = index;
  }
}

/** Makes the view of a draft one of a message as any other. */
export function settleDraft(view: StructView): void {
  const draft = draftOf(view.$message);
  if (draft === undefined) return;
  const message = openDraft(view, draft);
  // A union that loses its member, or has none yet, is not written.
  if (view.$kind.isUnion) startUnfinished(message);
  view.$message = message;
  view.$moveTo(0);
}

function openDraft(view: StructView, draft: Draft): Message {
  const { info } = view.$kind;
  const { taken, memory, length } = draft;
  if (taken instanceof Block) return new Message(taken.memory, length, info, undefined, taken);
  if (taken !== undefined) {
    // Transferred, in the hands of the caller.
    if (taken.length !== length) throw fail("INVALID_VALUE");
    return new Message(new Memory(taken), length, info);
  }
  if (length > 0) return keepMessage(memory, length, view);
  const isUnfinished = findMissing(view, slotsOf(view, draft), true) !== undefined;
  const w = closeFields(view, draft);
  const m = keepMessage(w, w.offset, view);
  // Not while a value is being written to it.
  if (w !== memory && !draft.isWriting) releaseMemory(memory);
  if (isUnfinished) startUnfinished(m);
  return m;
}

/** A message that is kept: its bytes are nobody else's, and no more than it needs. */
function keepMessage(w: Memory, length: number, view: StructView): Message {
  const bytes = copyKept(w.bytes, length);
  releaseMemory(w);
  return new Message(new Memory(bytes), length, view.$kind.info);
}
