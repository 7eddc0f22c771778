/** Large `binary` of a value that is written into a chain. */
import { fail } from "../errors.js";
import { growMemory, type Memory } from "../memory.js";
import { captureBytes, hasFixedLength } from "./capture.js";
import { createNode, referTo, type ChainNode } from "./node.js";
import { Piece } from "./piece.js";

/** `length` is what was written: bytes that are detached later have none. */
interface LargeEntry {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Keeps bytes from `threshold` on out of the memory that a value is written into: the writer leaves their length only. */
export class LargeBytes {
  /** Of all of them. */
  size = 0;
  /** In the order of the wire, each with the offset it belongs at in what is written. */
  private readonly entries: LargeEntry[] = [];
  private readonly threshold: number;

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  /** Writes the length of `n` bytes at `o`; false for what is to be copied: few, or what may change its length. */
  take(w: Memory, o: number, n: number, value: Uint8Array): boolean {
    if (n === 0 || n < this.threshold || !hasFixedLength(value)) return false;
    if (o + 4 > w.end) growMemory(w, o, 4);
    w.view.setInt32(o, n);
    this.size += n;
    this.entries.push({ offset: o + 4, bytes: captureBytes(value), length: n });
    return true;
  }

  /** The first `size` bytes of pooled memory and those among them. */
  nodesAmong(memory: Memory, size: number, debug: boolean): ChainNode[] {
    const piece = new Piece(memory.bytes, { memory, debug });
    piece.filled = size;
    const nodes: ChainNode[] = [];
    let start = 0;
    for (const { offset, bytes, length } of this.entries) {
      // A getter of what was written behind it took it away.
      if (bytes.length !== length) fail("INVALID_VALUE", offset);
      nodes.push(createNode(piece, start, offset), ...referTo(bytes, debug));
      start = offset;
    }
    if (start < size) nodes.push(createNode(piece, start, size));
    piece.drop();
    return nodes;
  }
}
