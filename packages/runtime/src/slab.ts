/**
 * Memory for small messages that the caller keeps: many share one ArrayBuffer, because an ArrayBuffer of its own costs
 * ten times the encoding of 60 bytes (Node 20). Each byte is handed out once; a slab is never used again.
 */
import { Memory } from "./memory.js";

/** A kept small message keeps at most this many bytes alive. */
const slabSize = 16_384;
/** Larger messages get an ArrayBuffer of their own. */
const largestShared = 2048;

let spare: Memory | undefined;

/** Takes the slab for a message of about `size` bytes; undefined where it should not be shared. */
export function takeSlab(size: number): Memory | undefined {
  if (size > largestShared) return undefined;
  const slab = spare;
  // While a getter of the value encodes too, that inner encode gets a slab of its own.
  spare = undefined;
  // A caller may have transferred the buffer of an earlier message: then the slab has no bytes any more.
  return slab && slab.bytes.length && slab.start + size < slab.end
    ? slab
    : new Memory(new Uint8Array(slabSize));
}

/** Puts the slab back; the next message begins at `start`. */
export function returnSlab(slab: Memory, start: number): void {
  slab.start = start;
  spare = slab;
}
