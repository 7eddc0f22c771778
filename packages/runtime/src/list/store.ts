/**
 * Elements of typed arrays onto the wire by loops, which are the truth for all tiers. There is room for `n` elements at `o`; each
 * returns the offset behind them.
 */
import { badValue } from "../write.js";
import { high, low, movesI64, quietsNaN } from "./engine.js";
import { isKind, partOf } from "./intrinsics.js";

export function storeI16(d: DataView, o: number, a: Int16Array, n: number): number {
  for (let i = 0; i < n; i++) {
    d.setInt16(o, a[i] as number);
    o = (o + 2) | 0;
  }
  return o;
}

export function storeI32(d: DataView, o: number, a: Int32Array, n: number): number {
  for (let i = 0; i < n; i++) {
    d.setInt32(o, a[i] as number);
    o = (o + 4) | 0;
  }
  return o;
}

export function storeI64(d: DataView, o: number, a: BigInt64Array, n: number): number {
  if (!movesI64) return storeHalves(d, o, a, n);
  for (let i = 0; i < n; i++) {
    d.setBigInt64(o, a[i] as bigint);
    o = (o + 8) | 0;
  }
  return o;
}

export function storeDouble(d: DataView, o: number, a: Float64Array, n: number): number {
  if (quietsNaN) return storeBits(d, o, a, n);
  for (let i = 0; i < n; i++) {
    d.setFloat64(o, a[i] as number);
    o = (o + 8) | 0;
  }
  return o;
}

/** For engines that change NaNs: those are written in halves, with all behind them. */
function storeBits(d: DataView, o: number, a: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (x !== x) {
      if (!isKind(a, "Float64Array")) throw badValue(a, o);
      return storeHalves(d, o, partOf(a, Float64Array, 8, i, n - i), n - i);
    }
    d.setFloat64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

/** A copy of short lists, whose halves can be read without a new view: making one takes longer than 8 elements. */
const maximumElements = 64;
const wholes = /* @__PURE__ */ new BigInt64Array(maximumElements);
const halves = /* @__PURE__ */ (() => new Int32Array(wholes.buffer))();

/** 8 bytes of each element, as they are. */
function storeHalves(d: DataView, o: number, a: BigInt64Array | Float64Array, n: number): number {
  if (n === 0) return o;
  let from = halves;
  if (n > maximumElements || a instanceof Float64Array) {
    if (!(a instanceof Float64Array || isKind(a, "BigInt64Array"))) throw badValue(a, o);
    from = partOf(a, Int32Array, 8, 0, n * 2);
  } else wholes.set(a);
  for (let i = 0; i < n * 2; i += 2) {
    d.setInt32(o, from[i + high] as number);
    d.setInt32(o + 4, from[i + low] as number);
    o = (o + 8) | 0;
  }
  return o;
}
