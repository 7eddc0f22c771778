/** UTF-8 out: `string` fields and elements. */
import { fail } from "./errors.js";
import type { Memory } from "./memory.js";
import { badValue, reserve } from "./write.js";

/** Node's encoder writes into any Uint8Array and is faster than encodeInto; browsers lack it. */
type Utf8Write = (this: Uint8Array, text: string, offset: number, length: number) => number;
const utf8Write: Utf8Write | undefined = (
  globalThis as { Buffer?: { prototype: { utf8Write?: Utf8Write } } }
).Buffer?.prototype.utf8Write;

/** ASCII up to this length is stored by hand, four characters at a time; a native call costs more (Node 20: 36 ns against 47 at 32). */
const shortLength = 32;

/** Writes length and bytes at `o`, returns the offset behind them. The length is patched in afterwards. */
export function writeString(w: Memory, o: number, s: string): number {
  if (typeof s !== "string") badValue(s);
  const n = s.length;
  const p = o + 4;
  reserve(w, p, n * 3);
  if (n <= shortLength && writeAscii(w.view, p, s, n)) {
    w.view.setInt32(o, n);
    return p + n;
  }
  return writeLongString(w, o, s);
}

/** False where a character is not ASCII; what is stored then is written over. */
function writeAscii(d: DataView, p: number, s: string, n: number): boolean {
  let high = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const a = s.charCodeAt(i);
    const b = s.charCodeAt(i + 1);
    const c = s.charCodeAt(i + 2);
    const e = s.charCodeAt(i + 3);
    high |= a | b | c | e;
    d.setInt32(p + i, (a << 24) | (b << 16) | (c << 8) | e);
  }
  for (; i < n; i++) {
    const c = s.charCodeAt(i);
    high |= c;
    d.setUint8(p + i, c);
  }
  return high < 128;
}

function writeLongString(w: Memory, o: number, s: string): number {
  const p = o + 4;
  const n =
    utf8Write === undefined
      ? new globalThis.TextEncoder().encodeInto(s, w.bytes.subarray(p)).written
      : utf8Write.call(w.bytes, s, p, w.bytes.length - p);
  // Only text with other than ASCII characters can hold a lone surrogate, and its byte count differs.
  if (n !== s.length && w.strict && !isWellFormed(s)) fail("INVALID_UTF8");
  w.view.setInt32(o, n);
  return p + n;
}

/** Bytes of a string's UTF-8 form, lone surrogates counted as U+FFFD. */
export function sizeOfString(s: string): number {
  const length = s.length;
  let n = length;
  for (let i = 0; i < length; i++) {
    const c = s.charCodeAt(i);
    if (c < 0x80) continue;
    if (c < 0x800) n++;
    else if (c >= 0xd800 && c < 0xdc00 && isLowSurrogate(s.charCodeAt(i + 1))) {
      n += 2;
      i++;
    } else n += 2;
  }
  return n;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** String.prototype.isWellFormed, for engines before 2023 too. */
function isWellFormed(s: string & { isWellFormed?: () => boolean }): boolean {
  return s.isWellFormed ? s.isWellFormed() : !/\p{Surrogate}/u.test(s);
}
