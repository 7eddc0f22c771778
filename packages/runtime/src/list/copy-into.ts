/** Decoding into arrays of the caller. */
import { fail } from "../errors.js";
import type { Memory } from "../memory.js";
import { copyElements, countTyped } from "./intrinsics.js";
import { getDouble, getI16, getI32, getI64 } from "./get.js";
import { loadDouble, loadI16, loadI32, loadI64 } from "./load.js";
import { long } from "./tiers.js";

/**
 * Copies the `n` elements at `offset` of the message to the start of `target`; nothing else of it changes. Nothing does on an
 * error: INVALID_VALUE for another array, SIZE_LIMIT where it is too short, TRUNCATED where the message is.
 */
export function copyIntoI16(r: Memory, offset: number, n: number, target: Int16Array): void {
  checkRoom(r, offset, n, 2, countTyped(target, "Int16Array", offset));
  if (n < long.into || !getI16(r.view, offset, target, n)) loadI16(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoI8(r: Memory, offset: number, n: number, target: Int8Array): void {
  checkRoom(r, offset, n, 1, countTyped(target, "Int8Array", offset));
  copyElements(target, new Int8Array(r.view.buffer, r.view.byteOffset + offset, n), 0);
}

/** As `copyIntoI16`. */
export function copyIntoI32(r: Memory, offset: number, n: number, target: Int32Array): void {
  checkRoom(r, offset, n, 4, countTyped(target, "Int32Array", offset));
  if (n < long.into || !getI32(r.view, offset, target, n)) loadI32(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoI64(r: Memory, offset: number, n: number, target: BigInt64Array): void {
  checkRoom(r, offset, n, 8, countTyped(target, "BigInt64Array", offset));
  if (n < long.into64 || !getI64(r.view, offset, target, n)) loadI64(r.view, offset, target, n);
}

/** As `copyIntoI16`. */
export function copyIntoDouble(r: Memory, offset: number, n: number, target: Float64Array): void {
  checkRoom(r, offset, n, 8, countTyped(target, "Float64Array", offset));
  if (n < long.into || !getDouble(r.view, offset, target, n)) loadDouble(r.view, offset, target, n);
}

function checkRoom(r: Memory, offset: number, n: number, size: number, room: number): void {
  if (!(n >= 0 && n <= room)) fail("SIZE_LIMIT", offset);
  if (!(offset >= 0 && n * size <= r.end - offset)) fail("TRUNCATED", offset);
}
