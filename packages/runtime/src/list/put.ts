/**
 * Typed arrays to the wire by the fastest tier. One function per type, so that each stays monomorphic. All are called with
 * room for `n` elements at `o`, which `n` is the true length of `a`; false where no tier is there, or it is in use.
 */
import { partOf } from "./intrinsics.js";
import { stageSize } from "./stage.js";
import { long, openNative, openStage } from "./tiers.js";

export function putI16(bytes: Uint8Array, o: number, a: Int16Array, n: number): boolean {
  if (n >= long.native && openNative()?.swap16(bytes, o, a, 0, n) === n) return true;
  const stage = openStage();
  if (stage === undefined) return false;
  if (n <= stageSize / 2) {
    stage.i16.set(a);
    stage.swap16(n * 2);
    bytes.set(stage.takeBytes(n * 2), o);
    return true;
  }
  for (let i = 0; i < n; i += stageSize / 2) {
    const count = Math.min(n - i, stageSize / 2);
    stage.i16.set(partOf(a, Int16Array, 2, i, count));
    stage.swap16(count * 2);
    bytes.set(stage.takeBytes(count * 2), o + i * 2);
  }
  return true;
}

export function putI32(bytes: Uint8Array, o: number, a: Int32Array, n: number): boolean {
  if (n >= long.native && openNative()?.swap32(bytes, o, a, 0, n) === n) return true;
  const stage = openStage();
  if (stage === undefined) return false;
  if (n <= stageSize / 4) {
    stage.i32.set(a);
    stage.swap32(n * 4);
    bytes.set(stage.takeBytes(n * 4), o);
    return true;
  }
  for (let i = 0; i < n; i += stageSize / 4) {
    const count = Math.min(n - i, stageSize / 4);
    stage.i32.set(partOf(a, Int32Array, 4, i, count));
    stage.swap32(count * 4);
    bytes.set(stage.takeBytes(count * 4), o + i * 4);
  }
  return true;
}

export function putI64(bytes: Uint8Array, o: number, a: BigInt64Array, n: number): boolean {
  if (n >= long.native && openNative()?.swap64(bytes, o, a, 0, n) === n) return true;
  const stage = openStage();
  if (stage === undefined) return false;
  if (n <= stageSize / 8) {
    stage.i64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return true;
  }
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.i64.set(partOf(a, BigInt64Array, 8, i, count));
    stage.swap64(count * 8);
    bytes.set(stage.takeBytes(count * 8), o + i * 8);
  }
  return true;
}

export function putDouble(bytes: Uint8Array, o: number, a: Float64Array, n: number): boolean {
  if (n >= long.native && openNative()?.swap64(bytes, o, a, 0, n) === n) return true;
  const stage = openStage();
  if (stage === undefined) return false;
  if (n <= stageSize / 8) {
    stage.f64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return true;
  }
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.f64.set(partOf(a, Float64Array, 8, i, count));
    stage.swap64(count * 8);
    bytes.set(stage.takeBytes(count * 8), o + i * 8);
  }
  return true;
}
