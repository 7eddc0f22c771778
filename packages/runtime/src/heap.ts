/** The budget of heap bytes, for structs of many fields: containers charge theirs with the count. */
import { fail } from "./errors.js";
import { heapFactor, maximumHeap } from "./limits.js";
import type { Memory } from "./memory.js";

/** Charges for the struct at `r.offset` and returns `r`. */
export function claimHeap(r: Memory, heap: number): Memory {
  r.heap += heap;
  if (r.heap > maximumHeap && r.heap > r.end * heapFactor) throw fail("SIZE_LIMIT", r.offset);
  return r;
}
