/**
 * Short text with other than ASCII characters, for Node: names, labels, words. A call of the engine's functions takes 45 to 70 ns to
 * encode it and 75 to 150 to decode it (Node 20), these loops 16 to 30 and 35 to 55. What is malformed is left to others.
 */

/** Up to this many units the encoder is faster than the engine's: 20 of Chinese are a tie. */
export const shortText = 16;
/** Up to this many bytes the decoder is; longer text has loops of its own. */
export const shortBytes = 32;
/** So many units one call makes a string of. */
const mostUnits = 24;

/** Stores the text at `o`; returns the offset behind it, or -1 where there is a lone surrogate. */
export function writeShort(b: Uint8Array, o: number, s: string): number {
  for (let i = 0; i < s.length; i++) {
    let c = s.charCodeAt(i);
    if (c < 0x80) b[o++] = c;
    else {
      if (c < 0x800) b[o++] = 0xc0 | (c >> 6);
      else {
        if ((c & 0xf800) === 0xd800) {
          const low = s.charCodeAt(++i) ^ 0xdc00;
          // Behind the end is NaN, of which the exclusive or is 0xdc00.
          if (c > 0xdbff || low > 0x3ff) return -1;
          c = 0x10000 + ((c & 0x3ff) << 10) + low;
          b[o++] = 0xf0 | (c >> 18);
          b[o++] = 0x80 | ((c >> 12) & 63);
        } else b[o++] = 0xe0 | (c >> 12);
        b[o++] = 0x80 | ((c >> 6) & 63);
      }
      b[o++] = 0x80 | (c & 63);
    }
  }
  return o;
}

/** Where units are put before they are a string; read at once. */
const units = /* @__PURE__ */ new Uint16Array(shortBytes);

/** The text from `o` to `end`, at most `shortBytes`; undefined where it is malformed, or of too many units. */
export function readShort(b: Uint8Array, o: number, end: number): string | undefined {
  let n = 0;
  while (o < end) {
    let c = b[o++] as number;
    if (c > 127) {
      // A lead of two bytes, of three, of four.
      const more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
      if (c < 0xc2 || c > 0xf4 || o + more > end) return undefined;
      c &= 63 >> more;
      for (let i = 0; i < more; i++) {
        const tail = (b[o++] as number) ^ 0x80;
        if (tail > 63) return undefined;
        c = (c << 6) | tail;
      }
      // Overlong forms of three and four bytes, surrogates, and what is beyond Unicode.
      if (more > 1 && (c < 0x800 || (c & ~0x7ff) === 0xd800)) return undefined;
      if (more > 2) {
        if (c < 0x10000 || c > 0x10ffff) return undefined;
        units[n++] = 0xd7c0 + (c >> 10);
        c = 0xdc00 | (c & 0x3ff);
      }
    }
    units[n++] = c;
  }
  return n > mostUnits ? undefined : makeText(n);
}

const u = (at: number): number => units[at] as number;

/** One call with all its arguments makes a flat string. */
// prettier-ignore
function makeText(n: number): string {
  const code = String.fromCharCode;
  switch (n) {
    case 0: return "";
    case 1: return code(u(0));
    case 2: return code(u(0), u(1));
    case 3: return code(u(0), u(1), u(2));
    case 4: return code(u(0), u(1), u(2), u(3));
    case 5: return code(u(0), u(1), u(2), u(3), u(4));
    case 6: return code(u(0), u(1), u(2), u(3), u(4), u(5));
    case 7: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6));
    case 8: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7));
    case 9: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8));
    case 10: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9));
    case 11: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10));
    case 12: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11));
    case 13: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12));
    case 14: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13));
    case 15: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14));
    case 16: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15));
    case 17: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16));
    case 18: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17));
    case 19: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18));
    case 20: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18), u(19));
    case 21: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18), u(19), u(20));
    case 22: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18), u(19), u(20), u(21));
    case 23: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18), u(19), u(20), u(21), u(22));
    default: return code(u(0), u(1), u(2), u(3), u(4), u(5), u(6), u(7), u(8), u(9), u(10), u(11), u(12), u(13), u(14), u(15), u(16), u(17), u(18), u(19), u(20), u(21), u(22), u(23));
  }
}
