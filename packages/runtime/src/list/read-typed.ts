/** Typed arrays from lists, in memory of their own or in the arena of the decode, which is there already. */
import type { Memory } from "../memory.js";
import { readListHeader } from "../read.js";
import { getDouble, getI16, getI32, getI64 } from "./get.js";
import { loadDouble, loadI16, loadI32, loadI64 } from "./load.js";
import { long } from "./tiers.js";

export function readTypedI16(r: Memory): Int16Array {
  const n = readListHeader(r, 6, 2, 2);
  const { arena, view, offset } = r;
  const a = arena === undefined ? new Int16Array(n) : arena.int16(n);
  const from = arena === undefined ? long.read : long.into;
  if (n < from || !getI16(r, offset, a, n)) loadI16(view, offset, a, n);
  r.offset = offset + n * 2;
  return a;
}

export function readTypedI32(r: Memory): Int32Array {
  const n = readListHeader(r, 8, 4, 4);
  const { arena, view, offset } = r;
  const a = arena === undefined ? new Int32Array(n) : arena.int32(n);
  const from = arena === undefined ? long.read : long.into;
  if (n < from || !getI32(r, offset, a, n)) loadI32(view, offset, a, n);
  r.offset = offset + n * 4;
  return a;
}

export function readTypedI64(r: Memory): BigInt64Array {
  const n = readListHeader(r, 10, 8, 8);
  const { arena, view, offset } = r;
  const a = arena === undefined ? new BigInt64Array(n) : arena.int64(n);
  const from = arena === undefined ? long.read64 : long.into64;
  if (n < from || !getI64(r, offset, a, n)) loadI64(view, offset, a, n);
  r.offset = offset + n * 8;
  return a;
}

export function readTypedDouble(r: Memory): Float64Array {
  const n = readListHeader(r, 4, 8, 8);
  const { arena, view, offset } = r;
  const a = arena === undefined ? new Float64Array(n) : arena.double(n);
  const from = arena === undefined ? long.read : long.into;
  if (n < from || !getDouble(r, offset, a, n)) loadDouble(view, offset, a, n);
  r.offset = offset + n * 8;
  return a;
}
