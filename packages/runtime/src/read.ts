/** What generated readers call besides text: headers, sizes, scalars that need a check, binary. */
import { fail } from "./errors.js";
import type { Reader } from "./reader.js";

/**
 * The header at `o` as type << 16 | id. 0 to 0xffff means STOP: four bytes can only be missing at the end of the
 * input, where a zero byte is STOP and anything else is cut off.
 */
export function readHeader(r: Reader, o: number): number {
  return r.end - o > 3 ? r.view.getInt32(o) >>> 8 : readLastHeader(r, o);
}

function readLastHeader(r: Reader, o: number): number {
  if (o >= r.end || r.view.getUint8(o) !== 0) fail("TRUNCATED", r.end);
  return 0;
}

/** Checks that `n` bytes stand at `o`, header included, and returns the offset behind the header. */
export function need(r: Reader, o: number, n: number): number {
  if (r.end - o < n) fail("TRUNCATED", r.end);
  return o + 3;
}

/** The size at `o`: not negative, and so many times `minimum` bytes must be left behind it. */
export function readSize(r: Reader, o: number, minimum: number): number {
  const left = r.end - o - 4;
  if (left < 0) fail("TRUNCATED", r.end);
  const n = r.view.getInt32(o);
  if (n < 0) fail("NEGATIVE_SIZE", o);
  if (n * minimum > left) fail("TRUNCATED", o);
  return n;
}

/**
 * Reads the header of a list or set whose elements have wire type `type`, at least `minimum` bytes each and `heap`
 * heap bytes once decoded. Returns the count, which the bytes left can hold. Empty containers may name any type.
 */
export function readListHeader(r: Reader, type: number, minimum: number, heap: number): number {
  const o = r.offset;
  const n = readSize(r, o + 1, 0);
  if (n > 0 && r.view.getUint8(o) !== type) fail("INVALID_TYPE", o);
  r.offset = o + 5;
  return charge(r, n, minimum, heap);
}

/** As `readListHeader`, for maps: `types` is key type << 8 | value type, the rest is of an entry. */
export function readMapHeader(r: Reader, types: number, minimum: number, heap: number): number {
  const o = r.offset;
  const n = readSize(r, o + 2, 0);
  if (n > 0 && r.view.getUint16(o) !== types) fail("INVALID_TYPE", o);
  r.offset = o + 6;
  return charge(r, n, minimum, heap);
}

function charge(r: Reader, n: number, minimum: number, heap: number): number {
  if (n * minimum > r.end - r.offset) fail("TRUNCATED", r.offset - 4);
  if ((r.heap -= n * heap) < 0) fail("SIZE_LIMIT", r.offset - 4);
  return n;
}

/** An array of `n` holes. V8 makes a slow dictionary of larger ones, so those grow as they are filled. */
export function newArray<T>(n: number): T[] {
  return n > 30_000_000 ? [] : new globalThis.Array<T>(n);
}

/** A copy of the bytes: the message may be recycled while they live on. */
export function readBinary(r: Reader): Uint8Array {
  const o = r.offset + 4;
  r.offset = o + readSize(r, o - 4, 1);
  return globalThis.Uint8Array.prototype.slice.call(r.bytes, o, r.offset);
}

/** An i64 as number; OUT_OF_RANGE beyond 2^53 - 1 either way. The caller has checked that 8 bytes stand at `o`. */
export function readI64Number(r: Reader, o: number): number {
  const high = r.view.getInt32(o);
  const value = high * 0x1_0000_0000 + r.view.getUint32(o + 4);
  // The first test is cheap and leaves only -2^53 to the second.
  if ((high + 0x20_0000) >>> 22 !== 0 || value === -0x20_0000_0000_0000) fail("OUT_OF_RANGE", o);
  return value;
}

/** Steps over `n` bytes and returns the offset of the first: scalars inside containers. */
export function take(r: Reader, n: number): number {
  const o = r.offset;
  if (r.end - o < n) fail("TRUNCATED", r.end);
  r.offset = o + n;
  return o;
}
