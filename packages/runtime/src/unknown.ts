/** Fields that the IDL does not know, kept as raw bytes (`--unknown-fields keep`). */
import type { Memory } from "./memory.js";
import { skipValue } from "./skip.js";
import { writeBytes } from "./write.js";

/** The key under which a struct keeps the raw bytes of its unknown fields: headers and values, as they came. */
export const unknownFields: unique symbol = /* @__PURE__ */ Symbol.for("thriftgen.unknownFields");

/** Steps over the field with header `h` and notes its range in `ranges`: pairs of start and end, neighbours joined. */
export function keepUnknown(r: Memory, h: number, ranges: number[] | undefined): number[] {
  const o = r.offset - 3;
  skipValue(r, h >>> 24);
  const end = r.offset;
  if (ranges === undefined) return [o, end];
  if (ranges[ranges.length - 1] === o) ranges[ranges.length - 1] = end;
  else ranges.push(o, end);
  return ranges;
}

/** A copy of the noted ranges, one behind the other; undefined where there are none. */
export function copyUnknown(
  r: Memory,
  ranges: readonly number[] | undefined,
): Uint8Array | undefined {
  if (ranges === undefined) return undefined;
  let size = 0;
  for (let i = 0; i < ranges.length; i += 2)
    size += (ranges[i + 1] as number) - (ranges[i] as number);
  const bytes = new Uint8Array(size);
  let to = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    for (let o = ranges[i] as number; o < (ranges[i + 1] as number); o++)
      bytes[to++] = r.bytes[o] as number;
  }
  return bytes;
}

/** Writes kept fields before STOP. */
export function writeUnknown(w: Memory, o: number, bytes: Uint8Array | null | undefined): number {
  return bytes === undefined || bytes === null ? o : writeBytes(w, o, bytes);
}

/** Size of kept fields in bytes. */
export function sizeOfUnknown(bytes: Uint8Array | null | undefined): number {
  return bytes?.length ?? 0;
}
