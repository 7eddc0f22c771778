/** Finds in which piece of a chain some bytes lie, of thousands in one buffer, in any order. */
import type { Piece } from "../chain/piece.js";

/** Pieces of one buffer, which may overlap where they are the caller's. */
export class PieceIndex {
  private readonly starts: readonly number[];
  /** Of the pieces up to each place the one that reaches furthest: if any that begins there or before holds some bytes, it does. */
  private readonly furthest: readonly Piece[];
  /** The place that was found last: parts of a chain come in order. */
  private last = 0;

  constructor(pieces: readonly Piece[]) {
    const sorted = [...pieces];
    sorted.sort((a, b) => startOf(a) - startOf(b));
    this.starts = sorted.map(startOf);
    let furthest = sorted[0] as Piece;
    this.furthest = sorted.map((piece) => {
      if (endOf(piece) > endOf(furthest)) furthest = piece;
      return furthest;
    });
  }

  find(bytes: Uint8Array): Piece | undefined {
    const piece = this.furthest[this.placeOf(bytes.byteOffset)];
    return piece?.contains(bytes) === true ? piece : undefined;
  }

  /** The last that begins at `start` or before it; -1 where none does. */
  private placeOf(start: number): number {
    const { starts } = this;
    for (let i = this.last; i < Math.min(this.last + 2, starts.length); i++)
      if ((starts[i] as number) <= start && start < (starts[i + 1] ?? Infinity))
        return (this.last = i);
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    this.last = Math.max(low - 1, 0);
    return low - 1;
  }
}

function startOf({ bytes }: Piece): number {
  return bytes.byteOffset;
}

function endOf(piece: Piece): number {
  return piece.bytes.byteOffset + piece.length;
}
