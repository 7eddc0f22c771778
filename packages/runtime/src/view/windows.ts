/** Messages of several pieces: which memory has the bytes at an offset. */
import { fail } from "../errors.js";
import { Memory } from "../memory.js";

/** The pieces in order, none empty; where each begins; and their memory, made when it is first looked at. */
export interface Windows {
  readonly pieces: readonly Uint8Array[];
  /** Bytes of all. */
  readonly length: number;
  readonly starts: readonly number[];
  readonly memories: (Memory | undefined)[];
}

/** Part of a memory: `shift` added to offsets in it makes them offsets in the message. */
export interface Window {
  readonly memory: Memory;
  readonly end: number;
  readonly shift: number;
}

/** Bytes that are joined at the least where a value lies in two pieces: many small pieces are not joined one by one. */
const minimumJoinedBytes = 4096;

/** Of pieces none of which is empty. */
export function makeWindows(pieces: readonly Uint8Array[]): Windows {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.length;
  }
  return { pieces, length, starts, memories: [] };
}

/** A window with `n` bytes at `at`: a piece as it is, or a copy of what lies in several. They are there. */
export function findWindow(windows: Windows, at: number, n: number): Window {
  const { pieces, length, starts, memories } = windows;
  const index = findPiece(starts, at);
  const start = starts[index] ?? 0;
  const piece = pieces[index] ?? fail("TRUNCATED", at);
  if (piece.length === 0) throw fail("INVALID_VALUE", at);
  if (at + n <= start + piece.length) {
    const memory = (memories[index] ??= new Memory(piece));
    return { memory, end: piece.length, shift: start };
  }
  const bytes = new Uint8Array(Math.min(Math.max(n, minimumJoinedBytes), length - at));
  copyPieces(windows, at, bytes);
  return { memory: new Memory(bytes), end: bytes.length, shift: at };
}

/** Fills `target` with the bytes from `at` on. */
export function copyPieces({ pieces, starts }: Windows, at: number, target: Uint8Array): void {
  let done = 0;
  for (let index = findPiece(starts, at); done < target.length; index++) {
    const piece = pieces[index];
    const from = at + done - (starts[index] ?? 0);
    if (piece === undefined || piece.length <= from) throw fail("INVALID_VALUE", at + done);
    const part = piece.subarray(from, from + target.length - done);
    target.set(part, done);
    done += part.length;
  }
}

/** The parts of the pieces from `start` to before `end`, not copied. */
export function slicePieces({ pieces, starts }: Windows, start: number, end: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let index = findPiece(starts, start), at = start; at < end; index++) {
    const piece = pieces[index];
    const from = at - (starts[index] ?? 0);
    if (piece === undefined || piece.length <= from) throw fail("INVALID_VALUE", at);
    const part = piece.subarray(from, from + end - at);
    parts.push(part);
    at += part.length;
  }
  return parts;
}

/** By halving: the last piece that begins at `at` or before. */
function findPiece(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
