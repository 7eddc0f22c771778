/** uuid as canonical text: lower case, 8-4-4-4-12 (RFC 9562); 16 bytes on the wire. */
import type { Memory } from "./memory.js";
import { badValue, orDefault } from "./write.js";

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Their codes. */
const digits = /* @__PURE__ */ Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/**
 * The caller has checked that 16 bytes stand at `o`. One call with all its arguments makes a flat string: what is put
 * together of parts keeps them, which is 15 times the memory that the reader's budget charges, and takes 6 times as long.
 */
// prettier-ignore
export function readUuid({ bytes }: Memory, o: number): string {
  const h = (i: number): number => digits[(bytes[o + i] as number) >>> 4] as number;
  const l = (i: number): number => digits[(bytes[o + i] as number) & 15] as number;
  return String.fromCharCode(
    h(0), l(0), h(1), l(1), h(2), l(2), h(3), l(3), 45, h(4), l(4), h(5), l(5), 45, h(6), l(6), h(7), l(7), 45,
    h(8), l(8), h(9), l(9), 45, h(10), l(10), h(11), l(11), h(12), l(12), h(13), l(13), h(14), l(14), h(15), l(15),
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

function storeUuid(d: DataView, o: number, x: string): void {
  if (typeof x !== "string" || !pattern.test(x)) badValue(x, o);
  const text = x.replaceAll("-", "");
  for (let i = 0; i < 16; i++) d.setUint8(o + i, parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
