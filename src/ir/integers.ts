/** Integer types: their bits, and values cut to them. */
import type { Type } from "./definitions.js";

export type IntegerKind = "i8" | "i16" | "i32" | "i64";

const BITS: Readonly<Record<IntegerKind, number>> = { i8: 8, i16: 16, i32: 32, i64: 64 };

export function isInteger(type: Type): type is Type & { readonly kind: IntegerKind } {
  return type.kind in BITS;
}

/** The value's low bits as a signed integer of the type: the value itself where it fits. */
export function cutToType(value: bigint, kind: IntegerKind): bigint {
  return BigInt.asIntN(BITS[kind], value);
}

/** Whether a JavaScript number holds the integer exactly, and no other integer rounds to it. */
export function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}
