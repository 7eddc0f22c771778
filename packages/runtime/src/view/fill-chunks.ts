/** Small chunks between large ones, where they are too many. */
import { concat } from "./message.js";

/**
 * The same bytes, where all but the last chunk have at least `size`: a small one takes bytes of those behind it, so that a
 * large neighbour is not copied as a whole.
 */
export function fillChunks(chunks: readonly Uint8Array[], size: number): Uint8Array[] {
  const filled: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let length = 0;
  const close = (): void => {
    if (length > 0) filled.push(concat(open, length));
    open = [];
    length = 0;
  };
  for (const chunk of chunks) {
    if (length === 0 && chunk.length >= size) {
      filled.push(chunk);
      continue;
    }
    const wanted = size - length;
    const taken = chunk.length - wanted >= size ? wanted : chunk.length;
    open.push(chunk.subarray(0, taken));
    length += taken;
    if (length >= size) close();
    if (taken < chunk.length) filled.push(chunk.subarray(taken));
  }
  close();
  return filled;
}
