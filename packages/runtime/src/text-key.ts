/** Map keys: the same few strings come again and again, so short ones are looked up before they are made. */
import type { Memory } from "./memory.js";
import { readString } from "./text-read.js";

/** Direct-mapped: a key replaces the one in its slot. Bounded: 4,096 strings of at most 32 ASCII characters. */
const slots = 4096;
const maximumLength = 32;
let cache: (string | undefined)[] | undefined;

/** Reads a string of a map's key position. The result never depends on the cache. */
export function readKey(r: Memory): string {
  const o = r.offset + 4;
  if (o > r.end) return readString(r);
  const n = r.view.getInt32(o - 4);
  if (n < 1 || n > maximumLength || n > r.end - o) return readString(r);
  const b = r.bytes;
  const middle = b[o + (n >> 1)] as number;
  const hash =
    (n * 31 +
      (b[o] as number) * 17 +
      middle * 1031 +
      (b[o + n - 1] as number) * 257 +
      (b[o + (n >> 2)] as number) * 67) &
    (slots - 1);
  const keys = (cache ??= Array<string | undefined>(slots).fill(undefined));
  const known = keys[hash];
  if (known !== undefined && known.length === n) {
    let i = 0;
    while (i < n && known.charCodeAt(i) === b[o + i]) i++;
    if (i === n) {
      r.offset = o + n;
      return known;
    }
  }
  const { strict } = r;
  // What is kept here must not keep a window alive.
  if (typeof strict === "object") r.strict = strict.isStrict;
  let key: string;
  try {
    key = readString(r);
  } finally {
    r.strict = strict;
  }
  // Only keys of one byte a character can be compared with their bytes.
  if (key.length === n) keys[hash] = key;
  return key;
}
