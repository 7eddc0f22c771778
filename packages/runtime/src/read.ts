/** What generated readers call besides text: headers, sizes, scalars that need a check, binary. */
import { fail } from "./errors.js";
import { heapFactor, maximumHeap } from "./limits.js";
import type { Memory } from "./memory.js";

/** Steps behind the field header at `r.offset` and returns it as type << 24 | id << 8; 0 behind STOP. */
export function nextHeader(r: Memory): number {
  const type = r.view.getUint8(take(r, 1));
  return type && (type << 24) | (r.view.getUint16(take(r, 2)) << 8);
}

/** Opens a struct: its level must be there. Returns the view to read from. */
export function enter(r: Memory): DataView {
  if (r.depth < 1) fail("DEPTH_LIMIT", r.offset);
  return r.view;
}

/** Steps over `n` bytes, which must be there, and returns where they begin. */
export function take(r: Memory, n: number): number {
  const o = r.offset;
  // So written, an offset that a caller set to NaN ends here too.
  if (!(n <= r.end - o)) fail("TRUNCATED", r.end);
  r.offset = o + n;
  return o;
}

/** Reads a size, which is not negative. */
export function readSize(r: Memory): number {
  const o = take(r, 4);
  const n = r.view.getInt32(o);
  if (n < 0) fail("NEGATIVE_SIZE", o);
  return n;
}

/**
 * Reads the header of a list or set whose elements have wire type `type`, at least `minimum` bytes each and `heap`
 * heap bytes once decoded. Returns the count, which the bytes left can hold. Empty containers may name any type.
 */
export function readListHeader(r: Memory, type: number, minimum: number, heap: number): number {
  const o = take(r, 1);
  const n = readSize(r);
  if (n > 0 && r.view.getUint8(o) !== type) fail("INVALID_TYPE", o);
  return charge(r, n, minimum, heap);
}

/** As `readListHeader`, for maps: `types` is key type << 8 | value type, the rest is of an entry. */
export function readMapHeader(r: Memory, types: number, minimum: number, heap: number): number {
  const o = take(r, 2);
  const n = readSize(r);
  if (n > 0 && r.view.getUint16(o) !== types) fail("INVALID_TYPE", o);
  return charge(r, n, minimum, heap);
}

function charge(r: Memory, n: number, minimum: number, heap: number): number {
  if (n * minimum > r.end - r.offset) fail("TRUNCATED", r.offset - 4);
  r.heap += n * heap;
  if (r.heap > maximumHeap && r.heap > r.end * heapFactor) fail("SIZE_LIMIT", r.offset - 4);
  return n;
}

/** An array of `n` holes. V8 makes a slow dictionary of larger ones, so those grow as they are filled. */
export function newArray<T>(n: number): T[] {
  return n > 30_000_000 ? [] : Array<T>(n);
}

/** A copy of the bytes, because the message may be recycled while they live on; where it is not, as part of it on request. */
export function readBinary(r: Memory): Uint8Array {
  const o = take(r, readSize(r));
  if (r.binary !== undefined)
    return new Uint8Array(r.view.buffer, r.view.byteOffset + o, r.offset - o);
  return Uint8Array.prototype.slice.call(r.bytes, o, r.offset);
}

/** An i64 as number; OUT_OF_RANGE beyond 2^53 - 1 either way. The caller has checked that 8 bytes stand at `o`. */
export function readI64Number(r: Memory, o: number): number {
  const high = r.view.getInt32(o);
  const value = high * 0x1_0000_0000 + r.view.getUint32(o + 4);
  // The first test is cheap and leaves only -2^53 to the second.
  if ((high + 0x20_0000) >>> 22 !== 0 || value === -0x20_0000_0000_0000) fail("OUT_OF_RANGE", o);
  return value;
}
