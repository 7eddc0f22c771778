/** The bytes that a tree of views reads: one piece of memory, or several that stand one after the other. */
import { wantsSubarrays } from "../copy-options.js";
import { Block, ownBytes } from "../block.js";
import { ChainBuffer } from "../chain/chain-buffer.js";
import type { Guard } from "../chain/piece.js";
import { fail } from "../errors.js";
import type { StructInfo } from "../info.js";
import { maximumDepth, maximumMessage } from "../limits.js";
import { Memory } from "../memory.js";
import type { Draft } from "./draft.js";
import type { Edit } from "./edit.js";
import { ownerOf } from "./owners.js";
import { readingOf, type Reading, type ViewOptions } from "./reading.js";
import { findWindow, makeWindows, type Windows } from "./windows.js";

/** What a view can be of. */
export type ViewSource = Uint8Array | Block | ChainBuffer;

/** What views read: offsets of views count from its first byte. Several pieces up to this size are joined at once. */
const joinedBytes = 16_384;

/**
 * Immutable bytes, a window on them, and where a scan stands in it. Offsets in the window are local; `shift` added makes
 * them offsets in the message. One piece is one window.
 */
export class Message {
  memory: Memory;
  shift = 0;
  /** Local: behind the window, and of the next byte that a scan reads. */
  end: number;
  offset = 0;
  depth = maximumDepth;
  readonly reading: Reading;
  /** Who may take the memory away: asked at each access. */
  readonly owner: Guard | undefined;
  /** Of the struct at offset 0, for paths. */
  readonly info: StructInfo | undefined;
  /** Bytes that scans have stepped over. */
  scanned = 0;
  /** Kept apart, because each field of a message costs 1 ns to open it. */
  extras: Extras | undefined;

  /** Of the first `length` bytes of the memory. With pieces, of which `openWindows` makes one: how many of its window. */
  constructor(
    memory: Memory,
    length: number,
    info?: StructInfo,
    reading: Reading = readingOf(undefined),
    owner?: Guard,
    windows?: Windows,
  ) {
    if (length > maximumMessage) throw fail("SIZE_LIMIT");
    this.memory = memory;
    this.end = length;
    this.reading = reading;
    this.owner = owner;
    this.info = info;
    this.extras = undefined;
    if (windows !== undefined) extrasOf(this).windows = windows;
  }

  /** What JSON.stringify takes, also where a field of a view is called `toJSON`: not the memory, which has other messages too. */
  toJSON(): { readonly length: number } {
    return { length: lengthOf(this) };
  }

