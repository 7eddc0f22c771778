/**
 * Lists from typed arrays: loops for short ones, which are the truth for all tiers.
 *
 * Who lies about a typed array, by a Proxy, a subclass or properties of its own, is refused or believed, but never gets other
 * memory written: beyond the true end there is no last element. Asking for the true length takes 4 ns more.
 */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { changesNaN, high, low, movesI64 } from "./engine.js";
import { partOf } from "./intrinsics.js";
import { putDouble, putI16, putI32, putI64 } from "./put.js";
import { long } from "./tiers.js";

export function writeTypedI16(w: Memory, o: number, a: Int16Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int16Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) {
    const end = putI16(w, o, a, n);
    if (end !== 0) return end;
  }
  o = writeListHeader(w, o, 6, n, 2);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt16(o, a[i] as number);
    o = (o + 2) | 0;
  }
  return o;
}

export function writeTypedI32(w: Memory, o: number, a: Int32Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int32Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) {
    const end = putI32(w, o, a, n);
    if (end !== 0) return end;
  }
  o = writeListHeader(w, o, 8, n, 4);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt32(o, a[i] as number);
    o = (o + 4) | 0;
  }
  return o;
}

export function writeTypedI64(w: Memory, o: number, a: BigInt64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof BigInt64Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed64) {
    const end = putI64(w, o, a, n);
    if (end !== 0) return end;
  }
  o = writeListHeader(w, o, 10, n, 8);
  if (!movesI64) return writeHalves(w.view, o, a, n);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setBigInt64(o, a[i] as bigint);
    o = (o + 8) | 0;
  }
  return o;
}

export function writeTypedDouble(w: Memory, o: number, a: Float64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Float64Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) {
    const end = putDouble(w, o, a, n);
    if (end !== 0) return end;
  }
  o = writeListHeader(w, o, 4, n, 8);
  if (changesNaN) return writeBits(w.view, o, a, n);
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setFloat64(o, a[i] as number);
    o = (o + 8) | 0;
  }
  return o;
}

/** For engines that change NaNs: those are written in halves, with all behind them. */
function writeBits(d: DataView, o: number, a: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (x !== x) return writeHalves(d, o, partOf(a, Float64Array, 8, i, n - i), n - i);
    d.setFloat64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

/** A copy of short lists, whose halves can be read without a new view: making one takes longer than 8 elements. */
const most = 64;
const wholes = /* @__PURE__ */ new BigInt64Array(most);
const halves = /* @__PURE__ */ (() => new Int32Array(wholes.buffer))();

/** 8 bytes of each element, as they are. */
function writeHalves(d: DataView, o: number, a: BigInt64Array | Float64Array, n: number): number {
  if (n === 0) return o;
  let from = halves;
  if (n > most || a instanceof Float64Array) from = partOf(a, Int32Array, 8, 0, n * 2);
  else wholes.set(a);
  for (let i = 0; i < n * 2; i += 2) {
    d.setInt32(o, from[i + high] as number);
    d.setInt32(o + 4, from[i + low] as number);
    o = (o + 8) | 0;
  }
  return o;
}
