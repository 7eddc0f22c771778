/**
 * Text in Node, where speed counts more. Its own text functions take any Uint8Array and are faster than TextDecoder and
 * encodeInto, but a call costs 40 to 90 ns, so short ASCII text is handled here.
 */
import { fail } from "./errors.js";
import type { Memory } from "./memory.js";
import { isJavaScriptCore } from "./list/engine.js";
import { asciiBytes, readAscii, sliceAscii } from "./text-ascii.js";
import * as portable from "./text-browser.js";
import { buffer, isUtf8, native, type NativeText } from "./text-native.js";
import { countsFast, isWriteSlow } from "./text-probe.js";
import { TextWindow } from "./text-window.js";
import { readShort, shortBytes, shortText, writeShort } from "./text-short.js";
import { decodeWide, encodeWide, noteSize } from "./text-wide.js";

/** A lone surrogate: for hosts without isWellFormed, where that takes five times as long. */
const lone = /\p{Cs}/u;

/** Up to this length text is first taken for ASCII (Node 20: 36 ns against 47 in the best case at 32). */
const shortLength = 32;

/** The text of `n` bytes at `o`. @throws ThriftError INVALID_UTF8, unless malformed text is to be replaced. */
export function decodeText(r: Memory, o: number, n: number): string {
  return readAscii(r.bytes, o, n) ?? decodeOther(r, o, n);
}

/** From here on text is cut out of windows. */
export function openWindow(strict: Memory["strict"]): Memory["strict"] {
  return new TextWindow(strict === true);
}

/** Up to this many bytes a loop of ours tells in JavaScriptCore whether they are ASCII faster than the engine does. */
const sliceBytes = 64;

/** Long text, or short text that is not ASCII. */
function decodeOther(r: Memory, o: number, n: number): string {
  if (!native) return decodeByHost(r, o, n);
  const { bytes, strict } = r;
  if (typeof strict === "object") {
    const text = strict.cut(r, o, n);
    if (text !== undefined) return text;
  }
  const looksAscii = ((bytes[o] as number) | (bytes[o + (n >> 1)] as number)) < 128;
  if (isJavaScriptCore && looksAscii && n > 3 && n <= sliceBytes) {
    const short = sliceAscii(r, o, n);
    if (short !== undefined) return short;
  }
  if (n <= asciiBytes || (n <= shortBytes && !looksAscii)) {
    const short = readShort(bytes, o, o + n);
    if (short !== undefined) return short;
  }
  const ascii = looksAscii ? decodeAscii(bytes, o, n) : undefined;
  const known = ascii ?? decodeWide(r, o, o + n, looksAscii);
  if (known !== undefined) return known;
  const s = native.utf8Slice.call(bytes, o, o + n);
  return r.strict && isSuspect(bytes, o, n, s) ? decodeByHost(r, o, n) : s;
}

function decodeByHost({ bytes, strict }: Memory, o: number, n: number): string {
  const isStrict = typeof strict === "object" ? strict.isStrict : strict;
  return portable.decodeText({ bytes, strict: isStrict }, o, n);
}

/** From how many bytes on it is better to judge them. */
const longBytes = 256;

/**
 * Node puts U+FFFD where the bytes of a text are malformed. V8 looks for it by one of its bytes, which full-width punctuation has
 * too: where characters are mostly of three bytes, to judge all of these takes a third of that (Node 24 and 26, 850 characters).
 */
function isSuspect(bytes: Uint8Array, o: number, n: number, s: string): boolean {
  return n >= longBytes && n > 2 * s.length && isUtf8
    ? !isUtf8(bytes.subarray(o, o + n))
    : s.includes("\ufffd");
}

/** After a text that held other characters, so many are not taken for ASCII: such texts come in crowds. */
const pauseTexts = 31;
let paused = 0;
let isCountFast: boolean | undefined;

/**
 * Long ASCII text; undefined where there are other characters. Taken for Latin-1 it is ASCII if UTF-8 needs no more
 * bytes: where those are counted fast, that takes 0.75 to 0.85 of what utf8Slice does (Node 20, 22 and 26, 1 to 4 KB).
 */
function decodeAscii(bytes: Uint8Array, o: number, n: number): string | undefined {
  if (!native || !buffer || paused-- > 0) return undefined;
  if (!(isCountFast ??= countsFast(buffer))) return sliceUtf8(native, bytes, o, n);
  const s = native.latin1Slice.call(bytes, o, o + n);
  const isAscii = buffer.byteLength(s) === n;
  paused = isAscii ? 0 : pauseTexts;
  return isAscii ? s : undefined;
}

/** The same by utf8Slice: ASCII has a character for each byte, and none that stands for a malformed one. */
function sliceUtf8(
  engine: NativeText,
  bytes: Uint8Array,
  o: number,
  n: number,
): string | undefined {
  const s = engine.utf8Slice.call(bytes, o, o + n);
  const isAscii = s.length === n && !s.includes("\ufffd");
  paused = isAscii ? 0 : pauseTexts;
  return isAscii ? s : undefined;
}

/**
 * Stores the text at `o`, where there is room for it, and returns its size. @throws ThriftError INVALID_UTF8 for a lone surrogate,
 * unless malformed text is to be replaced: by U+FFFD.
 */
export function encodeText(w: Memory, o: number, s: string): number {
  const n = s.length;
  return n <= shortLength && writeAscii(w.view, o, s, n) ? n : encodeOther(w, o, s);
}

function encodeOther(w: Memory, o: number, s: string): number {
  if (!native) return portable.encodeText(w, o, s);
  const end = s.length <= shortText ? writeShort(w.bytes, o, s) : -1;
  if (end >= 0) return end - o;
  const wide = encodeWide(w, o, s);
  if (wide >= 0) return wide;
  if (isWriteSlow && s.length >= longAscii && copyAscii(native, w.bytes, o, s)) return s.length;
  const size = native.utf8Write.call(w.bytes, s, o, w.bytes.length - o);
  noteSize(size, s.length);
  // Only text with other than ASCII characters can hold one, and its byte count differs.
  if (size !== s.length && w.strict && !(s as portable.Judged).isWellFormed?.() && lone.test(s))
    fail("INVALID_UTF8", o - 4);
  return size;
}

/** From how many characters on counting the bytes of ASCII text first pays. */
const longAscii = 640;
let pausedWrites = 0;

/**
 * Long ASCII text; false where there are other characters. As it needs no more bytes than it has characters, it can be copied: up
 * to Node 20 both take 0.65 to 0.8 of what utf8Write does (1 to 4 KB; 0.93 where the text comes from far memory).
 */
function copyAscii(engine: NativeText, bytes: Uint8Array, o: number, s: string): boolean {
  if (!buffer || pausedWrites-- > 0) return false;
  const isAscii = buffer.byteLength(s) === s.length;
  pausedWrites = isAscii ? 0 : pauseTexts;
  if (isAscii) engine.latin1Write.call(bytes, s, o, s.length);
  return isAscii;
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
