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
 * The caller has checked that 16 bytes stand at `at`. One call with all its arguments makes a flat string: what is put
 * together of parts keeps them, which is 15 times the memory that the reader's budget charges, and takes 6 times as long.
 * Loads first: a table of single digits, looked up among the arguments, takes twice as long. The letters are the 16 bytes in order,
 * each as its two digits.
 */
// prettier-ignore
export function readUuid({ bytes }: Memory, at: number): string {
  const a = pairs[bytes[at] as number] as number, b = pairs[bytes[at + 1] as number] as number;
  const c = pairs[bytes[at + 2] as number] as number, d = pairs[bytes[at + 3] as number] as number;
  const e = pairs[bytes[at + 4] as number] as number, f = pairs[bytes[at + 5] as number] as number;
  const g = pairs[bytes[at + 6] as number] as number, h = pairs[bytes[at + 7] as number] as number;
  const i = pairs[bytes[at + 8] as number] as number, j = pairs[bytes[at + 9] as number] as number;
  const k = pairs[bytes[at + 10] as number] as number, l = pairs[bytes[at + 11] as number] as number;
  const m = pairs[bytes[at + 12] as number] as number, n = pairs[bytes[at + 13] as number] as number;
  const o = pairs[bytes[at + 14] as number] as number, p = pairs[bytes[at + 15] as number] as number;
  return String.fromCharCode(
    a >> 8, a & 255, b >> 8, b & 255, c >> 8, c & 255, d >> 8, d & 255, 45, e >> 8, e & 255, f >> 8, f & 255, 45,
    g >> 8, g & 255, h >> 8, h & 255, 45, i >> 8, i & 255, j >> 8, j & 255, 45, k >> 8, k & 255, l >> 8, l & 255,
    m >> 8, m & 255, n >> 8, n & 255, o >> 8, o & 255, p >> 8, p & 255,
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

/** Nothing is stored before all is read: drafts of views keep what stands there where the new value is refused. */
function storeUuid(d: DataView, o: number, x: string): void {
  if (typeof x !== "string" || x.length !== 36) throw badValue(x, o);
  const p = readDigits(x, 0);
  const q = readDigits(x, 4);
  const r = readDigits(x, 9);
  const s = readDigits(x, 14);
  const t = readDigits(x, 19);
  const u = readDigits(x, 24);
  const v = readDigits(x, 28);
  const w = readDigits(x, 32);
  // All four are dashes: 45 is its code, and every other one differs in a bit.
  const dashes =
    (x.charCodeAt(8) ^ 45) |
    (x.charCodeAt(13) ^ 45) |
    (x.charCodeAt(18) ^ 45) |
    (x.charCodeAt(23) ^ 45);
  if (dashes !== 0 || (p | q | r | s | t | u | v | w) < 0) throw badValue(x, o);
  d.setInt32(o, (p << 16) | q);
  d.setInt32(o + 4, (r << 16) | s);
  d.setInt32(o + 8, (t << 16) | u);
  d.setInt32(o + 12, (v << 16) | w);
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
