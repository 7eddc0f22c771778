/** Lists of one-byte elements, which need no swap. */
import type { Memory } from "../memory.js";
import { newArray, readListHeader } from "../read.js";
import { badValue, writeListHeader } from "../write.js";
import { countTyped } from "./intrinsics.js";

/** From so many elements on, the engine's copy is faster than a loop. */
const longCopy = 32;

export function writeListI8(w: Memory, o: number, a: readonly number[] | Int8Array): number {
  return ArrayBuffer.isView(a) ? writeTypedI8(w, o, a) : writeNumbersI8(w, o, a);
}

export function writeTypedI8(w: Memory, o: number, a: Int8Array): number {
  const n = countTyped(a, "Int8Array", o);
  o = writeListHeader(w, o, 3, n, 1);
  if (n >= longCopy) w.bytes.set(a, o);
  else {
    const d = w.view;
    for (let i = 0; i < n; i++) d.setInt8(o + i, a[i] as number);
  }
  return o + n;
}

export function writeNumbersI8(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 3, n, 1);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 24) >> 24 !== x) throw badValue(x, o, 0);
    d.setInt8(o++, x);
  }
  return o;
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

export function readTypedI8(r: Memory): Int8Array {
  const n = readListHeader(r, 3, 1, 1);
  const a = r.arena === undefined ? new Int8Array(n) : r.arena.int8(n);
  const d = r.view;
  const o = r.offset;
  if (n >= longCopy) a.set(new Int8Array(d.buffer, d.byteOffset + o, n));
  else for (let i = 0; i < n; i++) a[i] = d.getInt8(o + i);
  r.offset = o + n;
  return a;
}

export function writeListBool(w: Memory, o: number, a: readonly boolean[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 2, n, 1);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as boolean;
    if (typeof x !== "boolean") throw badValue(x, o);
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
