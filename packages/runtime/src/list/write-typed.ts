/**
 * Lists from typed arrays.
 *
 * Who lies about a typed array, by a Proxy, a subclass or properties of its own, is refused or believed, but never gets other
 * memory written: beyond the true end there is no last element. Asking for the true length takes 4 ns more.
 */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { putDouble, putI16, putI32, putI64 } from "./put.js";
import { storeDouble, storeI16, storeI32, storeI64 } from "./store.js";
import { long } from "./tiers.js";

export function writeTypedI16(w: Memory, o: number, a: Int16Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int16Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) return putI16(w, o, a, n);
  o = writeListHeader(w, o, 6, n, 2);
  return storeI16(w.view, o, a, n);
}

export function writeTypedI32(w: Memory, o: number, a: Int32Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Int32Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) return putI32(w, o, a, n);
  o = writeListHeader(w, o, 8, n, 4);
  return storeI32(w.view, o, a, n);
}

export function writeTypedI64(w: Memory, o: number, a: BigInt64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof BigInt64Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed64) return putI64(w, o, a, n);
  o = writeListHeader(w, o, 10, n, 8);
  return storeI64(w.view, o, a, n);
}

export function writeTypedDouble(w: Memory, o: number, a: Float64Array): number {
  if (!ArrayBuffer.isView(a) || !(a instanceof Float64Array)) badValue(a, o);
  const n = a.length;
  if (n !== 0 && a[n - 1] === undefined) badValue(a, o);
  if (n >= long.typed) return putDouble(w, o, a, n);
  o = writeListHeader(w, o, 4, n, 8);
  return storeDouble(w.view, o, a, n);
}
