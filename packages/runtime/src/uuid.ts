/** uuid as canonical text: lower case, 8-4-4-4-12 (RFC 9562); 16 bytes on the wire. */
import type { Memory } from "./memory.js";
import { badValue, orDefault } from "./write.js";

const alphabet = "0123456789abcdef";

/** By byte: the codes of its two digits, the first in the high half. */
const pairs = /* @__PURE__ */ Uint16Array.from(
  { length: 256 },
  (_, byte) => (alphabet.charCodeAt(byte >> 4) << 8) | alphabet.charCodeAt(byte & 15),
);

/** By character below U+0100: what it is worth as a digit; -1 for what is none. */
const values = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, code) =>
  alphabet.indexOf(String.fromCharCode(code).toLowerCase()),
);

/**
 * The caller has checked that 16 bytes stand at `o`. One call with all its arguments makes a flat string: what is put
 * together of parts keeps them, which is 15 times the memory that the reader's budget charges, and takes 6 times as long.
 * Loads first: a table of single digits, looked up among the arguments, takes twice as long.
 */
// prettier-ignore
export function readUuid({ bytes }: Memory, o: number): string {
  const x = pairs[bytes[o] as number] as number, y = pairs[bytes[o + 1] as number] as number;
  const z = pairs[bytes[o + 2] as number] as number, a = pairs[bytes[o + 3] as number] as number;
  const b = pairs[bytes[o + 4] as number] as number, c = pairs[bytes[o + 5] as number] as number;
  const d = pairs[bytes[o + 6] as number] as number, e = pairs[bytes[o + 7] as number] as number;
  const f = pairs[bytes[o + 8] as number] as number, g = pairs[bytes[o + 9] as number] as number;
  const h = pairs[bytes[o + 10] as number] as number, i = pairs[bytes[o + 11] as number] as number;
  const j = pairs[bytes[o + 12] as number] as number, k = pairs[bytes[o + 13] as number] as number;
  const l = pairs[bytes[o + 14] as number] as number, m = pairs[bytes[o + 15] as number] as number;
  return String.fromCharCode(
    x >> 8, x & 255, y >> 8, y & 255, z >> 8, z & 255, a >> 8, a & 255, 45, b >> 8, b & 255, c >> 8, c & 255, 45,
    d >> 8, d & 255, e >> 8, e & 255, 45, f >> 8, f & 255, g >> 8, g & 255, 45, h >> 8, h & 255, i >> 8, i & 255,
    j >> 8, j & 255, k >> 8, k & 255, l >> 8, l & 255, m >> 8, m & 255,
  );
}

/** The form in which it is read. What is none is left for `encode` to judge. */
export function canonicalUuid<T>(x: T): T {
  return typeof x === "string" ? (x.toLowerCase() as T & string) : x;
}

export function putUuid(
  d: DataView,
  o: number,
  h: number,
  x: string | null | undefined,
  fallback?: string,
): void {
  d.setInt32(o, h);
  storeUuid(d, o + 3, typeof x === "string" ? x : orDefault(x, fallback, o + 3));
}

/** The caller has made room for 16 bytes at `o`. */
export function writeUuid(w: Memory, o: number, x: string): void {
  storeUuid(w.view, o, x);
}

/** Where the dashes stand. */
const dashes = [8, 13, 18, 23];
/** Where four digits stand; they are two bytes. */
const quarters = [0, 4, 9, 14, 19, 24, 28, 32];

function storeUuid(d: DataView, o: number, x: string): void {
  if (typeof x !== "string" || x.length !== 36) throw badValue(x, o);
  let isWrong = false;
  for (const at of dashes) isWrong ||= x.charCodeAt(at) !== 45;
  for (const at of quarters) {
    const four = readDigits(x, at);
    isWrong ||= four < 0;
    d.setInt16(o, four);
    o += 2;
  }
  if (isWrong) throw badValue(x, o - 16);
}

/** The value of four hexadecimal digits; negative where one is none. */
function readDigits(x: string, at: number): number {
  const a = x.charCodeAt(at);
  const b = x.charCodeAt(at + 1);
  const c = x.charCodeAt(at + 2);
  const e = x.charCodeAt(at + 3);
  if ((a | b | c | e) > 255) return -1;
  return (
    ((values[a] as number) << 12) |
    ((values[b] as number) << 8) |
    ((values[c] as number) << 4) |
    (values[e] as number)
  );
}
