/** Whether the keys of a map are all unlike, told from their bytes: then its entries can be read where they lie. */
import { seek, type Message } from "./message.js";

/** Of more entries the codec decides, which counts what they take. The table takes 256 KB at most. */
const maximumEntries = 32_767;

/** By hash: where a key begins, or 0. Code of others never runs while it is in use. */
let table = new Int32Array(0);

/**
 * Looks at `n` entries behind `at` of a message in one piece: texts as keys, values of `size` bytes each or, if that is 0, texts or
 * binary. False also where somebody else has to judge: memory that has changed, and keys that were chosen to have one hash.
 */
export function areKeysDistinct(m: Message, at: number, n: number, size: number): boolean {
  if (!(n >= 0 && n <= maximumEntries)) return false;
  const places = 1 << (33 - Math.clz32(n));
  if (table.length < places) table = new Int32Array(places);
  table.fill(0, 0, places);
  const { view, offset } = seek(m, at, 0);
  const { end } = m;
  const mask = places - 1;
  let tries = 4 * n;
  let o = offset;
  for (let i = 0; i < n; i++) {
    if (end - o < 4) return false;
    const length = view.getInt32(o);
    const key = o + 4;
    if (length < 0 || length > end - key) return false;
    let place = hashText(view, key, length) & mask;
    for (let other = 0; (other = table[place] as number) !== 0; place = (place + 1) & mask)
      if (--tries < 0 || isSameText(view, other, key, length)) return false;
    table[place] = key;
    o = key + length;
    if (size > 0) o += size;
    else {
      if (end - o < 4) return false;
      const valueLength = view.getInt32(o);
      if (valueLength < 0) return false;
      o += 4 + valueLength;
    }
  }
  return o <= end;
}

/** @internal Four bytes at a time; the last four may overlap those before. */
export function hashText(view: DataView, o: number, n: number): number {
  let hash = n;
  if (n < 4) {
    for (let i = 0; i < n; i++) hash = hash * 257 + view.getUint8(o + i);
    return Math.imul(hash, 0x9e37_79b1) >>> 15;
  }
  const last = o + n - 4;
  for (let p = o; p < last; p += 4) hash = Math.imul(hash ^ view.getInt32(p), 0x9e37_79b1);
  hash = Math.imul(hash ^ view.getInt32(last), 0x9e37_79b1);
  // Multiplying moves bits up only.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return hash ^ (hash >>> 13);
}

/** The size stands before each text. */
function isSameText(view: DataView, a: number, b: number, n: number): boolean {
  if (view.getInt32(a - 4) !== n) return false;
  for (let i = 0; i < n; i++) if (view.getUint8(a + i) !== view.getUint8(b + i)) return false;
  return true;
}
