/**
 * Lists of fixed-size numbers. Each element type and source kind has a loop of its own: a DataView loop that has seen
 * two kinds of array stays 5 to 10 times slower for good. Ranges are checked before the loop.
 */
import type { Memory } from "./memory.js";
import { newArray, readI64Number, readListHeader } from "./read.js";
import { writeI64Bigint, writeI64Number } from "./fields-i64.js";
import { badValue, writeListHeader } from "./write.js";

export function writeListI32(w: Memory, o: number, a: readonly number[] | Int32Array): number {
  if (a instanceof Int32Array) return writeTypedI32(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 8, n, 4);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x | 0) !== x) badValue(x, o, 0);
    d.setInt32(o, x);
    o += 4;
  }
  return o;
}

function writeTypedI32(w: Memory, o: number, a: Int32Array): number {
  const n = a.length;
  o = writeListHeader(w, o, 8, n, 4);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt32(o, a[i] as number);
    o += 4;
  }
  return o;
}

export function writeListI16(w: Memory, o: number, a: readonly number[] | Int16Array): number {
  if (a instanceof Int16Array) return writeTypedI16(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 6, n, 2);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 16) >> 16 !== x) badValue(x, o, 0);
    d.setInt16(o, x);
    o += 2;
  }
  return o;
}

function writeTypedI16(w: Memory, o: number, a: Int16Array): number {
  const n = a.length;
  o = writeListHeader(w, o, 6, n, 2);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt16(o, a[i] as number);
    o += 2;
  }
  return o;
}

export function writeListI8(w: Memory, o: number, a: readonly number[] | Int8Array): number {
  if (a instanceof Int8Array) return writeTypedI8(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 3, n, 1);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 24) >> 24 !== x) badValue(x, o, 0);
    d.setInt8(o++, x);
  }
  return o;
}

function writeTypedI8(w: Memory, o: number, a: Int8Array): number {
  const n = a.length;
  o = writeListHeader(w, o, 3, n, 1);
  const d = w.view;
  for (let i = 0; i < n; i++) d.setInt8(o++, a[i] as number);
  return o;
}

export function writeListDouble(w: Memory, o: number, a: readonly number[] | Float64Array): number {
  if (a instanceof Float64Array) return writeTypedDouble(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 4, n, 8);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number") badValue(x, o);
    d.setFloat64(o, x);
    o += 8;
  }
  return o;
}

function writeTypedDouble(w: Memory, o: number, a: Float64Array): number {
  const n = a.length;
  o = writeListHeader(w, o, 4, n, 8);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setFloat64(o, a[i] as number);
    o += 8;
  }
  return o;
}

/** i64 elements as bigint. */
export function writeListI64(w: Memory, o: number, a: readonly bigint[] | BigInt64Array): number {
  if (a instanceof BigInt64Array) return writeTypedI64(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  for (let i = 0; i < n; i++) {
    writeI64Bigint(w, o, a[i] as bigint);
    o += 8;
  }
  return o;
}

/** Where the low half of an i64 stands in memory: first on little-endian machines, which nearly all are. */
const low = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
const high = 1 - low;

/** In halves: V8 makes a BigInt of each whole element it moves (Node 20: 9.7 ns to write one, 1.7 in halves). */
function halvesOf(a: BigInt64Array): Int32Array {
  return new Int32Array(a.buffer, a.byteOffset, a.length * 2);
}

function writeTypedI64(w: Memory, o: number, a: BigInt64Array): number {
  const halves = halvesOf(a);
  const n = halves.length;
  o = writeListHeader(w, o, 10, n >> 1, 8);
  const d = w.view;
  for (let i = 0; i < n; i += 2) {
    d.setInt32(o, halves[i + high] as number);
    d.setInt32(o + 4, halves[i + low] as number);
    o += 8;
  }
  return o;
}

/** i64 elements as safe integers. */
export function writeListI64Number(
  w: Memory,
  o: number,
  a: readonly number[] | BigInt64Array,
): number {
  if (a instanceof BigInt64Array) return writeTypedI64(w, o, a);
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  for (let i = 0; i < n; i++) {
    writeI64Number(w, o, a[i] as number);
    o += 8;
  }
  return o;
}

export function readListI32(r: Memory): number[] {
  const n = readListHeader(r, 8, 4, 8);
  const a = newArray<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt32(o);
    o += 4;
  }
  r.offset = o;
  return a;
}

export function readListI16(r: Memory): number[] {
  const n = readListHeader(r, 6, 2, 8);
  const a = newArray<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt16(o);
    o += 2;
  }
  r.offset = o;
  return a;
}

export function readListI8(r: Memory): number[] {
  const n = readListHeader(r, 3, 1, 8);
  const a = newArray<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) a[i] = d.getInt8(o++);
  r.offset = o;
  return a;
}

export function readListDouble(r: Memory): number[] {
  const n = readListHeader(r, 4, 8, 8);
  const a = newArray<number>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getFloat64(o);
    o += 8;
  }
  r.offset = o;
  return a;
}

export function readListI64(r: Memory): bigint[] {
  const n = readListHeader(r, 10, 8, 32);
  const a = newArray<bigint>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getBigInt64(o);
    o += 8;
  }
  r.offset = o;
  return a;
}

export function readListI64Number(r: Memory): number[] {
  const n = readListHeader(r, 10, 8, 16);
  const a = newArray<number>(n);
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = readI64Number(r, o);
    o += 8;
  }
  r.offset = o;
  return a;
}

export function readTypedI8(r: Memory): Int8Array {
  const n = readListHeader(r, 3, 1, 1);
  const a = new Int8Array(n);
  const o = r.offset;
  for (let i = 0; i < n; i++) a[i] = r.bytes[o + i] as number;
  r.offset = o + n;
  return a;
}

export function readTypedI16(r: Memory): Int16Array {
  const n = readListHeader(r, 6, 2, 2);
  const a = new Int16Array(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt16(o);
    o += 2;
  }
  r.offset = o;
  return a;
}

export function readTypedI32(r: Memory): Int32Array {
  const n = readListHeader(r, 8, 4, 4);
  const a = new Int32Array(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt32(o);
    o += 4;
  }
  r.offset = o;
  return a;
}

export function readTypedI64(r: Memory): BigInt64Array {
  const n = readListHeader(r, 10, 8, 8);
  const a = new BigInt64Array(n);
  const halves = halvesOf(a);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n * 2; i += 2) {
    halves[i + high] = d.getInt32(o);
    halves[i + low] = d.getInt32(o + 4);
    o += 8;
  }
  r.offset = o;
  return a;
}

export function readTypedDouble(r: Memory): Float64Array {
  const n = readListHeader(r, 4, 8, 8);
  const a = new Float64Array(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) {
    a[i] = d.getFloat64(o);
    o += 8;
  }
  r.offset = o;
  return a;
}

export function writeListBool(w: Memory, o: number, a: readonly boolean[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 2, n, 1);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as boolean;
    if (typeof x !== "boolean") badValue(x, o);
    d.setUint8(o++, x ? 1 : 0);
  }
  return o;
}

export function readListBool(r: Memory): boolean[] {
  const n = readListHeader(r, 2, 1, 8);
  const a = newArray<boolean>(n);
  const d = r.view;
  let o = r.offset;
  for (let i = 0; i < n; i++) a[i] = d.getUint8(o++) !== 0;
  r.offset = o;
  return a;
}
