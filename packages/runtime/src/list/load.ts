/**
 * Elements from the wire into typed arrays by loops, which are the truth for all tiers. `n` elements stand at `o`, and `a` has
 * room for them.
 */
import { changesNaN, high, low, movesI64 } from "./engine.js";
import { copyElements, partOf } from "./intrinsics.js";

export function loadI16(d: DataView, o: number, a: Int16Array, n: number): void {
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt16(o);
    o = (o + 2) | 0;
  }
}

export function loadI32(d: DataView, o: number, a: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    a[i] = d.getInt32(o);
    o = (o + 4) | 0;
  }
}

export function loadI64(d: DataView, o: number, a: BigInt64Array, n: number): void {
  if (!movesI64) return loadHalves(d, o, a, n);
  for (let i = 0; i < n; i++) {
    a[i] = d.getBigInt64(o);
    o = (o + 8) | 0;
  }
}

export function loadDouble(d: DataView, o: number, a: Float64Array, n: number): void {
  if (changesNaN) return loadBits(d, o, a, n);
  for (let i = 0; i < n; i++) {
    a[i] = d.getFloat64(o);
    o = (o + 8) | 0;
  }
}

/** For engines that change NaNs: those are read in halves, with all behind them. */
function loadBits(d: DataView, o: number, a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const x = d.getFloat64(o);
    if (x !== x) return loadHalves(d, o, partOf(a, Float64Array, 8, i, n - i), n - i);
    a[i] = x;
    o = (o + 8) | 0;
  }
}

/** So many elements are put together in halves before they are copied. */
const halvedElements = 64;
const halves = /* @__PURE__ */ new Int32Array(halvedElements * 2);
/** By length. The buffer of a small new array is made when it is asked for, which takes longer than reading 64 elements. */
const wholes: BigInt64Array[] = [];
const doubles: Float64Array[] = [];

/** 8 bytes of each element, as they are. */
function loadHalves(d: DataView, o: number, a: BigInt64Array | Float64Array, n: number): void {
  for (let i = 0; i < n; i += halvedElements) {
    const count = Math.min(n - i, halvedElements);
    for (let k = 0; k < count * 2; k += 2) {
      halves[k + high] = d.getInt32(o);
      halves[k + low] = d.getInt32(o + 4);
      o = (o + 8) | 0;
    }
    const part =
      a instanceof BigInt64Array
        ? (wholes[count] ??= new BigInt64Array(halves.buffer, 0, count))
        : (doubles[count] ??= new Float64Array(halves.buffer, 0, count));
    copyElements(a, part, i);
  }
}
