/** What a tree of views is written as: ranges of the bytes it reads, and bytes of its edits. */
import { Block } from "../block.js";
import { ChainBuffer, type ChainOptions } from "../chain/chain-buffer.js";
import { defaultThreshold } from "../chain/node.js";
import type { Guard } from "../chain/piece.js";
import { fail } from "../errors.js";
import { maximumDepth, maximumMessage } from "../limits.js";
import { acquireMemory } from "../memory.js";
import { Edit } from "./edit.js";
import { fillChunks } from "./fill-chunks.js";
import { copyBytes, keepBytes } from "./kept.js";
import { windowsOf, type Message } from "./message.js";
import { slicePieces } from "./windows.js";

/** One system call takes so many small chunks at less than the cost of a copy into fresh memory. */
const fewRanges = 16;
/** Where there are more, ranges below this size are joined. */
const referred = 4096;

interface Range {
  readonly bytes: Uint8Array;
  readonly start: number;
  end: number;
  /** Who may take the bytes away. */
  readonly owner: Guard | undefined;
}

/** Ranges in the order of the wire. */
export class Chunks {
  private readonly ranges: Range[] = [];
  length = 0;
  /** Levels of edited structs that may still be opened. */
  depth = maximumDepth;

  add(bytes: Uint8Array, start = 0, end: number = bytes.length, owner?: Guard): void {
    if (start === end) return;
    this.length += end - start;
    if (this.length > maximumMessage) throw fail("SIZE_LIMIT");
    const last = this.ranges[this.ranges.length - 1];
    if (last !== undefined && last.bytes === bytes && last.end === start) last.end = end;
    else
      this.ranges.push({ bytes, start, end, owner: owner instanceof Edit ? owner.owner : owner });
  }

  /** A value that was set. Throws where its bytes are not what they were. */
  addEdit(edit: Edit): void {
    for (const chunk of edit.chunks) this.add(chunk, 0, chunk.length, edit);
  }

  /** Bytes of a message. Throws INVALID_VALUE where its memory was taken away. */
  addRange(m: Message, start: number, end: number): void {
    m.owner?.check();
    const windows = windowsOf(m);
    if (windows !== undefined) {
      for (const part of slicePieces(windows, start, end)) this.add(part, 0, part.length, m.owner);
    } else if (end > m.memory.bytes.length) throw fail("INVALID_VALUE", start);
    else this.add(m.memory.bytes, start, end, m.owner);
  }

  /** A copy of all. */
  toBytes(): Uint8Array {
    return this.copy(0, this.ranges.length, this.length);
  }

  /** A copy in pooled memory. */
  toBlock(): Block {
    const memory = acquireMemory(this.length);
    this.copyTo(0, this.ranges.length, memory.bytes, 0);
    return new Block(memory, this.length);
  }

  /** The ranges as they lie; where they are many, small ones are joined. At most 16 are below 4 KiB. */
  toList(): Uint8Array[] {
    const { ranges } = this;
    if (ranges.length <= fewRanges) return ranges.map(rangeBytes);
    const chunks: Uint8Array[] = [];
    let small = 0;
    this.visit(referred, (bytes) => {
      chunks.push(bytes);
      if (bytes.length < referred) small += 1;
    });
    return small > fewRanges ? fillChunks(chunks, referred) : chunks;
  }

  /** Calls `visit` with the bytes in order: ranges from `threshold` bytes on as they lie, copies of what is between. */
  visit(threshold: number, visit: (bytes: Uint8Array, owner: Guard | undefined) => void): void {
    this.walk(
      threshold,
      (from, to, size) => visit(this.copy(from, to, size), undefined),
      (range) => visit(rangeBytes(range), range.owner),
    );
  }

  /** A chain of the same: what is below its threshold in pooled memory, anything else by reference. */
  toChain(options: ChainOptions = {}): ChainBuffer {
    const chain = new ChainBuffer(options);
    try {
      this.walk(
        options.threshold ?? defaultThreshold,
        (from, to, size) =>
          chain.write(size, (target, offset) => this.copyTo(from, to, target, offset)),
        (range) => chain.refer(rangeBytes(range), range.owner),
      );
    } catch (error) {
      chain.release();
      throw error;
    }
    return chain;
  }

  private walk(
    threshold: number,
    join: (from: number, to: number, size: number) => void,
    refer: (range: Range) => void,
  ): void {
    const { ranges } = this;
    let from = 0;
    let size = 0;
    for (const [index, range] of ranges.entries()) {
      if (sizeOf(range) < threshold) {
        size += sizeOf(range);
        continue;
      }
      if (size > 0) join(from, index, size);
      refer(range);
      from = index + 1;
      size = 0;
    }
    if (size > 0) join(from, ranges.length, size);
  }

  private copy(from: number, to: number, size: number): Uint8Array {
    return keepBytes(size, (target, offset) => this.copyTo(from, to, target, offset));
  }

  private copyTo(from: number, to: number, target: Uint8Array, offset: number): void {
    for (let index = from; index < to; index++) {
      const range = this.ranges[index] as Range;
      copyBytes(range.bytes, range.start, range.end, target, offset);
      offset += range.end - range.start;
    }
  }
}

function rangeBytes({ bytes, start, end }: Range): Uint8Array {
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}

function sizeOf(range: Range | undefined): number {
  return range === undefined ? 0 : range.end - range.start;
}
