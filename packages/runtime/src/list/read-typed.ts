/** Typed arrays from lists, in memory of their own or in the arena of the decode. */
import type { Memory } from "../memory.js";
import { readListHeader } from "../read.js";
import { getDouble, getI16, getI32, getI64 } from "./get.js";
import { loadDouble, loadI16, loadI32, loadI64 } from "./load.js";
import { long } from "./tiers.js";

export function readTypedI16(r: Memory): Int16Array {
  const n = readListHeader(r, 6, 2, 2);
  const a = r.arena === undefined ? new Int16Array(n) : r.arena.int16(n);
  if (n < long.read || !getI16(r.view, r.offset, a, n)) loadI16(r.view, r.offset, a, n);
  r.offset += n * 2;
  return a;
}

export function readTypedI32(r: Memory): Int32Array {
  const n = readListHeader(r, 8, 4, 4);
  const a = r.arena === undefined ? new Int32Array(n) : r.arena.int32(n);
  if (n < long.read || !getI32(r.view, r.offset, a, n)) loadI32(r.view, r.offset, a, n);
  r.offset += n * 4;
  return a;
}

export function readTypedI64(r: Memory): BigInt64Array {
  const n = readListHeader(r, 10, 8, 8);
  const a = r.arena === undefined ? new BigInt64Array(n) : r.arena.int64(n);
  if (n < long.read || !getI64(r.view, r.offset, a, n)) loadI64(r.view, r.offset, a, n);
  r.offset += n * 8;
  return a;
}

export function readTypedDouble(r: Memory): Float64Array {
  const n = readListHeader(r, 4, 8, 8);
  const a = r.arena === undefined ? new Float64Array(n) : r.arena.double(n);
  if (n < long.read || !getDouble(r.view, r.offset, a, n)) loadDouble(r.view, r.offset, a, n);
  r.offset += n * 8;
  return a;
}
