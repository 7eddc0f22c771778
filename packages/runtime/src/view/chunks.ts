/** What a tree of views is written as: ranges of the bytes it reads, and bytes of its edits. */
import { Block } from "../block.js";
import { ChainBuffer, type ChainOptions } from "../chain/chain-buffer.js";
import { defaultThreshold, smallNodeBytes, smallNodes } from "../chain/node.js";
import type { Guard } from "../chain/piece.js";
import { fail } from "../errors.js";
import { maximumDepth, maximumMessage } from "../limits.js";
import { acquireMemory } from "../memory.js";
import { newArray } from "../read.js";
import { Edit } from "./edit.js";
import { fillChunks } from "./fill-chunks.js";
import { copyBytes, keepBytes } from "./kept.js";
import { windowsOf, type Message } from "./message.js";
import { slicePieces } from "./windows.js";

/** Linked: an array that grows by its first element takes room for 17, and 25 ns. */
class Range {
  readonly bytes: Uint8Array;
  readonly start: number;
  end: number;
  /** Who may take the bytes away. */
  readonly owner: Guard | undefined;
  next: Range | undefined = undefined;

  constructor(bytes: Uint8Array, start: number, end: number, owner: Guard | undefined) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.owner = owner;
  }
}

/** Ranges in the order of the wire. */
export class Chunks {
  private first: Range | undefined = undefined;
  private last: Range | undefined = undefined;
  private count = 0;
  length = 0;
  /** Levels of edited structs that may still be opened. */
  depth = maximumDepth;
  /** Something was edited in a value that was set: what else is in that is stepped over once more, to count its levels. */
  isUncounted = false;

  add(bytes: Uint8Array, start = 0, end: number = bytes.length, owner?: Guard): void {
    if (start === end) return;
    this.length += end - start;
    if (this.length > maximumMessage) throw fail("SIZE_LIMIT");
    const { last } = this;
    if (last !== undefined && last.bytes === bytes && last.end === start) last.end = end;
    else {
      const range = new Range(bytes, start, end, owner instanceof Edit ? owner.owner : owner);
      if (last === undefined) this.first = range;
      else last.next = range;
      this.last = range;
      this.count += 1;
    }
  }

  /** A value that was set. Throws where its bytes are not what they were. */
  addEdit(edit: Edit): void {
    const { chunks, owner } = edit;
    for (let i = 0; i < chunks.length; i++) {
      const chunk = chunks[i] as Uint8Array;
      this.add(chunk, 0, chunk.length, owner);
    }
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
    return copyRanges(this.first, undefined, this.length);
  }

  /** A copy in pooled memory. */
  toBlock(): Block {
    const memory = acquireMemory(this.length);
    copyTo(this.first, undefined, memory.bytes, 0);
    return new Block(memory, this.length);
  }

  /** The ranges as they lie; where they are many, small ones are joined. At most 16 are below 4 KiB. */
  toList(): Uint8Array[] {
    if (this.count <= smallNodes) return this.listRanges();
    const chunks: Uint8Array[] = [];
    let small = 0;
    this.visit(smallNodeBytes, (bytes) => {
      chunks.push(bytes);
      if (bytes.length < smallNodeBytes) small += 1;
    });
    return small > smallNodes ? fillChunks(chunks, smallNodeBytes) : chunks;
  }

  /** Calls `visit` with the bytes in order: ranges from `threshold` bytes on as they lie, copies of what is between. */
  visit(threshold: number, visit: (bytes: Uint8Array, owner: Guard | undefined) => void): void {
    this.walk(
      threshold,
      (from, to, size) => visit(copyRanges(from, to, size), undefined),
      (range) => visit(rangeBytes(range), range.owner),
    );
  }

  /** A chain of the same: what is below its threshold in pooled memory, anything else by reference. */
  toChain(options?: ChainOptions | null): ChainBuffer {
    const chain = new ChainBuffer(options);
    try {
      this.walk(
        options?.threshold ?? defaultThreshold,
        (from, to, size) => chain.write(size, (target, offset) => copyTo(from, to, target, offset)),
        (range) => chain.refer(rangeBytes(range), range.owner),
      );
    } catch (error) {
      chain.release();
      throw error;
    }
    return chain;
  }

  private listRanges(): Uint8Array[] {
    const list = newArray<Uint8Array>(this.count);
    let i = 0;
    for (let range = this.first; range !== undefined; range = range.next)
      list[i++] = rangeBytes(range);
    return list;
  }

  /** Small ranges that follow one another are joined: all from one to before another. */
  private walk(
    threshold: number,
    join: (from: Range | undefined, to: Range | undefined, size: number) => void,
    refer: (range: Range) => void,
  ): void {
    let from = this.first;
    let size = 0;
    for (let range = from; range !== undefined; range = range.next) {
      if (range.end - range.start < threshold) {
        size += range.end - range.start;
        continue;
      }
      if (size > 0) join(from, range, size);
      refer(range);
      from = range.next;
      size = 0;
    }
    if (size > 0) join(from, undefined, size);
  }
}

/** A copy of the ranges before `to`, which have `size` bytes. */
function copyRanges(from: Range | undefined, to: Range | undefined, size: number): Uint8Array {
  return keepBytes(size, (target, offset) => copyTo(from, to, target, offset));
}

function copyTo(
  from: Range | undefined,
  to: Range | undefined,
  target: Uint8Array,
  offset: number,
): void {
  for (let range = from; range !== undefined && range !== to; range = range.next) {
    copyBytes(range.bytes, range.start, range.end, target, offset);
    offset += range.end - range.start;
  }
}

function rangeBytes({ bytes, start, end }: Range): Uint8Array {
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}
