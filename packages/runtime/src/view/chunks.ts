/** What a tree of views is written as: ranges of the bytes it reads, and bytes of its edits. */
import { fail } from "../errors.js";
import { maximumMessage } from "../limits.js";
import { returnSlab, takeSlab } from "../slab.js";
import type { Message } from "./message.js";
import { slicePieces } from "./windows.js";

/** One system call takes so many small chunks at less than the cost of a copy into fresh memory. */
const fewRanges = 16;
/** Where there are more, ranges below this size are joined. */
const referred = 4096;

/** Up to this size copies share memory. */
const shared = 2000;

interface Range {
  readonly bytes: Uint8Array;
  readonly start: number;
  end: number;
}

/** Ranges in the order of the wire. */
export class Chunks {
  private readonly ranges: Range[] = [];
  length = 0;

  add(bytes: Uint8Array, start = 0, end: number = bytes.length): void {
    if (start === end) return;
    this.length += end - start;
    if (this.length > maximumMessage) fail("SIZE_LIMIT");
    const last = this.ranges[this.ranges.length - 1];
    if (last !== undefined && last.bytes === bytes && last.end === start) last.end = end;
    else this.ranges.push({ bytes, start, end });
  }

  addAll(chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) this.add(chunk);
  }

  /** Bytes of a message. Throws INVALID_VALUE where its memory was taken away. */
  addRange(m: Message, start: number, end: number): void {
    m.owner?.check();
    if (m.windows !== undefined) this.addAll(slicePieces(m.windows, start, end));
    else if (end > m.memory.bytes.length) fail("INVALID_VALUE", start);
    else this.add(m.memory.bytes, start, end);
  }

  /** A copy of all. */
  toBytes(): Uint8Array {
    return this.copy(0, this.ranges.length, this.length);
  }

  /** The ranges as they lie; where they are many, small ones are joined. */
  toList(): Uint8Array[] {
    const { ranges } = this;
    if (ranges.length <= fewRanges) return ranges.map(rangeBytes);
    const chunks: Uint8Array[] = [];
    for (let from = 0; from < ranges.length;) {
      let to = from;
      let size = 0;
      for (; to < ranges.length && sizeOf(ranges[to]) < referred; to++) size += sizeOf(ranges[to]);
      if (size > 0) chunks.push(this.copy(from, to, size));
      const range = ranges[to];
      if (range !== undefined) chunks.push(rangeBytes(range));
      from = to + 1;
    }
    return chunks;
  }

  /** Small results share memory, as those of `encode` do. */
  private copy(from: number, to: number, size: number): Uint8Array {
    const slab = size > shared ? undefined : takeSlab(size);
    const bytes = slab?.bytes ?? new Uint8Array(size);
    const start = slab?.offset ?? 0;
    let offset = start;
    for (let index = from; index < to; index++) {
      const range = this.ranges[index] as Range;
      copyBytes(range, bytes, offset);
      offset += range.end - range.start;
    }
    if (slab === undefined) return bytes;
    returnSlab(slab, offset);
    return new Uint8Array(bytes.buffer, start, size);
  }
}

function rangeBytes({ bytes, start, end }: Range): Uint8Array {
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}

function sizeOf(range: Range | undefined): number {
  return range === undefined ? 0 : range.end - range.start;
}

/** Making a subarray takes longer than copying this many bytes one by one. */
const few = 48;

function copyBytes({ bytes, start, end }: Range, target: Uint8Array, offset: number): void {
  if (start === 0 && end === bytes.length) target.set(bytes, offset);
  else if (end - start > few) target.set(bytes.subarray(start, end), offset);
  else for (let i = start; i < end; i++) target[offset++] = bytes[i] as number;
}
