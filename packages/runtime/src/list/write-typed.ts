/**
 * Lists from typed arrays.
 *
 * Who lies about a typed array, by a Proxy, a subclass or properties of its own, is refused or believed, but never gets other
 * memory written: beyond the true end there is no last element. Asking for the true length takes 4 ns more. An array whose memory
 * was taken away has no elements, and is refused.
 */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { checkKind, isGone } from "./intrinsics.js";
import { putDouble, putI16, putI32, putI64 } from "./put.js";
import { storeDouble, storeI16, storeI32, storeI64 } from "./store.js";
import { long } from "./tiers.js";

export function writeTypedI16(w: Memory, o: number, a: Int16Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int16Array)) checkKind(a, "Int16Array", o);
  const n = a.length;
  if (n === 0) return writeEmpty(w, o, 6, a);
  if (a[n - 1] === undefined) throw badValue(a, o);
  if (n >= long.typed) return putI16(w, o, a, n);
  o = writeListHeader(w, o, 6, n, 2);
  return storeI16(w.view, o, a, n);
}

export function writeTypedI32(w: Memory, o: number, a: Int32Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int32Array)) checkKind(a, "Int32Array", o);
  const n = a.length;
  if (n === 0) return writeEmpty(w, o, 8, a);
  if (a[n - 1] === undefined) throw badValue(a, o);
  if (n >= long.typed) return putI32(w, o, a, n);
  o = writeListHeader(w, o, 8, n, 4);
  return storeI32(w.view, o, a, n);
}

export function writeTypedI64(w: Memory, o: number, a: BigInt64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof BigInt64Array)) checkKind(a, "BigInt64Array", o);
  const n = a.length;
  if (n === 0) return writeEmpty(w, o, 10, a);
  if (a[n - 1] === undefined) throw badValue(a, o);
  if (n >= long.typed64) return putI64(w, o, a, n);
  o = writeListHeader(w, o, 10, n, 8);
  return storeI64(w.view, o, a, n);
}

export function writeTypedDouble(w: Memory, o: number, a: Float64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Float64Array)) checkKind(a, "Float64Array", o);
  const n = a.length;
  if (n === 0) return writeEmpty(w, o, 4, a);
  if (a[n - 1] === undefined) throw badValue(a, o);
  if (n >= long.typed) return putDouble(w, o, a, n);
  o = writeListHeader(w, o, 4, n, 8);
  return storeDouble(w.view, o, a, n);
}

/** A list of no elements, of an array that never had any. */
function writeEmpty(w: Memory, o: number, type: number, a: ArrayBufferView): number {
  if (isGone(a)) throw badValue(a, o);
  return writeListHeader(w, o, type, 0, 0);
}
