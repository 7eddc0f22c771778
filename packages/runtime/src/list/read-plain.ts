/** Plain arrays from lists. Loops alone: allocating the array or its BigInts is most of the work. */
import type { Memory } from "../memory.js";
import { newArray, readI64Number, readListHeader } from "../read.js";

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
