/** ASCII text, for Node. */
import { isJavaScriptCore } from "./list/engine.js";
import type { Memory } from "./memory.js";
import { native } from "./text-native.js";

/** Up to this many bytes it is made here. */
export const asciiBytes = 24;
/** Up to this many by one call of fromCharCode, which takes JavaScriptCore 39 ns for 8 bytes and 94 for 24 (Bun's slice 25 and 28). */
const codeBytes = isJavaScriptCore ? 3 : asciiBytes;

/**
 * Text of up to 24 ASCII bytes; undefined where there are more, or others. Unrolled, because one call of fromCharCode
 * with all its arguments makes a flat string at once (Node 20: 10 ns for 4 bytes, 33 for 24, where a call of the
 * engine's decoder takes 40 to 90). Letters are bytes, `high` collects their high bits. Loads first, then calls: lines
 * that are alike compress to half.
 */
// prettier-ignore
export function readAscii(b: Uint8Array, o: number, n: number): string | undefined {
  if (n > codeBytes) return undefined;
  if (n === 0) return "";
  const code = String.fromCharCode;
  let high = 0;
  let a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A, B;
  const text =
    ((high |= a = b[o++] as number), --n) ?
    ((high |= c = b[o++] as number), --n) ?
    ((high |= d = b[o++] as number), --n) ?
    ((high |= e = b[o++] as number), --n) ?
    ((high |= g = b[o++] as number), --n) ?
    ((high |= h = b[o++] as number), --n) ?
    ((high |= i = b[o++] as number), --n) ?
    ((high |= j = b[o++] as number), --n) ?
    ((high |= k = b[o++] as number), --n) ?
    ((high |= l = b[o++] as number), --n) ?
    ((high |= m = b[o++] as number), --n) ?
    ((high |= p = b[o++] as number), --n) ?
    ((high |= q = b[o++] as number), --n) ?
    ((high |= r = b[o++] as number), --n) ?
    ((high |= s = b[o++] as number), --n) ?
    ((high |= t = b[o++] as number), --n) ?
    ((high |= u = b[o++] as number), --n) ?
    ((high |= v = b[o++] as number), --n) ?
    ((high |= w = b[o++] as number), --n) ?
    ((high |= x = b[o++] as number), --n) ?
    ((high |= y = b[o++] as number), --n) ?
    ((high |= z = b[o++] as number), --n) ?
    ((high |= A = b[o++] as number), --n) ?
    ((high |= B = b[o++] as number), --n) ?
    ""
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A, B)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z, A)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y, z)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x, y)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w, x)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v, w)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u, v)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t, u)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s, t)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r, s)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q, r)
    : code(a, c, d, e, g, h, i, j, k, l, m, p, q)
    : code(a, c, d, e, g, h, i, j, k, l, m, p)
    : code(a, c, d, e, g, h, i, j, k, l, m)
    : code(a, c, d, e, g, h, i, j, k, l)
    : code(a, c, d, e, g, h, i, j, k)
    : code(a, c, d, e, g, h, i, j)
    : code(a, c, d, e, g, h, i)
    : code(a, c, d, e, g, h)
    : code(a, c, d, e, g)
    : code(a, c, d, e)
    : code(a, c, d)
    : code(a, c)
    : code(a);
  return high < 128 ? text : undefined;
}

/** ASCII text of four bytes and more, cut by the engine; undefined where there are others. Four at a time, the last ones first. */
export function sliceAscii({ bytes, view }: Memory, o: number, n: number): string | undefined {
  const last = o + n - 4;
  let high = view.getInt32(last);
  for (let i = o; i < last; i += 4) high |= view.getInt32(i);
  return (high & 0x80808080) === 0 ? native?.latin1Slice.call(bytes, o, o + n) : undefined;
}

/** Eight bytes at a time, the last ones first: those before may overlap them. For eight bytes and more. */
export function isAscii(d: DataView, o: number, n: number): boolean {
  const last = o + n - 8;
  let high = d.getInt32(last) | d.getInt32(last + 4);
  for (; o < last; o += 8) high |= d.getInt32(o) | d.getInt32(o + 4);
  return (high & 0x80808080) === 0;
}
