/** The budget of heap bytes, for views of elements: they are kept, and a byte on the wire may be enough for one. */
import { heapFactor, maximumHeap } from "../limits.js";
import { failAt } from "./explain.js";
import { extrasOf, lengthOf, type Message } from "./message.js";

/**
 * Charges no more than decoding charges for what the view is of: what can be decoded can be viewed.
 * @throws ThriftError SIZE_LIMIT beyond 64 MiB and 16 times the message.
 */
export function claimView(m: Message, heap: number, at: number): void {
  const extras = extrasOf(m);
  extras.heap += heap;
  if (extras.heap > maximumHeap && extras.heap > lengthOf(m) * heapFactor)
    failAt(m, "SIZE_LIMIT", at);
}

/** All views that were charged to the message are dropped. */
export function refundViews(m: Message): void {
  if (m.extras !== undefined) m.extras.heap = 0;
}
