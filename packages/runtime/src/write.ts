/** What generated writers call besides text: the frame of structs, container headers, binary, mistakes. */
import { isBytes } from "./bytes.js";
import { fail } from "./errors.js";
import { growMemory, type Memory } from "./memory.js";

/**
 * A value at `o` that does not fit its field. The header stands before `o` already; which field it is, is found there
 * afterwards, so that writers carry no names. `expected` is any value of the right type, for integers: those can be out
 * of range.
 */
export function badValue(value?: unknown, o?: number, expected?: unknown): never {
  fail(
    value === undefined || value === null
      ? "MISSING_REQUIRED"
      : typeof value === typeof expected
        ? "OUT_OF_RANGE"
        : "INVALID_VALUE",
    o,
  );
}

/** The slow path of a scalar that failed its check: unset gives the default, anything else is a mistake. */
export function orDefault<T>(value: unknown, fallback?: T, o?: number, expected?: unknown): T {
  return (
    (value === undefined || value === null ? fallback : undefined) ?? badValue(value, o, expected)
  );
}

/** Room for `n` bytes at `o`, beside the slack. */
export function reserve(w: Memory, o: number, n: number): void {
  if (o + n > w.end) growMemory(w, o, n);
}

/** Opens a struct with room for `n` bytes: its value must be an object, and not too deep. Cycles end here. */
export function begin(w: Memory, o: number, value: unknown, n: number): DataView {
  if (typeof value !== "object" || value === null || Array.isArray(value)) badValue(value, o);
  if (w.depth < 1) fail("DEPTH_LIMIT", o);
  reserve(w, o, n);
  return w.view;
}

/** Writes a field header (type << 24 | id << 8), returns the offset behind it. */
export function writeHeader(w: Memory, o: number, h: number): number {
  w.view.setInt32(o, h);
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
  checkCount(n, o);
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
  checkCount(n, o);
  reserve(w, o, 6 + n * minimum);
  w.view.setUint16(o, types);
  w.view.setInt32(o + 2, n);
  return o + 6;
}

/** Writes length and bytes. */
export function writeBinary(w: Memory, o: number, value: Uint8Array): number {
  const n = lengthOf(value, o);
  if (typeof w.binary === "object" && w.binary.take(w, o, n, value)) return o + 4;
  reserve(w, o, n + 4);
  w.view.setInt32(o, n);
  w.bytes.set(value, o + 4);
  return o + 4 + n;
}

/** Writes bytes as they are. */
export function writeBytes(w: Memory, o: number, value: Uint8Array): number {
  const n = lengthOf(value, o);
  reserve(w, o, n);
  w.bytes.set(value, o);
  return o + n;
}

/** What a Proxy or a subclass gives as its length or size may be anything. */
function checkCount(n: number, o: number): void {
  if (n >>> 0 !== n) badValue("", o);
}

/** The getter of all typed arrays: a subclass may claim another length than its bytes have. */
const byteLengthOf = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "byteLength")
    ?.get as (this: Uint8Array) => number)();

function lengthOf(value: Uint8Array, o: number): number {
  if (!isBytes(value)) badValue(value, o);
  return byteLengthOf.call(value);
}
