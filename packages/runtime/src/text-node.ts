/**
 * Text in Node, where speed counts more. Its own text functions take any Uint8Array and are faster than TextDecoder and
 * encodeInto, but a call costs 40 to 90 ns, so short ASCII text is handled here.
 */
import type { Memory } from "./memory.js";
import { readAscii } from "./text-ascii.js";
import * as portable from "./text-browser.js";
import { native } from "./text-native.js";
import { decodeWide } from "./text-wide.js";

/** Up to this length text is first taken for ASCII (Node 20: 36 ns against 47 in the best case at 32). */
const shortLength = 32;

/** The text of `n` bytes at `o`. @throws ThriftError INVALID_UTF8, unless malformed text is to be replaced. */
export function decodeText(r: Memory, o: number, n: number): string {
  return readAscii(r.bytes, o, n) ?? decodeLong(r, o, n);
}

function decodeLong(r: Memory, o: number, n: number): string {
  if (!native) return portable.decodeText(r, o, n);
  const s = decodeWide(r, o, o + n) ?? native.utf8Slice.call(r.bytes, o, o + n);
  // Node puts U+FFFD where the bytes are malformed; only then is it asked whether they are.
  return r.strict && s.includes("\ufffd") ? portable.decodeText(r, o, n) : s;
}

/** Stores the text at `o`, where there is room for it, and returns its size. Lone surrogates become U+FFFD. */
export function encodeText(w: Memory, o: number, s: string): number {
  const n = s.length;
  if (n <= shortLength && writeAscii(w.view, o, s, n)) return n;
  return native
    ? native.utf8Write.call(w.bytes, s, o, w.bytes.length - o)
    : portable.encodeText(w, o, s);
}

/** Four characters at a time. False where one is not ASCII; what is stored then is written over. */
function writeAscii(d: DataView, o: number, s: string, n: number): boolean {
  let high = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const a = s.charCodeAt(i);
    const b = s.charCodeAt(i + 1);
    const c = s.charCodeAt(i + 2);
    const e = s.charCodeAt(i + 3);
    high |= a | b | c | e;
    d.setInt32(o + i, (a << 24) | (b << 16) | (c << 8) | e);
  }
  for (; i < n; i++) {
    const c = s.charCodeAt(i);
    high |= c;
    d.setUint8(o + i, c);
  }
  return high < 128;
}
