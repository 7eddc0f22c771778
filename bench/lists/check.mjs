/** Every contender's result, compared before anything is timed. */
import { DATA_AT, LIST_AT } from "./encode.mjs";

/** The bytes from offset 0 on: 8 of padding, the list's header, its elements. Long lists repeat, and so do these. */
export function encodeReference({ width, type, view }, typed) {
  const n = typed.length;
  const bytes = new Uint8Array(DATA_AT + n * width);
  const data = new DataView(bytes.buffer);
  data.setUint8(LIST_AT, type);
  data.setInt32(LIST_AT + 1, n);
  const once = Math.min(n, 16384);
  for (let i = 0; i < once; i++) data[`set${view}`](DATA_AT + i * width, typed[i]);
  for (let filled = once; filled < n; filled *= 2) {
    const end = DATA_AT + Math.min(filled, n - filled) * width;
    bytes.copyWithin(DATA_AT + filled * width, DATA_AT, end);
  }
  return bytes;
}

const asBuffer = ({ buffer, byteOffset, byteLength }) =>
  Buffer.from(buffer, byteOffset, byteLength);

export const sameBytes = (a, b) => asBuffer(a).equals(asBuffer(b));

export function sameList(list, expected) {
  if (ArrayBuffer.isView(expected)) {
    return list.constructor === expected.constructor && sameBytes(list, expected);
  }
  if (list.length !== expected.length) return false;
  // By ===: an i64 has no -0.
  for (let i = 0; i < expected.length; i++) if (list[i] !== expected[i]) return false;
  return true;
}
