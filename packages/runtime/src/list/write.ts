/** Lists of fixed-size numbers, whichever form they have: what has one only is written by its own function. */
import type { Memory } from "../memory.js";
import { writeBigintsI64, writeNumbersI64 } from "./write-i64.js";
import { writeNumbersDouble, writeNumbersI16, writeNumbersI32 } from "./write-numbers.js";
import { writeTypedDouble, writeTypedI16, writeTypedI32, writeTypedI64 } from "./write-typed.js";

export function writeListI16(w: Memory, o: number, a: readonly number[] | Int16Array): number {
  return ArrayBuffer.isView(a) ? writeTypedI16(w, o, a) : writeNumbersI16(w, o, a);
}

export function writeListI32(w: Memory, o: number, a: readonly number[] | Int32Array): number {
  return ArrayBuffer.isView(a) ? writeTypedI32(w, o, a) : writeNumbersI32(w, o, a);
}

export function writeListDouble(w: Memory, o: number, a: readonly number[] | Float64Array): number {
  return ArrayBuffer.isView(a) ? writeTypedDouble(w, o, a) : writeNumbersDouble(w, o, a);
}

/** i64 elements as bigint. */
export function writeListI64(w: Memory, o: number, a: readonly bigint[] | BigInt64Array): number {
  return ArrayBuffer.isView(a) ? writeTypedI64(w, o, a) : writeBigintsI64(w, o, a);
}

/** i64 elements as safe integers. */
export function writeListI64Number(
  w: Memory,
  o: number,
  a: readonly number[] | BigInt64Array,
): number {
  return ArrayBuffer.isView(a) ? writeTypedI64(w, o, a) : writeNumbersI64(w, o, a);
}
