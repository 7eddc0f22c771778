/** Steps over values that nobody asked for, as strictly as reading them. */
import { fail } from "./errors.js";
import { readSize } from "./read.js";
import type { Reader } from "./reader.js";

/**
 * The smallest size of a value in bytes by wire type id; 0: the type does not exist (void, 1, never stands on the
 * wire). Negative: every value has just this size.
 */
const sizes = [0, 0, -1, -1, -8, 0, -2, 0, -4, 0, -8, 4, 1, 6, 5, 5, -16];

/** Steps over the field at `o` with header `h` (type << 16 | id), returns the offset behind it. */
export function skipField(r: Reader, o: number, h: number): number {
  r.offset = o + 3;
  skipValue(r, h >>> 16);
  return r.offset;
}

/** Steps over a value at `r.offset`. Spends depth on every nested value, not on structs alone. */
export function skipValue(r: Reader, type: number): void {
  const size = sizeOf(r, type);
  const o = r.offset;
  if (r.end - o < Math.abs(size)) fail("TRUNCATED", r.end);
  if (size < 0) r.offset -= size;
  else if (type === 11) r.offset += 4 + readSize(r, o, 1);
  else {
    if (--r.depth < 0) fail("DEPTH_LIMIT", o);
    if (type === 12) skipStruct(r);
    else skipElements(r, type === 13);
    r.depth++;
  }
}

function skipStruct(r: Reader): void {
  for (let type = 0; r.offset < r.end;) {
    type = r.view.getUint8(r.offset);
    if (type === 0) {
      r.offset++;
      return;
    }
    sizeOf(r, type);
    r.offset += 3;
    skipValue(r, type);
  }
  fail("TRUNCATED", r.end);
}

function skipElements(r: Reader, isMap: boolean): void {
  const o = r.offset;
  const first = r.view.getUint8(o);
  const second = r.view.getUint8(o + 1);
  r.offset = isMap ? o + 6 : o + 5;
  let n = r.view.getInt32(r.offset - 4);
  if (n === 0) return;
  const size = sizeOf(r, first);
  const total = isMap ? Math.abs(size) + Math.abs(sizeOf(r, second)) : Math.abs(size);
  n = readSize(r, r.offset - 4, total);
  if (size < 0 && (!isMap || sizeOf(r, second) < 0)) r.offset += n * total;
  else
    for (; n > 0; n--) {
      skipValue(r, first);
      if (isMap) skipValue(r, second);
    }
}

/** The entry of `sizes`; INVALID_TYPE where there is no such type. */
function sizeOf(r: Reader, type: number): number {
  return sizes[type] || fail("INVALID_TYPE", r.offset);
}
