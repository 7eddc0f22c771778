/** Decoding into arrays of the caller. */
import { fail } from "../errors.js";
import type { Memory } from "../memory.js";
import { checkKind, copyElements } from "./intrinsics.js";
import { getDouble, getI16, getI32, getI64 } from "./get.js";
import { loadDouble, loadI16, loadI32, loadI64 } from "./load.js";
import { long } from "./tiers.js";

/**
 * Copies the `n` elements at `offset` of the message to the start of `target`; nothing else of it changes. Nothing does on an
 * error: INVALID_VALUE for another array, SIZE_LIMIT where it is too short, TRUNCATED where the message is. Its last element is
 * looked at, not its length, which can be a lie and takes 4 ns more to be asked for truly.
 */
export function copyIntoI16(r: Memory, offset: number, n: number, target: Int16Array): void {
  if (!ArrayBuffer.isView(target) || !(target instanceof Int16Array))
    checkKind(target, "Int16Array", offset);
  if (!(n > 0 ? target[n - 1] !== undefined : n === 0)) throw fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n * 2 <= r.end - offset)) throw fail("TRUNCATED", offset);
  if (n < long.into || !getI16(r, offset, target, n)) loadI16(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoI8(r: Memory, offset: number, n: number, target: Int8Array): void {
  if (!ArrayBuffer.isView(target) || !(target instanceof Int8Array))
    checkKind(target, "Int8Array", offset);
  if (!(n > 0 ? target[n - 1] !== undefined : n === 0)) throw fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n <= r.end - offset)) throw fail("TRUNCATED", offset);
  copyElements(target, new Int8Array(r.view.buffer, r.view.byteOffset + offset, n), 0);
}

/** As `copyIntoI16`. */
export function copyIntoI32(r: Memory, offset: number, n: number, target: Int32Array): void {
  if (!ArrayBuffer.isView(target) || !(target instanceof Int32Array))
    checkKind(target, "Int32Array", offset);
  if (!(n > 0 ? target[n - 1] !== undefined : n === 0)) throw fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n * 4 <= r.end - offset)) throw fail("TRUNCATED", offset);
  if (n < long.into || !getI32(r, offset, target, n)) loadI32(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoI64(r: Memory, offset: number, n: number, target: BigInt64Array): void {
  if (!ArrayBuffer.isView(target) || !(target instanceof BigInt64Array))
    checkKind(target, "BigInt64Array", offset);
  if (!(n > 0 ? target[n - 1] !== undefined : n === 0)) throw fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n * 8 <= r.end - offset)) throw fail("TRUNCATED", offset);
  if (n < long.into64 || !getI64(r, offset, target, n)) loadI64(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoDouble(r: Memory, offset: number, n: number, target: Float64Array): void {
  if (!ArrayBuffer.isView(target) || !(target instanceof Float64Array))
    checkKind(target, "Float64Array", offset);
  if (!(n > 0 ? target[n - 1] !== undefined : n === 0)) throw fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n * 8 <= r.end - offset)) throw fail("TRUNCATED", offset);
  if (n < long.into || !getDouble(r, offset, target, n)) loadDouble(r.view, offset, target, n);
}
