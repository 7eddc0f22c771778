/** What a tree of views is written as: ranges of the bytes it reads, and bytes of its edits. */
import { fail } from "../errors.js";
import { maximumMessage } from "../limits.js";
import type { Message } from "./message.js";
import { slicePieces } from "./windows.js";

/** From this size on a range is handed on as it lies; a copy of less costs no more than a chunk of its own. */
const referred = 8192;

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
    const bytes = new Uint8Array(this.length);
    this.copy(0, this.ranges.length, bytes);
    return bytes;
  }

  /** Large ranges as they lie, between copies of what is small. */
  toList(): Uint8Array[] {
    const { ranges } = this;
    const chunks: Uint8Array[] = [];
    for (let from = 0; from < ranges.length;) {
      let to = from;
      let size = 0;
      for (; to < ranges.length && sizeOf(ranges[to]) < referred; to++) size += sizeOf(ranges[to]);
      if (size > 0) {
        const bytes = new Uint8Array(size);
        this.copy(from, to, bytes);
        chunks.push(bytes);
      }
      const range = ranges[to];
      if (range !== undefined) chunks.push(range.bytes.subarray(range.start, range.end));
      from = to + 1;
    }
    return chunks;
  }

  private copy(from: number, to: number, target: Uint8Array): void {
    let offset = 0;
    for (let index = from; index < to; index++) {
      const range = this.ranges[index];
      if (range === undefined) break;
      copyBytes(range, target, offset);
      offset += sizeOf(range);
    }
  }
}

function sizeOf(range: Range | undefined): number {
  return range === undefined ? 0 : range.end - range.start;
}

/** Making a subarray takes longer than copying this many bytes one by one. */
const few = 48;

function copyBytes({ bytes, start, end }: Range, target: Uint8Array, offset: number): void {
  if (end - start > few) target.set(bytes.subarray(start, end), offset);
  else for (let i = start; i < end; i++) target[offset++] = bytes[i] as number;
}
