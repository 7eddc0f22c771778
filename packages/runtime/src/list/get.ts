/**
 * Typed arrays from the wire by the fastest tier. One function per type, so that each stays monomorphic. All are called
 * with `n` elements at `o` and room for them in `a`; false where no tier is there, or it is in use. Native code is given the
 * bytes, because it asks for their place by one call, for that of a DataView by three.
 */
import type { Memory } from "../memory.js";
import { copyElements, isKind } from "./intrinsics.js";
import { stageSize } from "./stage.js";
import { long, openNative, openStage } from "./tiers.js";

export function getI16(r: Memory, o: number, a: Int16Array, n: number): boolean {
  if (
    n >= long.native &&
    isKind(a, "Int16Array") &&
    openNative()?.swap16(a, 0, r.bytes, o, n) === n
  )
    return true;
  const stage = openStage();
  if (stage === undefined) return false;
  const d = r.view;
  for (let i = 0; i < n; i += stageSize / 2) {
    const count = Math.min(n - i, stageSize / 2);
    stage.bytes.set(new Uint8Array(d.buffer, d.byteOffset + o + i * 2, count * 2));
    stage.swap16(count * 2);
    copyElements(a, stage.take16(count), i);
  }
  return true;
}

export function getI32(r: Memory, o: number, a: Int32Array, n: number): boolean {
  if (
    n >= long.native &&
    isKind(a, "Int32Array") &&
    openNative()?.swap32(a, 0, r.bytes, o, n) === n
  )
    return true;
  const stage = openStage();
  if (stage === undefined) return false;
  const d = r.view;
  for (let i = 0; i < n; i += stageSize / 4) {
    const count = Math.min(n - i, stageSize / 4);
    stage.bytes.set(new Uint8Array(d.buffer, d.byteOffset + o + i * 4, count * 4));
    stage.swap32(count * 4);
    copyElements(a, stage.take32(count), i);
  }
  return true;
}

export function getI64(r: Memory, o: number, a: BigInt64Array, n: number): boolean {
  if (
    n >= long.native &&
    isKind(a, "BigInt64Array") &&
    openNative()?.swap64(a, 0, r.bytes, o, n) === n
  )
    return true;
  const stage = openStage();
  if (stage === undefined) return false;
  const d = r.view;
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.bytes.set(new Uint8Array(d.buffer, d.byteOffset + o + i * 8, count * 8));
    stage.swap64(count * 8);
    copyElements(a, stage.take64(count), i);
  }
  return true;
}

export function getDouble(r: Memory, o: number, a: Float64Array, n: number): boolean {
  if (
    n >= long.native &&
    isKind(a, "Float64Array") &&
    openNative()?.swap64(a, 0, r.bytes, o, n) === n
  )
    return true;
  const stage = openStage();
  if (stage === undefined) return false;
  const d = r.view;
  for (let i = 0; i < n; i += stageSize / 8) {
    const count = Math.min(n - i, stageSize / 8);
    stage.bytes.set(new Uint8Array(d.buffer, d.byteOffset + o + i * 8, count * 8));
    stage.swap64(count * 8);
    copyElements(a, stage.takeF64(count), i);
  }
  return true;
}
