/**
 * Plain arrays from lists. Loops alone: allocating the array or its BigInts is most of the work. Each makes its array itself and
 * by `new`, because V8 remembers by such a place in the code what its arrays come to hold. Others are made to hold small
 * integers, and anew when they get a double: 2 to 4 times as long for lists of doubles up to 16 elements, 1.6 for longer ones.
 */
// oxlint-disable unicorn/no-new-array
import { fail } from "../errors.js";
import type { Memory } from "../memory.js";
import { readListHeader } from "../read.js";

/** V8 makes a slow dictionary of an array of more holes: those grow as they are filled. */
const maximumHoles = 30_000_000;

export function readListI32(r: Memory): number[] {
  const n = readListHeader(r, 8, 4, 8);
  const a = n > maximumHoles ? [] : new Array<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt32(o);
    o = (o + 4) | 0;
  }
  r.offset = o;
  return a;
}

export function readListI16(r: Memory): number[] {
  const n = readListHeader(r, 6, 2, 8);
  const a = n > maximumHoles ? [] : new Array<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt16(o);
    o = (o + 2) | 0;
  }
  r.offset = o;
  return a;
}

export function readListDouble(r: Memory): number[] {
  const n = readListHeader(r, 4, 8, 8);
  const a = n > maximumHoles ? [] : new Array<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getFloat64(o);
    o = (o + 8) | 0;
  }
  r.offset = o;
  return a;
}

/** i64 elements as bigint. */
export function readListI64(r: Memory): bigint[] {
  const n = readListHeader(r, 10, 8, 32);
  const a = n > maximumHoles ? [] : new Array<bigint>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getBigInt64(o);
    o = (o + 8) | 0;
  }
  r.offset = o;
  return a;
}

/** i64 elements as number; OUT_OF_RANGE beyond 2^53 - 1 either way. */
export function readListI64Number(r: Memory): number[] {
  const n = readListHeader(r, 10, 8, 16);
  const a = n > maximumHoles ? [] : new Array<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    const high = d.getInt32(o);
    const x = high * 0x1_0000_0000 + d.getUint32(o + 4);
    // The first test is cheap and leaves only -2^53 to the second.
    // No `throw`: with it the loop takes 1.1 times as long on Node 20.
    if ((high + 0x20_0000) >>> 22 !== 0 || x === -0x20_0000_0000_0000) fail("OUT_OF_RANGE", o);
    a[i] = x;
    o = (o + 8) | 0;
  }
  r.offset = o;
  return a;
}
