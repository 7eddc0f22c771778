/** uuid as canonical text: lower case, 8-4-4-4-12 (RFC 9562); 16 bytes on the wire. */
import type { Memory } from "./memory.js";
import { badValue, orDefault } from "./write.js";

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The caller has checked that 16 bytes stand at `o`. */
export function readUuid(r: Memory, o: number): string {
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += ((r.bytes[o + i] as number) + 256).toString(16).slice(1);
  }
  return text;
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
  const digits = x.replaceAll("-", "");
  for (let i = 0; i < 16; i++) d.setUint8(o + i, parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
