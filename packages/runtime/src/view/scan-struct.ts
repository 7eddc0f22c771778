/** The frame of a struct's scan, which generated classes fill. */
import { fail } from "../errors.js";
import { maximumDepth } from "../limits.js";
import { failAt } from "./explain.js";
import { seek, type Message } from "./message.js";
import { passBytes, skipField, skipText } from "./scan.js";
import type { StructView } from "./struct-view.js";

/** The message, its window at the next header of the struct; undefined where a lazy view has found what is wanted. */
export function beginScan(view: StructView, wanted: number): Message | undefined {
  const m = view.$message;
  if (m.lazy && view.$next !== view.$start && (view.$slots()[wanted] ?? 0) !== 0) return undefined;
  m.offset = seek(m, view.$next, 1).offset;
  m.depth = maximumDepth;
  // A scan that failed starts anew.
  if (view.$next === view.$start) view.$extra = undefined;
  return m;
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
  (view.$extra ??= []).push((m.lazy ? at : slot) - 3, index);
  return m.lazy ? slot : at;
}

/** Another member of a union, in whose place a later one stands. */
export function placeOther(view: StructView, at: number, index: number): void {
  (view.$extra ??= []).push(at - 3, index);
}

/** Steps over a field that the struct does not have. */
export function skipUnknown(view: StructView, m: Message, h: number): void {
  (view.$extra ??= []).push(m.shift + m.offset - 3, -1);
  skipField(m, h >>> 24);
}

/** A lazy view has found what is wanted: its scan pauses. */
export function isFound(view: StructView, m: Message, wanted: number): boolean {
  const found = (view.$slots()[wanted] ?? 0) !== 0;
  if (found) pauseScan(view, m);
  return found;
}

/** Notes where the scan of a lazy view goes on. */
export function pauseScan(view: StructView, m: Message): void {
  // What was stepped over is there, wherever the window ends.
  passBytes(m, 0);
  m.scanned += m.shift + m.offset - view.$next;
  view.$next = m.shift + m.offset;
}

/** Behind STOP. */
export function endScan(view: StructView, m: Message): void {
  const end = m.shift + m.offset;
  if (view.$start === 0 && m.info !== undefined && end !== m.length)
    failAt(m, "TRAILING_BYTES", end);
  m.scanned += end - view.$next;
  view.$end = end;
}

/** A required field of a view that is made from nothing, not set yet. */
export function absentField(name: string): never {
  return fail("MISSING_REQUIRED", 0, name);
}

/** A required field is not there. What is built from nothing has no bytes but STOP yet. */
export function missingField(m: Message, rest: string): void {
  if (m.length > 1) failAt(m, "MISSING_REQUIRED", m.shift + m.offset - 1, rest);
}
