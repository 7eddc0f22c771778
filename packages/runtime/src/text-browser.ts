/**
 * Text outside Node, where small code counts more: see "imports" in package.json. Calls of TextDecoder and TextEncoder
 * cost more than this many characters by hand.
 */
import { fail } from "./errors.js";
import { shortText } from "./limits.js";
import type { Memory } from "./memory.js";

type TextSource = Pick<Memory, "bytes" | "strict">;
/** Text whose lone surrogates the engine may be able to tell. */
export interface Judged {
  isWellFormed?(): boolean;
}

/** Text is never cut out of windows here: `strict` stays what it is, a boolean. */
export const openWindow = (strict: Memory["strict"]): Memory["strict"] => strict;

const encoder = /* @__PURE__ */ new TextEncoder();
/** By strictness; made when they are needed. */
const decoders: TextDecoder[] = [];

/** The text of `n` bytes at `o`. @throws ThriftError INVALID_UTF8, unless malformed text is to be replaced. */
export function decodeText({ bytes, strict }: TextSource, o: number, n: number): string {
  let text = "";
  let high = n > shortText ? 128 : 0;
  for (let i = 0; i < n && high < 128; i++) {
    const c = bytes[o + i] as number;
    high |= c;
    text += String.fromCharCode(c);
  }
  if (high < 128) return text;
  try {
    return (decoders[+(strict as boolean)] ??= new TextDecoder("utf8", {
      fatal: strict as boolean,
      ignoreBOM: true,
    })).decode(bytes.subarray(o, o + n));
  } catch {
    fail("INVALID_UTF8", o);
  }
}

/**
 * Stores the text at `o`, where there is room for it, and returns its size. @throws ThriftError INVALID_UTF8 for a lone surrogate,
 * unless malformed text is to be replaced: by U+FFFD.
 */
export function encodeText({ bytes, strict }: TextSource, o: number, s: string): number {
  const n = s.length;
  let high = n > shortText ? 128 : 0;
  for (let i = 0; i < n && high < 128; i++) high |= bytes[o + i] = s.charCodeAt(i);
  if (high < 128) return n;
  // Engines of 2022 have no isWellFormed.
  if (strict && !(s as Judged).isWellFormed?.() && /\p{Cs}/u.test(s)) fail("INVALID_UTF8", o - 4);
  return encoder.encodeInto(s, bytes.subarray(o)).written;
}
