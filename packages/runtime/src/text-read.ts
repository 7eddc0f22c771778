/** UTF-8 in: `string` fields, elements and map keys. */
import { fail } from "./errors.js";
import type { Memory } from "./memory.js";
import { readSize, take } from "./read.js";
import { native } from "./text-native.js";
import { decodeWide } from "./text-wide.js";

/** Reads length and text at `r.offset`. */
export function readString(r: Memory): string {
  const n = readSize(r, 1);
  const o = take(r, n);
  return readAscii(r.bytes, o, n) || decodeWide(r, o, o + n) || decodeText(r, o, o + n);
}

function decodeText(r: Memory, o: number, end: number): string {
  let s = native?.utf8Slice.call(r.bytes, o, end);
  // Decoders put U+FFFD where the bytes are malformed; only then is it asked whether they are.
  if (s === undefined || (r.strict && s.includes("\ufffd"))) {
    try {
      s = new TextDecoder("utf-8", { fatal: r.strict, ignoreBOM: true }).decode(
        r.bytes.subarray(o, end),
      );
    } catch {
      fail("INVALID_UTF8", o);
    }
  }
  return s;
}

/**
 * Text of up to 13 ASCII bytes; false where there are more, or others. Unrolled, because one call of fromCharCode with
 * all its arguments makes a flat string at once (Node 20: 10 ns for 4 bytes, 20 for 13, against 41 of the engine's
 * decoder). Letters are bytes, `high` collects their high bits; all lines are alike, which compresses well.
 */
// prettier-ignore
function readAscii(b: Uint8Array, o: number, n: number): string | false {
  const code = String.fromCharCode;
  let high = 0;
  let a, c, d, e, g, h, i, j, k, l, m, p, q;
  if (n > 13 || n < 1) return false;
  high |= a = b[o++] as number; if (--n < 1) return high < 128 && code(a);
  high |= c = b[o++] as number; if (--n < 1) return high < 128 && code(a, c);
  high |= d = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d);
  high |= e = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e);
  high |= g = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g);
  high |= h = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h);
  high |= i = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i);
  high |= j = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i, j);
  high |= k = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i, j, k);
  high |= l = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i, j, k, l);
  high |= m = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i, j, k, l, m);
  high |= p = b[o++] as number; if (--n < 1) return high < 128 && code(a, c, d, e, g, h, i, j, k, l, m, p);
  high |= q = b[o++] as number; return high < 128 && code(a, c, d, e, g, h, i, j, k, l, m, p, q);
}
