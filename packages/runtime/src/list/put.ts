/**
 * Lists from long typed arrays, of at least `n` elements, by the fastest tier. One function per type, so that each stays
 * monomorphic. Each returns the offset behind the list, or 0 where no tier is there, or the stage is in use. Detached memory
 * has no elements, but refuses to be copied.
 */
import type { Memory } from "../memory.js";
import { writeListHeader } from "../write.js";
import { isKind, partOf } from "./intrinsics.js";
import { stageSize } from "./stage.js";
import { long, openNative, openStage } from "./tiers.js";

export function putI16(w: Memory, o: number, a: Int16Array, n: number): number {
  o = writeListHeader(w, o, 6, n, 2);
  if (n === 0) return o;
  const { bytes } = w;
  if (n >= long.native && isKind(a, "Int16Array") && openNative()?.swap16(bytes, o, a, 0, n) === n)
    return o + n * 2;
  const stage = openStage();
  if (stage === undefined) return 0;
  if (n <= stageSize / 2) {
    stage.i16.set(a);
    stage.swap16(n * 2);
    bytes.set(stage.takeBytes(n * 2), o);
    return o + n * 2;
  }
  for (let i = 0; i < n; i += stageSize / 2) {
    const count = Math.min(n - i, stageSize / 2);
    stage.i16.set(partOf(a, Int16Array, 2, i, count));
    stage.swap16(count * 2);
    bytes.set(stage.takeBytes(count * 2), o + i * 2);
  }
  return o + n * 2;
}

export function putI32(w: Memory, o: number, a: Int32Array, n: number): number {
  o = writeListHeader(w, o, 8, n, 4);
  if (n === 0) return o;
  const { bytes } = w;
  if (n >= long.native && isKind(a, "Int32Array") && openNative()?.swap32(bytes, o, a, 0, n) === n)
    return o + n * 4;
  const stage = openStage();
  if (stage === undefined) return 0;
  if (n <= stageSize / 4) {
    stage.i32.set(a);
    stage.swap32(n * 4);
    bytes.set(stage.takeBytes(n * 4), o);
    return o + n * 4;
  }
  for (let i = 0; i < n; i += stageSize / 4) {
    const count = Math.min(n - i, stageSize / 4);
    stage.i32.set(partOf(a, Int32Array, 4, i, count));
    stage.swap32(count * 4);
    bytes.set(stage.takeBytes(count * 4), o + i * 4);
  }
  return o + n * 4;
}

export function putI64(w: Memory, o: number, a: BigInt64Array, n: number): number {
  o = writeListHeader(w, o, 10, n, 8);
  if (n === 0) return o;
  const { bytes } = w;
  if (
    n >= long.native &&
    isKind(a, "BigInt64Array") &&
    openNative()?.swap64(bytes, o, a, 0, n) === n
  )
    return o + n * 8;
  const stage = openStage();
  if (stage === undefined) return 0;
  if (n <= stageSize / 8) {
    stage.i64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return o + n * 8;
  }
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.i64.set(partOf(a, BigInt64Array, 8, i, count));
    stage.swap64(count * 8);
    bytes.set(stage.takeBytes(count * 8), o + i * 8);
  }
  return o + n * 8;
}

export function putDouble(w: Memory, o: number, a: Float64Array, n: number): number {
  o = writeListHeader(w, o, 4, n, 8);
  if (n === 0) return o;
  const { bytes } = w;
  if (
    n >= long.native &&
    isKind(a, "Float64Array") &&
    openNative()?.swap64(bytes, o, a, 0, n) === n
  )
    return o + n * 8;
  const stage = openStage();
  if (stage === undefined) return 0;
  if (n <= stageSize / 8) {
    stage.f64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return o + n * 8;
  }
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.f64.set(partOf(a, Float64Array, 8, i, count));
    stage.swap64(count * 8);
    bytes.set(stage.takeBytes(count * 8), o + i * 8);
  }
  return o + n * 8;
}
