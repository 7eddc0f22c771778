/** Copies that the caller keeps. */
import { maximumSharedBytes } from "../limits.js";
import { returnSlab, takeSlab } from "../slab.js";

/** Making a subarray takes longer than copying this many bytes one by one. */
const fewBytes = 48;

/** Memory of `size` bytes, small ones shared as results of `encode` are, which `fill` writes from an offset on. */
export function keepBytes(
  size: number,
  fill: (target: Uint8Array, offset: number) => void,
): Uint8Array {
  const slab = size > maximumSharedBytes ? undefined : takeSlab(size);
  const bytes = slab?.bytes ?? new Uint8Array(size);
  const start = slab?.offset ?? 0;
  fill(bytes, start);
  if (slab === undefined) return bytes;
  returnSlab(slab, start + size);
  return new Uint8Array(bytes.buffer, start, size);
}

/** The first `size` bytes. */
export function copyKept(bytes: Uint8Array, size: number): Uint8Array {
  // Memory that is copied to as a whole is not filled with zeros first.
  if (size > maximumSharedBytes) return bytes.slice(0, size);
  return keepBytes(size, (target, offset) => copyBytes(bytes, 0, size, target, offset));
}

export function copyBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  offset: number,
): void {
  if (start === 0 && end === bytes.length) target.set(bytes, offset);
  else if (end - start > fewBytes) target.set(bytes.subarray(start, end), offset);
  else for (let i = start; i < end; i++) target[offset++] = bytes[i] as number;
}
