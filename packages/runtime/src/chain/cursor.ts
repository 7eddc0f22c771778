/** Reading a chain at any offset, byte by byte, without a search inside of a node. */
import { fail } from "../errors.js";
import type { ChainBuffer } from "./chain-buffer.js";
import { findNode } from "./node.js";
import type { Guard } from "./piece.js";

/**
 * Remembers the node it read last: reads inside of it cost one comparison, those in the next node a step, others a search
 * by halving. Edits of the chain are noticed; after its release every read throws RELEASED_BUFFER.
 */
export class ChainCursor {
  private readonly chain: ChainBuffer;
  private bytes: Uint8Array | undefined;
  private guard: Guard | undefined;
  private begin = 0;
  private end = 0;
  /** From an offset in the chain to one in the bytes. */
  private delta = 0;
  private index = 0;
  private revision = -1;

  constructor(chain: ChainBuffer) {
    this.chain = chain;
  }

  /** The byte at `offset`. Throws TRUNCATED outside of the chain, INVALID_VALUE where the caller's bytes were detached. */
  byteAt(offset: number): number {
    if (this.revision !== this.chain.revision || !(offset >= this.begin && offset < this.end)) {
      this.seek(offset);
    }
    this.guard?.check();
    return this.bytes?.[offset + this.delta] ?? fail("INVALID_VALUE", offset);
  }

  /** Bytes from `offset` to the end of its node, not copied: valid until the chain is released. Empty at the end. */
  segmentAt(offset: number): Uint8Array {
    if (offset === this.chain.length) return new Uint8Array(0);
    this.byteAt(offset);
    return (this.bytes ?? fail("INVALID_VALUE", offset)).subarray(
      offset + this.delta,
      this.end + this.delta,
    );
  }

  private seek(offset: number): void {
    const { chain } = this;
    if (!(Number.isInteger(offset) && offset >= 0 && offset < chain.length)) {
      fail("TRUNCATED", offset);
    }
    const nodes = chain.nodes;
    this.index = findNode(nodes, offset, this.index);
    const node = nodes[this.index] ?? fail("TRUNCATED", offset);
    this.bytes = node.piece.bytes;
    this.guard = node.piece.guard;
    this.begin = node.offset;
    this.end = node.offset + node.end - node.start;
    this.delta = node.start - node.offset;
    this.revision = chain.revision;
  }
}
