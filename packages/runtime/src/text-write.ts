/** UTF-8 out: `string` fields and elements. */
import { acquireMemory, releaseMemory, type Memory } from "./memory.js";
import { encodeText } from "#text";
import { badValue, reserve } from "./write.js";

/** Writes length and bytes at `o`, returns the offset behind them. */
export function writeString(w: Memory, o: number, s: string): number {
  if (typeof s !== "string") badValue(s, o);
  reserve(w, o, s.length * 3 + 4);
  const n = encodeText(w, o + 4, s);
  w.view.setInt32(o, n);
  return o + 4 + n;
}

/** Bytes of a string's UTF-8 form: as many as are written. */
export function sizeOfString(s: string): number {
  if (typeof s !== "string") badValue(s, 0);
  // No code of others runs before it is written, so the memory is given back at once.
  const w = acquireMemory(s.length * 3);
  releaseMemory(w);
  w.strict = true;
  return writeString(w, 0, s) - 4;
}
