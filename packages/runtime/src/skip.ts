/** Steps over values that nobody asked for, as strictly as reading them; and finds the field at an offset that way. */
import { fail } from "./errors.js";
import type { FieldNames, PartNames } from "./info.js";
import { maximumDepth, searchDepth } from "./limits.js";
import type { Memory } from "./memory.js";
import { enter, nextHeader, readSize, take } from "./read.js";

/** By wire type id: four times the bytes of a value, and 1 more than for the fewest where they vary; 0: no such type. */
const sizes = [0, 0, 4, 4, 32, 0, 8, 0, 16, 0, 32, 17, 5, 25, 21, 21, 64];

/**
 * Where a skip stands, by the depth that is left: half a field's header; ~2i for element i of a list and for a key, ~(2i + 1)
 * for its value; 0 between two of them. Numbers in one place, so that a search takes hardly longer than a skip.
 */
const trail = /* @__PURE__ */ new Int32Array(searchDepth);

/** Steps over a value at `r.offset`. Spends depth on every nested value, not on structs alone. `mark` is for the trail. */
export function skipValue(r: Memory, type: number, mark?: number): void {
  trail[r.depth] = mark as number;
  const size = sizeOf(r, type);
  if (type === 11) take(r, readSize(r));
  else if (!(size & 3)) take(r, size >> 2);
  else {
    enter(r);
    trail[--r.depth] = 0;
    if (type === 12) for (let h = 0; (h = nextHeader(r)) !== 0;) skipValue(r, h >>> 24, h >>> 1);
    else skipElements(r, type === 13 ? 1 : 2);
    r.depth++;
  }
  trail[r.depth] = 0;
}

function sizeOf(r: Memory, type: number): number {
  return sizes[type] || fail("INVALID_TYPE", r.offset);
}

/** A map (`step` 1: keys are even, values odd) or a list or set (2). In a search the count need not fit before `r.end`. */
function skipElements(r: Memory, step: number): void {
  const o = take(r, 3 - step);
  const n = readSize(r);
  if (!n) return;
  const size = sizeOf(r, r.view.getUint8(o)) + (step < 2 ? sizeOf(r, r.view.getUint8(o + 1)) : 0);
  const most = ((r.end - r.offset) / (size >> 2)) | 0;
  if (n > most && r.depth < maximumDepth) fail("TRUNCATED", o);
  // What is of fixed size is not walked; in a search, where it ends.
  let i = size & 3 ? 0 : Math.min(n, most);
  take(r, i * (size >> 2));
  for (i *= 2; i < n * 2; i += step) skipValue(r, r.view.getUint8(o + (i & 1)), ~i);
}

/**
 * The field that covers offset `at` of the message that begins at `start`, such as `leaves[3].l`; empty where it is the
 * message itself; with `rest`, which begins with a dot. What stands behind `at` may be anything.
 */
export function locateField(
  r: Memory,
  start: number,
  at: number,
  names: FieldNames,
  rest: string,
): string {
  const { end } = r;
  r.offset = start;
  r.end = at;
  r.depth = searchDepth;
  try {
    skipValue(r, 12);
  } catch {
    // It ends in the middle of that field, as expected.
  }
  let path = "";
  let name: string;
  let parts: PartNames | undefined = names;
  for (let depth = searchDepth; --depth >= r.depth;) {
    const step = trail[depth] as number;
    if (step < 0) {
      path += `[${~step >> 1}]`;
      // A function has no such properties.
      parts = (parts as readonly PartNames[] | undefined)?.[~step & 1] ?? parts;
    } else if (step) {
      const id = (step << 9) >> 16;
      const entry = (parts as FieldNames | undefined)?.call?.(0)[id] ?? `#${id}`;
      [name, parts] = [entry].flat() as [string, PartNames?];
      path += `.${name}`;
    }
  }
  r.offset = start;
  r.end = end;
  return (path + rest).slice(1);
}
