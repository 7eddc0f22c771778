/** i64 in its three forms, as a field and where it stands alone; the caller has made room. */
import type { Memory } from "./memory.js";
import { badValue, orDefault } from "./write.js";

/** A safe integer. */
export function putI64Number(
  d: DataView,
  o: number,
  h: number,
  x: number | null | undefined,
  fallback?: number,
): void {
  d.setInt32(o, h);
  storeI64Number(
    d,
    o + 3,
    Number.isSafeInteger(x) ? (x as number) : orDefault(x, fallback, o + 3, 0),
  );
}

export function putI64Bigint(
  d: DataView,
  o: number,
  h: number,
  x: bigint | null | undefined,
  fallback?: bigint,
): void {
  d.setInt32(o, h);
  storeI64Bigint(d, o + 3, typeof x === "bigint" ? x : orDefault(x, fallback, o + 3));
}

/** Decimal text. */
export function putI64String(
  d: DataView,
  o: number,
  h: number,
  x: string | null | undefined,
  fallback?: string,
): void {
  d.setInt32(o, h);
  storeString(d, o + 3, typeof x === "string" ? x : orDefault(x, fallback, o + 3));
}

export function writeI64Number(w: Memory, o: number, x: number): void {
  if (!Number.isSafeInteger(x)) badValue(x, o, 0);
  storeI64Number(w.view, o, x);
}

export function writeI64Bigint(w: Memory, o: number, x: bigint): void {
  if (typeof x !== "bigint") badValue(x, o);
  storeI64Bigint(w.view, o, x);
}

export function writeI64String(w: Memory, o: number, x: string): void {
  storeString(w.view, o, x);
}

/** A number that is known to be a safe integer. */
export function storeI64Number(d: DataView, o: number, x: number): void {
  const high = Math.floor(x / 0x1_0000_0000);
  d.setInt32(o, high);
  d.setUint32(o + 4, x - high * 0x1_0000_0000);
}

/** Node 20, for each: the store alone 7 ns, with asIntN 9, with two comparisons 10, with reading back 17. */
export function storeI64Bigint(d: DataView, o: number, x: bigint): void {
  if (BigInt.asIntN(64, x) !== x) badValue(x, o, x);
  d.setBigInt64(o, x);
}

function storeString(d: DataView, o: number, x: string): void {
  // The text it is read back as; the pattern also bounds what BigInt has to parse.
  if (typeof x !== "string" || !/^(?:0|-?[1-9]\d{0,18})$/.test(x)) badValue(x, o);
  storeI64Bigint(d, o, BigInt(x));
}
