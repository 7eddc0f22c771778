/** The frame of a struct's scan, which generated classes fill. */
import { fail } from "../errors.js";
import { maximumDepth } from "../limits.js";
import { failAt } from "./explain.js";
import { isUnfinished, lengthOf, seek, type Message } from "./message.js";
import { addExtra, extraOf } from "./odd.js";
import { spreadRun } from "./run.js";
import { passBytes, skipField, skipText, takeBytes } from "./scan.js";
import { settleDraft } from "./settle.js";
import type { StructView } from "./struct-view.js";
import type { UnionView } from "./union-view.js";

/** The message, its window at the next header of the struct; undefined where a lazy view has found what is wanted. */
export function beginScan(view: StructView, wanted: number): Message | undefined {
  settleDraft(view);
  const m = view.$message;
  if (view.$end < 0) {
    if ((view.$slots()[wanted] ?? 0) !== 0) return undefined;
    m.offset = seek(m, -view.$end, 1).offset;
    dropExtra(extraOf(view), -view.$end);
  } else {
    m.offset = seek(m, view.$start, 1).offset;
    // A scan that failed starts anew.
    if (view.$odd !== undefined) view.$moveTo(view.$start);
  }
  m.depth = maximumDepth;
  return m;
}

/** A scan that failed behind `from`, where a lazy view had paused, goes on there; it notes fields in their order. */
function dropExtra(extra: number[] | undefined, from: number): void {
  if (extra === undefined) return;
  let count = extra.length;
  while (count > 0 && (extra[count - 2] as number) >= from) count -= 2;
  extra.length = count;
}

/** A field of the first run stands by itself, as others write it, or again: steps over its value. */
export function placeInRun(
  view: StructView,
  m: Message,
  at: number,
  index: number,
  size: number,
): void {
  passBytes(m, size);
  const places = spreadRun(view);
  const slot = places[index] as number;
  places[index] = slot === 0 ? at : placeAgain(view, m, slot, at, index);
}

/** The slot of a field whose value stands at `at`. */
export function placeField(
  view: StructView,
  m: Message,
  slot: number,
  at: number,
  index: number,
): number {
  return slot === 0 ? at : placeAgain(view, m, slot, at, index);
}

/** The same, and steps over the value: of fixed size. */
export function placeFixed(
  view: StructView,
  m: Message,
  slot: number,
  at: number,
  index: number,
  size: number,
): number {
  passBytes(m, size);
  return slot === 0 ? at : placeAgain(view, m, slot, at, index);
}

/** The same, and steps over the value: text or binary. */
export function placeText(
  view: StructView,
  m: Message,
  slot: number,
  at: number,
  index: number,
): number {
  skipText(m);
  return slot === 0 ? at : placeAgain(view, m, slot, at, index);
}

/** A field came again. The last occurrence counts, as in `decode`; in a lazy view the first. */
function placeAgain(view: StructView, m: Message, slot: number, at: number, index: number): number {
  if (at === slot) return slot;
  addExtra(view, (m.reading.lazy ? at : slot) - 3, index);
  return m.reading.lazy ? slot : at;
}

/** Where a struct of `n` bytes begins in the window, which holds all of it if the message is stamped. */
export function gatherStruct(m: Message, n: number): number {
  if (m.reading.stamped) m.offset = takeBytes(m, n);
  return m.offset;
}

/** A struct of a stamped message that has not the agreed form. */
export function failStamp(m: Message): never {
  return failAt(m, "INVALID_DATA", m.shift + m.offset);
}

/** The value of a union's member stands here; of those before none counts. */
export function placeMember(view: UnionView, m: Message, index: number): void {
  if (view.$member >= 0) addExtra(view, view.$slot - 3, view.$member);
  view.$member = index;
  view.$slot = m.shift + m.offset;
}

/** Steps over a field that the struct does not have. */
export function skipUnknown(view: StructView, m: Message, h: number): void {
  addExtra(view, m.shift + m.offset - 3, -1);
  skipField(m, h >>> 24);
}

/** Where the bytes begin that no scan has stepped over. */
function begun(view: StructView): number {
  return view.$end < 0 ? -view.$end : view.$start;
}

/** A lazy view has found what is wanted: notes where its scan goes on. */
export function pauseScan(view: StructView, m: Message): void {
  // What was stepped over is there, wherever the window ends.
  passBytes(m, 0);
  const end = m.shift + m.offset;
  m.scanned += end - begun(view);
  view.$end = -end;
}

/** Behind STOP. */
export function endScan(view: StructView, m: Message): void {
  const end = m.shift + m.offset;
  if (view.$start === 0 && m.info !== undefined && end !== lengthOf(m))
    failAt(m, "TRAILING_BYTES", end);
  m.scanned += end - begun(view);
  view.$end = end;
  const extra = extraOf(view);
  if (extra !== undefined && !m.reading.lazy) checkReplaced(view, extra);
}

/**
 * No property shows an occurrence that a later one has replaced, and `decode` refuses it where it is malformed: such a struct,
 * which only hostile or broken peers write, is decoded once.
 */
function checkReplaced(view: StructView, extra: readonly number[]): void {
  const { headers } = view.$kind;
  for (let i = 1; i < extra.length; i += 2) {
    const type = (headers[extra[i] as number] ?? 0) >>> 24;
    // All other bytes of fixed-size types mean something; i64 may be out of a number's range.
    if (type < 10 || type > 15) continue;
    try {
      view.$toObject();
    } catch (error) {
      view.$end = 0;
      throw error;
    }
    return;
  }
}

/** A required field of a view that is made from nothing, not set yet. */
export function absentField(name: string): never {
  throw fail("MISSING_REQUIRED", 0, name);
}

/** A required field is not there. What is built from nothing has no bytes but STOP yet. */
export function missingField(m: Message, rest: string): void {
  if (!isUnfinished(m)) failAt(m, "MISSING_REQUIRED", m.shift + m.offset - 1, rest);
}
