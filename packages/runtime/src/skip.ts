/** Steps over values that nobody asked for, as strictly as reading them; and finds the field at an offset that way. */
import { fail } from "./errors.js";
import type { FieldNames } from "./info.js";
import { maximumDepth } from "./limits.js";
import type { Memory } from "./memory.js";
import { nextHeader, readSize, take } from "./read.js";

/** Bytes of a value by wire type id; where they vary, the fewest of them below 0; 0: there is no such type. */
const sizes = [0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, -4, -1, -6, -5, -5, 16];

/**
 * Steps over a value at `r.offset`. Spends depth on every nested value, not on structs alone. With a path it leaves the
 * path of the last value that begins before `r.end` in `r.path`; the names are those of the value's parts.
 */
export function skipValue(
  r: Memory,
  type: number,
  path?: string,
  first?: FieldNames,
  second?: FieldNames,
): void {
  r.path = path;
  const size = sizeOf(r, type);
  if (size > 0) take(r, size);
  else if (type === 11) take(r, readSize(r));
  else {
    if (--r.depth < 0) fail("DEPTH_LIMIT", r.offset);
    if (type === 12) skipFields(r, path, first);
    else skipElements(r, type === 13 ? 2 : 1, path, first, second);
    r.depth++;
  }
}

function sizeOf(r: Memory, type: number): number {
  return sizes[type] || fail("INVALID_TYPE", r.offset);
}

function skipFields(r: Memory, path?: string, names?: FieldNames): void {
  for (let h = 0; (h = nextHeader(r)) !== 0;) {
    const id = (h << 8) >> 16;
    const [name, first, second] = path
      ? ([names?.()[id] ?? `#${id}`].flat() as [string, FieldNames, FieldNames])
      : [];
    skipValue(r, h >>> 24, path && `${path}.${name}`, first, second);
    r.path = path;
  }
}

/** A list or set (1 type in its header) or a map (2). While a path is sought, the count need not fit before `r.end`. */
function skipElements(
  r: Memory,
  types: number,
  path?: string,
  first?: FieldNames,
  second?: FieldNames,
): void {
  const o = take(r, types);
  const typeAt = (i: number): number => r.view.getUint8(o + (i % types));
  let n = readSize(r);
  if (n > 0 && !path) {
    const size = sizeOf(r, typeAt(0));
    const least = Math.abs(size) + (types - 1) * Math.abs(sizeOf(r, typeAt(1)));
    if (n * least > r.end - r.offset) fail("TRUNCATED", o);
    if (types < 2 && size > 0) {
      take(r, n * size);
      n = 0;
    }
  }
  for (let i = 0; i < n * types; i++)
    skipValue(r, typeAt(i), path && `${path}[${(i / types) | 0}]`, i % types ? second : first);
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
  // Generated readers spend depth on structs alone; containers between them nest as deep as their types.
  r.depth = 1000;
  try {
    skipValue(r, 12, "$", names);
  } catch {
    // It ends in the middle of that field, as expected.
  }
  r.offset = start;
  r.end = end;
  r.depth = maximumDepth;
  return ((r.path as string) + rest).slice(2);
}
