/** UTF-8 out: `string` fields and elements. */
import { fail } from "./errors.js";
import { acquireMemory, releaseMemory, type Memory } from "./memory.js";
import { native } from "./text-native.js";
import { badValue, reserve } from "./write.js";

/** ASCII up to this length is stored by hand; a native call costs more (Node 20: 35 ns against 42 at 16). */
const shortLength = 16;

/** Writes length and bytes at `o`, returns the offset behind them. The length is patched in afterwards. */
export function writeString(w: Memory, o: number, s: string): number {
  if (typeof s !== "string") badValue(s, o);
  const { length } = s;
  const p = o + 4;
  reserve(w, o, length * 3 + 4);
  const { bytes } = w;
  let n = length;
  let high = n > shortLength ? 128 : 0;
  if (!high) for (let i = 0; i < n; i++) high |= bytes[p + i] = s.charCodeAt(i);
  if (high > 127) n = writeText(w, p, s);
  w.view.setInt32(o, n);
  return p + n;
}

function writeText(w: Memory, p: number, s: string): number {
  const { bytes } = w;
  const n = native
    ? native.utf8Write.call(bytes, s, p, bytes.length - p)
    : new TextEncoder().encodeInto(s, bytes.subarray(p)).written;
  // Only text with other than ASCII characters can hold a lone surrogate, and its byte count differs.
  if (w.strict && n !== s.length && !s.isWellFormed()) fail("INVALID_UTF8", p - 4);
  return n;
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
