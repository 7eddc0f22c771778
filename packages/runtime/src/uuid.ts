/** uuid as canonical text: lower case, 8-4-4-4-12 (RFC 9562); 16 bytes on the wire. */
import type { Memory } from "./memory.js";
import type { Reader } from "./reader.js";
import { badValue } from "./write.js";

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The caller has checked that 16 bytes stand at `o`. */
export function readUuid(r: Reader, o: number): string {
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += ((r.bytes[o + i] as number) + 256).toString(16).slice(1);
  }
  return text;
}

/** The caller has made room for 16 bytes at `o`. */
export function writeUuid(w: Memory, o: number, value: string): void {
  if (typeof value !== "string" || !pattern.test(value)) badValue();
  const digits = value.replaceAll("-", "");
  for (let i = 0; i < 16; i++) w.bytes[o + i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
}
