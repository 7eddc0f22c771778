/**
 * Lists from long typed arrays, of at least `n` elements, by the fastest tier; by a loop where none is there, or the stage is in
 * use. One function per type, so that each stays monomorphic. Each returns the offset behind the list.
 *
 * All in one body, longer than the 460 bytes of bytecode that V8 inlines at most: inlined, they use up what it inlines into the
 * writers of short lists, which then take 5 ns more (Node 20 and 22).
 */
import type { Memory } from "../memory.js";
import { writeListHeader } from "../write.js";
import { bufferOf, isKind, offsetOf } from "./intrinsics.js";
import { stageSize } from "./stage.js";
import { storeDouble, storeI16, storeI32, storeI64 } from "./store.js";
import { long, openNative, openStage } from "./tiers.js";

export function putI16(w: Memory, o: number, a: Int16Array, n: number): number {
  o = writeListHeader(w, o, 6, n, 2);
  const { bytes } = w;
  if (n >= long.native && isKind(a, "Int16Array") && openNative()?.swap16(bytes, o, a, 0, n) === n)
    return o + n * 2;
  const stage = openStage();
  if (stage === undefined) return storeI16(w.view, o, a, n);
  if (n <= stageSize / 2) {
    stage.i16.set(a);
    stage.swap16(n * 2);
    bytes.set(stage.takeBytes(n * 2), o);
    return o + n * 2;
  }
  if (!isKind(a, "Int16Array")) return storeI16(w.view, o, a, n);
  const buffer = bufferOf.call(a);
  const start = offsetOf.call(a);
  let done = 0;
  for (; done <= (n - stageSize / 2) * 2; done += stageSize) {
    stage.i16.set(new Int16Array(buffer, start + done, stageSize / 2));
    stage.swap16(stageSize);
    bytes.set(stage.bytes, o + done);
  }
  const left = n * 2 - done;
  if (left !== 0) {
    stage.i16.set(new Int16Array(buffer, start + done, left / 2));
    stage.swap16(left);
    bytes.set(stage.takeBytes(left), o + done);
  }
  return o + n * 2;
}

export function putI32(w: Memory, o: number, a: Int32Array, n: number): number {
  o = writeListHeader(w, o, 8, n, 4);
  const { bytes } = w;
  if (n >= long.native && isKind(a, "Int32Array") && openNative()?.swap32(bytes, o, a, 0, n) === n)
    return o + n * 4;
  const stage = openStage();
  if (stage === undefined) return storeI32(w.view, o, a, n);
  if (n <= stageSize / 4) {
    stage.i32.set(a);
    stage.swap32(n * 4);
    bytes.set(stage.takeBytes(n * 4), o);
    return o + n * 4;
  }
  if (!isKind(a, "Int32Array")) return storeI32(w.view, o, a, n);
  const buffer = bufferOf.call(a);
  const start = offsetOf.call(a);
  let done = 0;
  for (; done <= (n - stageSize / 4) * 4; done += stageSize) {
    stage.i32.set(new Int32Array(buffer, start + done, stageSize / 4));
    stage.swap32(stageSize);
    bytes.set(stage.bytes, o + done);
  }
  const left = n * 4 - done;
  if (left !== 0) {
    stage.i32.set(new Int32Array(buffer, start + done, left / 4));
    stage.swap32(left);
    bytes.set(stage.takeBytes(left), o + done);
  }
  return o + n * 4;
}

export function putI64(w: Memory, o: number, a: BigInt64Array, n: number): number {
  o = writeListHeader(w, o, 10, n, 8);
  const { bytes } = w;
  if (
    n >= long.native &&
    isKind(a, "BigInt64Array") &&
    openNative()?.swap64(bytes, o, a, 0, n) === n
  )
    return o + n * 8;
  const stage = openStage();
  if (stage === undefined) return storeI64(w.view, o, a, n);
  if (n <= stageSize / 8) {
    stage.i64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return o + n * 8;
  }
  if (!isKind(a, "BigInt64Array")) return storeI64(w.view, o, a, n);
  const buffer = bufferOf.call(a);
  const start = offsetOf.call(a);
  let done = 0;
  for (; done <= (n - stageSize / 8) * 8; done += stageSize) {
    stage.i64.set(new BigInt64Array(buffer, start + done, stageSize / 8));
    stage.swap64(stageSize);
    bytes.set(stage.bytes, o + done);
  }
  const left = n * 8 - done;
  if (left !== 0) {
    stage.i64.set(new BigInt64Array(buffer, start + done, left / 8));
    stage.swap64(left);
    bytes.set(stage.takeBytes(left), o + done);
  }
  return o + n * 8;
}

export function putDouble(w: Memory, o: number, a: Float64Array, n: number): number {
  o = writeListHeader(w, o, 4, n, 8);
  const { bytes } = w;
  if (
    n >= long.native &&
    isKind(a, "Float64Array") &&
    openNative()?.swap64(bytes, o, a, 0, n) === n
  )
    return o + n * 8;
  const stage = openStage();
  if (stage === undefined) return storeDouble(w.view, o, a, n);
  if (n <= stageSize / 8) {
    stage.f64.set(a);
    stage.swap64(n * 8);
    bytes.set(stage.takeBytes(n * 8), o);
    return o + n * 8;
  }
  if (!isKind(a, "Float64Array")) return storeDouble(w.view, o, a, n);
  const buffer = bufferOf.call(a);
  const start = offsetOf.call(a);
  let done = 0;
  for (; done <= (n - stageSize / 8) * 8; done += stageSize) {
    stage.f64.set(new Float64Array(buffer, start + done, stageSize / 8));
    stage.swap64(stageSize);
    bytes.set(stage.bytes, o + done);
  }
  const left = n * 8 - done;
  if (left !== 0) {
    stage.f64.set(new Float64Array(buffer, start + done, left / 8));
    stage.swap64(left);
    bytes.set(stage.takeBytes(left), o + done);
  }
  return o + n * 8;
}
