/**
 * Memory for small messages that the caller keeps: many share one ArrayBuffer, because an ArrayBuffer of its own costs
 * ten times the encoding of 60 bytes (Node 20). Each byte is handed out once; a slab is never used again.
 */
import { maximumSharedBytes, slabSize, slack } from "./limits.js";
import { acquireMemory, Memory } from "./memory.js";

let spare: Memory | undefined;

/** Memory for a message of about `size` bytes: a slab (without a home), or pooled where it should not be shared. */
export function takeSlab(size: number): Memory {
  if (size > maximumSharedBytes) return acquireMemory(size);
  const slab = spare;
  // While a getter of the value encodes too, that inner encode gets a slab of its own.
  spare = undefined;
  // No length: a caller transferred the buffer of an earlier message, and the slab with it.
  return slab && slab.bytes.length > maximumSharedBytes + slack + slab.offset
    ? slab
    : new Memory(new Uint8Array(slabSize));
}

/** Puts the slab back; the next message begins at `offset`. */
export function returnSlab(slab: Memory, offset: number): void {
  slab.offset = offset;
  spare = slab;
}
