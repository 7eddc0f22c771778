/**
 * Structs that are made anew. Until something is read, their fields stand in pooled memory as they go to the wire: who builds
 * a message and writes it makes no objects for its fields. Reading one, or setting a field again, makes it a message as any
 * other.
 */
import { Block } from "../block.js";
import { lengthOf } from "../chain/capture.js";
import { freshThreshold } from "../chain/node.js";
import { encodePooledStruct, explainError } from "../codec.js";
import { fail } from "../errors.js";
import type { StructInfo } from "../info.js";
import { maximumMessage } from "../limits.js";
import { acquireMemory, Memory, releaseMemory } from "../memory.js";
import { reserve, stop, writeHeader } from "../write.js";
import { copyBytes, copyKept } from "./kept.js";
import type { ElementKind } from "./element.js";
import { draftOf, Message, startDraft, startUnfinished } from "./message.js";
import { findMissing } from "./required.js";
import type { StructKind, StructView } from "./struct-view.js";
import { isView } from "./view.js";

/** A draft that is read stays in a pooled piece up to this size; a larger one may be mostly empty. */
const largestKept = 4096;

export class Draft {
  /** Pooled. The first run of fields, each at its place, and behind it the others as they were set, up to its `offset`. */
  memory: Memory;
  /** Of the whole struct with STOP; 0 while fields are set. */
  length = 0;
  /** Fields of the run that are not set yet. */
  unset = 0;
  /** The others stand in the order in which we write them; the last one has this index. */
  isOrdered = true;
  last = -1;
  /** A value is being written: its getters may come back. */
  isWriting = false;
  /** Around the memory. */
  block: Block | undefined = undefined;
  /** The whole struct, where the caller has it too. */
  lent: Block | Uint8Array | undefined = undefined;

  constructor(memory: Memory) {
    this.memory = memory;
  }
}

/** The message of a view that is made anew: of a value, or without any field yet. */
export function draftMessage<Input>(
  { info, write, fixed }: StructKind<object, Input>,
  input?: Input,
): Message {
  if (input === undefined) {
    const run = fixed.length > 0 ? (fixed[fixed.length - 1] as number) : 0;
    const memory = acquireMemory(Math.max(info.size, run));
    memory.strict = true;
    memory.offset = run;
    const draft = new Draft(memory);
    draft.unset = openRun(memory, fixed);
    return startDraft(draft, memory, info);
  }
  const block = encodePooledStruct(write, info, input);
  const draft = new Draft(block.memory);
  draft.block = block;
  draft.length = block.length;
  return startDraft(draft, draft.memory, info);
}

/** No field of the run is there yet: each has the type of STOP. How many there are. */
function openRun({ bytes }: Memory, fixed: readonly number[]): number {
  if (fixed.length === 0) return 0;
  for (let index = 0; index + 1 < fixed.length; index++) bytes[fixed[index] as number] = 0;
  return fixed.length - 1;
}

/**
 * Sets a field of a draft whose slot is given; its new slot, the complement of where it begins. Undefined where this needs a
 * message: for views and large bytes, which go in by reference, and for what takes the place of something else.
 */
