/**
 * Where structs of recursive types end: each of their views scans what is in it, and all of that was stepped over with each struct
 * around it, so a chain of n structs took n * n / 2 steps. From its second level on a scan notes the ends of what it steps over, and
 * the next ones hop. Types that are not recursive have few levels, and are not worth the notes.
 */
import { openLevel } from "./scan.js";
import { extrasOf, hopsOf, lengthOf, type Message } from "./message.js";
import { newArray } from "../read.js";
import type { StructView } from "./struct-view.js";

/** What is shorter is stepped over as fast as looked up. */
const minimumHop = 64;
/** Pairs that are kept at the most, in places that depend on where a struct begins: of two of one place the last is. */
const maximumPairs = 1024;

/** A scan of a view of a recursive type, not of the message itself: that may be the only one. */
export function startHops(view: StructView, m: Message): void {
  if (view.$start === 0 || lengthOf(m) < minimumHop) return;
  const extras = extrasOf(m);
  if (extras.hops !== undefined) return;
  let pairs = 16;
  while (pairs < maximumPairs && pairs * 16 < lengthOf(m)) pairs *= 2;
  extras.hops = newArray<number>(pairs * 2).fill(-1);
}

/** Opens a level at a struct of a recursive type. Where that begins; -1 behind it, if it is known where it ends. */
export function openNode(m: Message): number {
  openLevel(m);
  const at = m.shift + m.offset;
  const hops = hopsOf(m);
  if (hops === undefined) return at;
  const place = placeOf(hops, at);
  if (hops[place] !== at) return at;
  m.offset = (hops[place + 1] as number) - m.shift;
  m.depth++;
  return -1;
}

/** Closes the level of the struct that begins at `at`. */
export function closeNode(m: Message, at: number): void {
  m.depth++;
  const end = m.shift + m.offset;
  const hops = hopsOf(m);
  if (hops === undefined || end - at < minimumHop) return;
  const place = placeOf(hops, at);
  hops[place] = at;
  hops[place + 1] = end;
}

/** Structs that hold one another begin a few bytes apart, and long lists of them at any distance. */
function placeOf(hops: readonly number[], at: number): number {
  return ((at ^ (at >>> 9)) * 2) & (hops.length - 1);
}
