/** The debug form of giving memory back. */
import type { Block } from "../block.js";
import { detachBytes } from "./piece.js";

/**
 * Releases a block as `block.release()` does, and detaches its memory: arrays that were taken from it have length 0 from
 * then on, in place of showing what others write there. For tests: the pool is of no use then. A second call throws
 * RELEASED_BUFFER.
 */
export function revokeBlock(block: Block): void {
  const { bytes, home } = block.memory;
  // First, so that the pool refuses it. Bytes of the caller in a block stay.
  if (home) detachBytes(bytes);
  block.release();
}
