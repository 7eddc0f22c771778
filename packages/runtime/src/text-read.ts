/** UTF-8 in: `string` fields, elements and map keys. */
import { fail } from "./errors.js";
import { readSize } from "./read.js";
import type { Reader } from "./reader.js";
import { decodeWide } from "./text-wide.js";

type Slice = (this: Uint8Array, start: number, end: number) => string;
/** Node's decoder takes any Uint8Array and is faster than TextDecoder on short text; browsers lack it. */
const utf8Slice: Slice | undefined = (
  globalThis as { Buffer?: { prototype: { utf8Slice?: Slice } } }
).Buffer?.prototype.utf8Slice;

/** Reads length and text at `r.offset`. */
export function readString(r: Reader): string {
  const o = r.offset + 4;
  const n = readSize(r, o - 4, 1);
  r.offset = o + n;
  return readAscii(r.bytes, o, n) ?? decodeText(r, o, o + n);
}

function decodeText(r: Reader, o: number, end: number): string {
  const wide = decodeWide(r, o, end);
  if (wide !== undefined) return wide;
  const b = r.bytes;
  const s = utf8Slice ? utf8Slice.call(b, o, end) : decodeUtf8(b, o, end, false);
  // Decoders put U+FFFD where the bytes are malformed; only then is it asked whether they are.
  if (r.strict && s.includes("\ufffd")) {
    try {
      decodeUtf8(b, o, end, true);
    } catch {
      fail("INVALID_UTF8", o);
    }
  }
  return s;
}

function decodeUtf8(b: Uint8Array, o: number, end: number, fatal: boolean): string {
  return new globalThis.TextDecoder("utf-8", { fatal, ignoreBOM: true }).decode(b.subarray(o, end));
}

/**
 * Text of up to 24 ASCII bytes; undefined where there are more, or others. Unrolled, because one call of fromCharCode
 * with all its arguments makes a flat string at once (Node 20: 33 ns against 45 of the engine's decoder at 24 bytes, 10
 * against 41 at 4). Letters are bytes, `high` collects their high bits.
 */
// prettier-ignore
function readAscii(b: Uint8Array, o: number, n: number): string | undefined {
  const code = String.fromCharCode;
  let high = 0;
  let a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A, B;
  if (n > 24) return undefined;
  if (n === 0) return "";
  high |= a = b[o + 0] as number; if (n === 1) return high > 127 ? undefined : code(a);
  high |= c = b[o + 1] as number; if (n === 2) return high > 127 ? undefined : code(a, c);
  high |= d = b[o + 2] as number; if (n === 3) return high > 127 ? undefined : code(a, c, d);
  high |= e = b[o + 3] as number; if (n === 4) return high > 127 ? undefined : code(a, c, d, e);
  high |= g = b[o + 4] as number; if (n === 5) return high > 127 ? undefined : code(a, c, d, e, g);
  high |= h = b[o + 5] as number; if (n === 6) return high > 127 ? undefined : code(a, c, d, e, g, h);
  high |= i = b[o + 6] as number; if (n === 7) return high > 127 ? undefined : code(a, c, d, e, g, h, i);
  high |= j = b[o + 7] as number; if (n === 8) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j);
  high |= k = b[o + 8] as number; if (n === 9) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k);
  high |= l = b[o + 9] as number; if (n === 10) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l);
  high |= m = b[o + 10] as number; if (n === 11) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m);
  high |= p = b[o + 11] as number; if (n === 12) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p);
  high |= q = b[o + 12] as number; if (n === 13) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q);
  high |= r = b[o + 13] as number; if (n === 14) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r);
  high |= s = b[o + 14] as number; if (n === 15) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s);
  high |= t = b[o + 15] as number; if (n === 16) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t);
  high |= u = b[o + 16] as number; if (n === 17) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u);
  high |= v = b[o + 17] as number; if (n === 18) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v);
  high |= w = b[o + 18] as number; if (n === 19) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w);
  high |= x = b[o + 19] as number; if (n === 20) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x);
  high |= y = b[o + 20] as number; if (n === 21) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y);
  high |= z = b[o + 21] as number; if (n === 22) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z);
  high |= A = b[o + 22] as number; if (n === 23) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A);
  high |= B = b[o + 23] as number; if (n === 24) return high > 127 ? undefined : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A, B);
  return undefined;
}
