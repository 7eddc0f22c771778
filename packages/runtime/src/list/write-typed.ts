/** Lists from typed arrays: loops for short ones, which are the truth for all tiers. */
import type { Memory } from "../memory.js";
import { writeListHeader } from "../write.js";
import { high, low, movesI64 } from "./engine.js";
import { countTyped, partOf } from "./intrinsics.js";
import { putDouble, putI16, putI32, putI64 } from "./put.js";
import { long } from "./tiers.js";

export function writeTypedI16(w: Memory, o: number, a: Int16Array): number {
  const n = countTyped(a, "Int16Array", o);
  o = writeListHeader(w, o, 6, n, 2);
  if (n >= long.typed && putI16(w.bytes, o, a, n)) return o + n * 2;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt16(o, a[i] as number);
    o = (o + 2) | 0;
  }
  return o;
}

export function writeTypedI32(w: Memory, o: number, a: Int32Array): number {
  const n = countTyped(a, "Int32Array", o);
  o = writeListHeader(w, o, 8, n, 4);
  if (n >= long.typed && putI32(w.bytes, o, a, n)) return o + n * 4;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    d.setInt32(o, a[i] as number);
    o = (o + 4) | 0;
  }
  return o;
}

export function writeTypedI64(w: Memory, o: number, a: BigInt64Array): number {
  const n = countTyped(a, "BigInt64Array", o);
  o = writeListHeader(w, o, 10, n, 8);
  if (n >= long.typed64 && putI64(w.bytes, o, a, n)) return o + n * 8;
  const d = w.view;
  if (!movesI64) return writeHalves(d, o, a, n);
  for (let i = 0; i < n; i++) {
    d.setBigInt64(o, a[i] as bigint);
    o = (o + 8) | 0;
  }
  return o;
}

export function writeTypedDouble(w: Memory, o: number, a: Float64Array): number {
  const n = countTyped(a, "Float64Array", o);
  o = writeListHeader(w, o, 4, n, 8);
  if (n >= long.typed && putDouble(w.bytes, o, a, n)) return o + n * 8;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    // Engines may change the bits of a NaN that they move as a number.
    if (x !== x) return writeHalves(d, o, partOf(a, Float64Array, 8, i, n - i), n - i);
    d.setFloat64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

/** A copy of short lists, whose halves can be read without a new view: making one takes longer than 8 elements. */
const wholes = /* @__PURE__ */ new BigInt64Array(64);
const halves = /* @__PURE__ */ (() => new Int32Array(wholes.buffer))();

/** 8 bytes of each element of `a`, as they are. */
function writeHalves(d: DataView, o: number, a: BigInt64Array | Float64Array, n: number): number {
  let from = halves;
  if (n <= 64 && a instanceof BigInt64Array) wholes.set(a);
  else from = n === 0 ? halves : partOf(a, Int32Array, 8, 0, n * 2);
  for (let i = 0; i < n * 2; i += 2) {
    d.setInt32(o, from[i + high] as number);
    d.setInt32(o + 4, from[i + low] as number);
    o = (o + 8) | 0;
  }
  return o;
}
