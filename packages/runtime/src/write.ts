/** What generated writers call besides text: slow paths of scalars, container headers, binary, i64. */
import { fail } from "./errors.js";
import { growMemory, type Memory } from "./memory.js";

/** A value that does not fit its field. Which field is found afterwards (track.ts), so that writers carry no names. */
export function badValue(value?: unknown): never {
  fail(
    value === undefined || value === null
      ? "MISSING_REQUIRED"
      : typeof value === "bigint" || globalThis.Number.isInteger(value)
        ? "OUT_OF_RANGE"
        : "INVALID_VALUE",
  );
}

/** The slow path of a scalar that failed its check: unset gives the default, anything else is a mistake. */
export function orDefault<T>(value: unknown, fallback?: T): T {
  return fallback !== undefined && (value === undefined || value === null)
    ? fallback
    : badValue(value);
}

/** Room for `n` bytes at `o`, beside the slack. */
export function reserve(w: Memory, o: number, n: number): void {
  if (o + n > w.end) growMemory(w, o + n);
}

/** Opens a struct with room for `n` bytes: its value must be an object, and not too deep. Cycles end here. */
export function begin(w: Memory, o: number, value: unknown, n: number): void {
  if (typeof value !== "object" || value === null || globalThis.Array.isArray(value))
    badValue(value);
  if (w.depth < 1) fail("DEPTH_LIMIT");
  reserve(w, o, n);
}

/** Writes a field header (type << 16 | id), returns the offset behind it. */
export function header(w: Memory, o: number, h: number): number {
  w.view.setInt32(o, h << 8);
  return o + 3;
}

/** Closes a struct, returns the offset behind it. */
export function stop(w: Memory, o: number): number {
  w.view.setUint8(o, 0);
  return o + 1;
}

/** Writes a list or set header with room for `n` elements of at least `minimum` bytes. */
export function writeListHeader(
  w: Memory,
  o: number,
  type: number,
  n: number,
  minimum: number,
): number {
  reserve(w, o, 5 + n * minimum);
  w.view.setUint8(o, type);
  w.view.setInt32(o + 1, n);
  return o + 5;
}

/** Writes a map header with room for `n` entries of at least `minimum` bytes; `types` is key type << 8 | value type. */
export function writeMapHeader(
  w: Memory,
  o: number,
  types: number,
  n: number,
  minimum: number,
): number {
  reserve(w, o, 6 + n * minimum);
  w.view.setUint16(o, types);
  w.view.setInt32(o + 2, n);
  return o + 6;
}

/** Writes length and bytes. */
export function writeBinary(w: Memory, o: number, value: Uint8Array): number {
  const end = writeBytes(w, o + 4, value);
  w.view.setInt32(o, end - o - 4);
  return end;
}

/** Writes bytes as they are. */
export function writeBytes(w: Memory, o: number, value: Uint8Array): number {
  if (!(value instanceof Uint8Array)) badValue(value);
  const n = value.length;
  reserve(w, o, n);
  w.bytes.set(value, o);
  return o + n;
}

/** Writes a safe integer as i64. */
export function writeI64Number(w: Memory, o: number, value: number): void {
  const high = Math.floor(value * 2 ** -32);
  w.view.setInt32(o, high);
  w.view.setUint32(o + 4, value - high * 2 ** 32);
}

/** Writes a bigint as i64; reading it back shows whether it fits (a third of the cost of asIntN). */
export function writeI64Bigint(w: Memory, o: number, value: bigint): void {
  w.view.setBigInt64(o, value);
  if (w.view.getBigInt64(o) !== value) badValue(value);
}

/** Writes decimal text as i64. */
export function writeI64String(w: Memory, o: number, value: string): void {
  if (!/^-?\d{1,20}$/.test(value)) badValue(value);
  writeI64Bigint(w, o, BigInt(value));
}
