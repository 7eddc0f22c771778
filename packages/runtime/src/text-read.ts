/** UTF-8 in: `string` fields, elements and map keys. */
import type { Memory } from "./memory.js";
import { readSize, take } from "./read.js";
import { decodeText } from "#text";

/** Reads length and text at `r.offset`. */
export function readString(r: Memory): string {
  const n = readSize(r);
  return decodeText(r, take(r, n), n);
}