  /** What Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Message (${lengthOf(this)} bytes)`;
  }
}

/** What not all messages have: the first that is needed makes it. */
class Extras {
  /** The pieces, where they are several. */
  windows: Windows | undefined = undefined;
  /** Heap bytes that views of elements have claimed. */
  heap = 0;
  /**
   * Where the elements of the last list begin whose structs all have one size and the form in which we write them: a scan has
   * seen each of the list's count.
   */
  uniform = -1;
  /** Pairs: where a struct of a recursive type begins, and where it ends; -1 for none. */
  hops: number[] | undefined = undefined;
  /** Values of fields that were set, by the complement of their slot. */
  edits: (Edit | undefined)[] | undefined = undefined;
  /** Slots of fields that were set and removed again: the next ones take them. */
  vacant: number[] | undefined = undefined;
  /** Another value has taken the place of what is read here: views of it can be read, not edited. */
  stale = false;
  /** Made from nothing, and fields which must be there are not there yet. */
  unfinished = false;
  /** Made anew: there is no message yet. */
  draft: Draft | undefined = undefined;
}

/** The message that a view is of. */
export function openMessage(source: ViewSource, info: StructInfo, options?: ViewOptions): Message {
  const reading = readingOf(options);
  const areSubarrays = wantsSubarrays(options);
  if (source instanceof Block)
    return new Message(source.memory, source.length, info, reading, source);
  if (source instanceof ChainBuffer) {
    return joinPieces(source.chunks(), info, reading, ownerOf(source));
  }
  const bytes = ownBytes(source);
  const memory = new Memory(bytes);
  if (areSubarrays) memory.binary = "subarray";
  return new Message(memory, bytes.length, info, reading);
}

/** The message of a view that is made anew: nothing can be read from it. */
export function startDraft(draft: Draft, memory: Memory, info: StructInfo): Message {
  const message = new Message(memory, 0, info);
  extrasOf(message).draft = draft;
  return message;
}

/** What a message is made from that can't be read yet. */
export function draftOf(m: Message): Draft | undefined {
  return m.extras === undefined ? undefined : m.extras.draft;
}

/** Fields that must be there may be set later. */
export function startUnfinished(m: Message): void {
  extrasOf(m).unfinished = true;
}

export function isStale(m: Message): boolean {
  return m.extras !== undefined && m.extras.stale;
}

export function isUnfinished(m: Message): boolean {
  return m.extras !== undefined && m.extras.unfinished;
}

/** The pieces of a message of several. */
export function windowsOf(m: Message): Windows | undefined {
  return m.extras === undefined ? undefined : m.extras.windows;
}

/** What scans have noted of structs of recursive types. */
export function hopsOf(m: Message): number[] | undefined {
  return m.extras === undefined ? undefined : m.extras.hops;
}

/** Bytes of the whole message. */
export function lengthOf(m: Message): number {
  const windows = windowsOf(m);
  return windows === undefined ? m.end : windows.length;
}

/** Bytes of it from its offset on. */
export function bytesLeft(m: Message): number {
  return lengthOf(m) - m.shift - m.offset;
}

/** Structs of one size from `first` on, in the form in which we write them, are all that a list has. */
export function noteUniform(m: Message, first: number): void {
  extrasOf(m).uniform = first;
}

export function isUniform(m: Message, first: number): boolean {
  return m.extras !== undefined && m.extras.uniform === first;
}

export function extrasOf(m: Message): Extras {
  return (m.extras ??= new Extras());
}

/** The same bytes for views that are stale, and for those that are opened through them later. */
export function retireMessage(m: Message): Message {
  return isStale(m) ? m : retireCursor(m);
}

/** The same for a cursor alone: what is charged through it is given back when it moves on, and nothing else. */
export function retireCursor(m: Message): Message {
  const copy = new Message(m.memory, m.end, m.info, m.reading, m.owner, windowsOf(m));
  copy.shift = m.shift;
  const extras = extrasOf(copy);
  extras.edits = m.extras?.edits;
  extras.unfinished = isUnfinished(m);
  // The same bytes, so each is scanned once for all of them.
  extras.hops = hopsOf(m);
  extras.stale = true;
  return copy;
}

/** A message of several pieces. */
export function joinPieces(
  pieces: readonly Uint8Array[],
  info?: StructInfo,
  reading?: Reading,
  owner?: Guard,
): Message {
  const [first, ...others] = pieces;
  if (first !== undefined && others.length === 0)
    return new Message(new Memory(first), first.length, info, reading, owner);
  const windows = makeWindows(pieces);
  if (windows.length > joinedBytes) return openWindows(windows, info, reading, owner);
  const bytes = concat(pieces, windows.length);
  return new Message(new Memory(bytes), bytes.length, info, reading, owner);
}

/** A message that reads pieces as they lie, whatever their size. */
export function openWindows(
  windows: Windows,
  info?: StructInfo,
  reading?: Reading,
  owner?: Guard,
): Message {
  if (windows.length > maximumMessage) throw fail("SIZE_LIMIT");
  return new Message(new Memory(new Uint8Array(0)), 0, info, reading, owner, windows);
}

export function concat(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/**
 * Memory whose offset is at `at` of the message, with `n` bytes in one piece; what the codec's readers read from. Of a field
 * that was set, memory at its value.
 */
export function seek(m: Message, at: number, n: number): Memory {
  if (m.owner !== undefined) m.owner.check();
  const r = m.memory;
  const o = at - m.shift;
  if (o < 0 || n > m.end - o || r.bytes.length === 0) return seekFar(m, at, n);
  r.offset = o;
  r.end = m.end;
  r.strict = m.reading.strict;
  return r;
}

/**
 * Where in the window the `n` bytes at `at` are that a scan has found; negative where they are elsewhere, or somebody has taken
 * them away. Short, so that V8 takes it into many getters of one function.
 */
export function nearOffset(m: Message, at: number, n: number): number {
  if (m.owner !== undefined) m.owner.check();
  const o = at - m.shift;
  return o + n <= m.memory.bytes.length ? o : -1;
}

function seekFar(m: Message, at: number, n: number): Memory {
  if (at < 0) return seek(editAt(m, at).message, 3, n);
  moveWindow(m, at, n);
  return seek(m, at, n);
}

/** The edit behind the slot of a field that was set. */
export function editAt(m: Message, slot: number): Edit {
  return m.extras?.edits?.[~slot] ?? fail("STALE_VIEW");
}

/** Keeps an edit; its slot. */
export function addEdit(m: Message, edit: Edit): number {
  const extras = extrasOf(m);
  const { edits } = extras;
  if (edits === undefined) {
    extras.edits = [edit];
    return ~0;
  }
  const slot = extras.vacant?.pop();
  if (slot === undefined) return ~(edits.push(edit) - 1);
  edits[~slot] = edit;
  return slot;
}

/** Puts an edit in the place of another. */
export function replaceEdit(m: Message, slot: number, edit: Edit): void {
  (extrasOf(m).edits ??= [])[~slot] = edit;
}

/** The edit in a slot; none where nothing was set. */
export function heldEdit(m: Message, slot: number): Edit | undefined {
  return slot < 0 ? m.extras?.edits?.[~slot] : undefined;
}

/** Drops the edit of a field that is removed, so that a field that comes and goes takes no more memory each time. */
export function dropEdit(m: Message, slot: number): void {
  const { extras } = m;
  if (extras?.edits === undefined) return;
  extras.edits[~slot] = undefined;
  (extras.vacant ??= []).push(slot);
}

/** Makes the window hold `n` bytes at `at`. */
export function moveWindow(m: Message, at: number, n: number): void {
  const length = lengthOf(m);
  if (n > length - at) throw fail("TRUNCATED", length);
  // The one piece was long enough, so it has been taken away.
  const windows = windowsOf(m);
  if (windows === undefined) throw fail("INVALID_VALUE", at);
  const { memory, end, shift } = findWindow(windows, at, n);
  m.memory = memory;
  m.end = end;
  m.shift = shift;
}
