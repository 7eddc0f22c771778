/**
 * Structs that are made anew. Until something is read, their fields stand in pooled memory as they go to the wire: who builds
 * a message and writes it makes no objects for its fields. What needs more than that, reading to begin with, makes it a
 * message as any other (`settle.ts`).
 */
import type { Block } from "../block.js";
import { encodePooledStruct, explainError } from "../codec.js";
import { fail } from "../errors.js";
import type { StructInfo } from "../info.js";
import { maximumDepth, maximumMessage } from "../limits.js";
import { acquireMemory, type Memory } from "../memory.js";
import { reserve, writeHeader } from "../write.js";
import type { ElementKind } from "./element.js";
import { listHeld } from "./held-views.js";
import { copyBytes } from "./kept.js";
import { draftOf, startDraft, type Message } from "./message.js";
import { isLarge } from "./snapshot.js";
import type { StructKind, StructView } from "./struct-view.js";
import { isView } from "./view.js";

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
  /** The whole struct, where the memory is given away. */
  taken: Block | Uint8Array | undefined = undefined;

  constructor(memory: Memory) {
    this.memory = memory;
  }
}

/** The message of a view that is made anew: of a value, or without any field yet. */
export function draftMessage<Input>(
  { info, write, fixed, fixedSize }: StructKind<object, Input>,
  input?: Input,
): Message {
  if (input === undefined) {
    const memory = acquireMemory(Math.max(info.size, fixedSize));
    // Many drafts at a time, after one large message, take less and less.
    noteSize(info, 0);
    memory.strict = true;
    memory.offset = fixedSize;
    // No field of the run is there yet: each has the type of STOP.
    for (let index = 0; index < fixed.length; index++) memory.bytes[fixed[index] as number] = 0;
    const draft = new Draft(memory);
    draft.unset = fixed.length;
    return startDraft(draft, memory, info);
  }
  const block = encodePooledStruct(write, info, input);
  const draft = new Draft(block.memory);
  draft.block = block;
  draft.length = block.length;
  return startDraft(draft, draft.memory, info);
}

/** As after encoding a message; there it is written out, because a function takes bytes of the 3 KB that a bundle may have. */
export function noteSize(info: StructInfo, used: number): void {
  info.size = Math.min(Math.max(used, (info.size * 7) >> 3), 8e6);
}

/**
 * Sets a field, whose slot is given, if the view is one of a draft; the new slot. Undefined where this needs a message: for
 * views and large bytes, which go in by reference, and for what takes the place of something else.
 */
export function draftField(
  view: StructView,
  slot: number,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number | undefined {
  const draft = openDraftOf(view);
  if (draft === undefined) return undefined;
  const { fixed, required } = view.$kind;
  const isFixed = index < fixed.length;
  const isUnset = isFixed ? draft.memory.bytes[fixed[index] as number] === 0 : slot === 0;
  if (value === undefined || value === null)
    return isUnset && !required.includes(index) ? 0 : undefined;
  if (isFixed) return setFixed(view, draft, index, value, kind, isUnset);
  if (!isUnset || !isCopied(view, draft, value, kind)) return undefined;
  return addField(view, draft, index, value, kind);
}

/** The draft of a view whose fields can be set in it. */
export function openDraftOf({ $message: m }: StructView): Draft | undefined {
  const draft = draftOf(m);
  return draft === undefined || draft.length > 0 || draft.isWriting ? undefined : draft;
}

/** Views, what holds them, and bytes by reference, are for messages. */
function isCopied(
  view: StructView,
  draft: Draft,
  value: unknown,
  kind: ElementKind<unknown, never>,
): boolean {
  if (typeof value !== "object") return true;
  if (!kind.hasParts) return !isLarge(kind.type, value);
  const { $message: m } = view;
  draft.isWriting = true;
  try {
    if (isView(value) || listHeld(kind, value) !== undefined) return false;
  } finally {
    draft.isWriting = false;
  }
  // A getter among what it holds has read the view, or set something in it.
  return view.$message === m;
}

/** Puts another field behind the others; the complement of where it begins. */
function addField(
  view: StructView,
  draft: Draft,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number | undefined {
  const { headers, isUnion } = view.$kind;
  const { $message: m } = view;
  const { memory: w } = draft;
  const { offset: start } = w;
  if (isUnion && draft.last >= 0) return undefined;
  reserve(w, start, 0);
  writeHeader(w, start, headers[index] as number);
  const end = writeValue(view, draft, start, value, kind);
  // A getter of the value has read the view, or set something in it.
  if (view.$message !== m) return undefined;
  return closeField(draft, index, start, end);
}

/** The same for a value of which there are bytes already. */
export function addBytes(
  { $kind: { headers, isUnion } }: StructView,
  draft: Draft,
  index: number,
  bytes: Uint8Array,
): number | undefined {
  const { memory: w } = draft;
  const { offset: start } = w;
  if (isUnion && draft.last >= 0) return undefined;
  reserve(w, start, 3 + bytes.length);
  writeHeader(w, start, headers[index] as number);
  copyBytes(bytes, 0, bytes.length, w.bytes, start + 3);
  return closeField(draft, index, start, start + 3 + bytes.length);
}

function closeField(draft: Draft, index: number, start: number, end: number): number {
  if (index < draft.last) draft.isOrdered = false;
  draft.last = index;
  draft.memory.offset = end;
  return ~start;
}

/**
 * Sets a field of the run at its place, as often as is wanted. It has no slot; no value of its kind has getters, so that nobody
 * sees the draft meanwhile.
 */
function setFixed(
  view: StructView,
  draft: Draft,
  index: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
  isUnset: boolean,
): 0 {
  const { headers, fixed } = view.$kind;
  const { memory: w } = draft;
  const start = fixed[index] as number;
  // A header of four bytes: the last is the first one of the value, which stays where the new one is refused.
  if (isUnset) writeHeader(w, start, headers[index] as number);
  try {
    kind.write(w, start + 3, value as never);
  } catch (error) {
    const explained = explainAt(view, w, start, error);
    if (isUnset) w.bytes[start] = 0;
    throw explained;
  }
  if (isUnset) draft.unset -= 1;
  return 0;
}

/** Writes behind the header at `start`; the offset behind it. */
function writeValue(
  view: StructView,
  draft: Draft,
  start: number,
  value: unknown,
  kind: ElementKind<unknown, never>,
): number {
  const { memory: w } = draft;
  const { offset } = w;
  draft.isWriting = true;
  // The struct's own level.
  w.depth = maximumDepth - 1;
  try {
    const end = kind.write(w, start + 3, value as never);
    if (end - start > maximumMessage) throw fail("SIZE_LIMIT", start + 3);
    return end;
  } catch (error) {
    throw explainAt(view, w, start, error);
  } finally {
    draft.isWriting = false;
    w.depth = maximumDepth;
    w.offset = offset;
  }
}

/** The search for the path of an error moves the memory's offset. */
function explainAt(view: StructView, w: Memory, start: number, error: unknown): unknown {
  const { offset } = w;
  const explained = explainError(error, w, start, view.$kind.edits, 0);
  w.offset = offset;
  return explained;
}