export function draftField(
  view: StructView,
  draft: Draft,
  slot: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number | undefined {
  if (draft.length > 0 || draft.isWriting) return undefined;
  const { required, isUnion } = view.$kind;
  if (value === undefined || value === null)
    return slot === 0 && !required.includes(index) ? 0 : undefined;
  if (slot !== 0 || (isUnion && draft.last >= 0) || !isCopied(value, kind)) return undefined;
  const { offset: start } = draft.memory;
  const end = writeField(view, draft, start, index, value, kind);
  if (end === undefined) return undefined;
  if (index < draft.last) draft.isOrdered = false;
  draft.last = index;
  draft.memory.offset = end;
  return ~start;
}

/** The same for a field of the first run, which has its own place: no slot, 0. */
export function draftFixed(
  view: StructView,
  draft: Draft,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): 0 | undefined {
  if (draft.length > 0 || draft.isWriting) return undefined;
  const { bytes } = draft.memory;
  const { fixed, required } = view.$kind;
  const start = fixed[index] as number;
  const isUnset = bytes[start] === 0;
  if (value === undefined || value === null)
    return isUnset && !required.includes(index) ? 0 : undefined;
  try {
    writeField(view, draft, start, index, value, kind);
  } catch (error) {
    if (isUnset) bytes[start] = 0;
    throw error;
  }
  if (isUnset) draft.unset -= 1;
  return 0;
}

/** Header and value; the offset behind them. Undefined where a getter of the value has read the view, or set something in it. */
function writeField(
  view: StructView,
  draft: Draft,
  start: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number | undefined {
  const { headers, edits } = view.$kind;
  const { $message: m } = view;
  const { memory: w } = draft;
  const { offset } = w;
  draft.isWriting = true;
  try {
    reserve(w, start, 0);
    const end = kind.write(w, writeHeader(w, start, headers[index] as number), value as never);
    if (end > maximumMessage) fail("SIZE_LIMIT");
    return view.$message === m ? end : undefined;
  } catch (error) {
    throw explainError(error, w, start, edits, 0);
  } finally {
    draft.isWriting = false;
    // The search for the path of an error moves it.
    w.offset = offset;
  }
}

function isCopied(value: unknown, { type, hasParts }: ElementKind<unknown, never>): boolean {
  if (typeof value !== "object") return true;
  if (hasParts) return !isView(value);
  return type !== 11 || !(value instanceof Uint8Array) || lengthOf(value) < freshThreshold;
}

/** The struct in a handle of the caller's; undefined where somebody has its bytes already. */
export function takeBlock(view: StructView, draft: Draft): Block | undefined {
  if (!completeDraft(view, draft)) return undefined;
  const block = draft.block ?? new Block(draft.memory, draft.length);
  draft.lent = block;
  return block;
}

/** The struct in memory that nobody releases, which the view goes on with; undefined as above. */
export function takeBytes(view: StructView, draft: Draft): Uint8Array | undefined {
  if (!completeDraft(view, draft)) return undefined;
  const bytes = copyKept(draft.memory.bytes, draft.length);
  releaseMemory(draft.memory);
  draft.lent = bytes;
  return bytes;
}

/** A copy of the struct; undefined as above. */
export function copyDraft(view: StructView, draft: Draft): Uint8Array | undefined {
  return completeDraft(view, draft) ? copyKept(draft.memory.bytes, draft.length) : undefined;
}

/**
 * Closes the struct. False where the caller has its bytes already, or a field is being written.
 * @throws ThriftError MISSING_REQUIRED, SIZE_LIMIT; INVALID_DATA for a union without a member.
 */
function completeDraft(view: StructView, draft: Draft): boolean {
  if (draft.lent !== undefined || draft.isWriting) return false;
  if (draft.length > 0) return true;
  const { required, isUnion, info } = view.$kind;
  if (required.length > 0 || isUnion) {
    const missing = findMissing(view, slotsOf(view, draft), true);
    if (missing !== undefined) throw missing;
  }
  draft.memory = closeFields(view, draft);
  const length = draft.memory.offset;
  if (length > maximumMessage) fail("SIZE_LIMIT");
  // As after encoding one: the next draft is likely to need as much.
  info.size = Math.min(Math.max(length, (info.size * 7) >> 3), 8e6);
  draft.length = length;
  return true;
}

/** The fields in our order and STOP, in memory whose offset is behind them. */
function closeFields(view: StructView, draft: Draft): Memory {
  const { memory, isWriting } = draft;
  let w = memory;
  if (draft.unset > 0 || !draft.isOrdered || isWriting) {
    w = gatherFields(view, draft);
    if (!isWriting) releaseMemory(memory);
  }
  w.offset = stop(w, w.offset);
  return w;
}

/** Complements of where fields begin; 0 for those that are not there. */
function slotsOf(view: StructView, { memory: { bytes } }: Draft): readonly number[] {
  const { fixed } = view.$kind;
  const slots = view.$slots();
  for (let index = 0; index + 1 < fixed.length; index++) {
    const start = fixed[index] as number;
    slots[index] = bytes[start] === 0 ? 0 : ~start;
  }
  return slots;
}

/** The fields that are there, in other memory. */
function gatherFields(view: StructView, draft: Draft): Memory {
  const { memory: from } = draft;
  const { fixed } = view.$kind;
  const slots = slotsOf(view, draft);
  const to = acquireMemory(from.offset);
  const starts = slots
    .slice(Math.max(fixed.length - 1, 0))
    .flatMap((slot) => (slot === 0 ? [] : [~slot]));
  starts.sort((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? from.offset]));
  let o = 0;
  for (const [index, slot] of slots.entries()) {
    if (slot === 0) continue;
    const start = ~slot;
    const end = ends.get(start) ?? (fixed[index + 1] as number);
    copyBytes(from.bytes, start, end, to.bytes, o);
    o += end - start;
  }
  to.offset = o;
  return to;
}

/** Makes the view of a draft one of a message as any other. */
export function settleDraft(view: StructView): void {
  const draft = draftOf(view.$message);
  if (draft === undefined) return;
  view.$message = openDraft(view, draft);
  view.$moveTo(0);
}

function openDraft(view: StructView, draft: Draft): Message {
  const { info } = view.$kind;
  const { lent } = draft;
  if (lent instanceof Block) return new Message(lent.memory, lent.length, info, undefined, lent);
  if (lent !== undefined) {
    // Transferred, in the hands of the caller.
    if (lent.length !== draft.length) fail("INVALID_VALUE");
    return new Message(new Memory(lent), lent.length, info);
  }
  const isUnfinished =
    draft.length === 0 && findMissing(view, slotsOf(view, draft), true) !== undefined;
  const w = draft.length > 0 ? draft.memory : closeFields(view, draft);
  const m = messageOf(w, draft.length > 0 ? draft.length : w.offset, info);
  if (isUnfinished) startUnfinished(m);
  return m;
}

/** Memory of the pool that does not go back, or a copy of what is large in it. */
function messageOf(w: Memory, length: number, info: StructInfo): Message {
  if (w.bytes.length <= largestKept) {
    w.home = undefined;
    return new Message(w, length, info);
  }
  const bytes = w.bytes.slice(0, length);
  releaseMemory(w);
  return new Message(new Memory(bytes), length, info);
}
