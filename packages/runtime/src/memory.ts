/**
 * The cursor of all generated code, and the pool of its memory. Pool sizes are powers of two; each class keeps a few
 * pieces for reuse. A piece belongs to one encode, one decode or one `Block` handle at a time, and is given back once.
 */
import { fail } from "./errors.js";
import { classCapacity, maximumDepth, slack } from "./limits.js";
import type { LargeBytes } from "./chain/large.js";
import type { ListArena } from "./list/arena.js";
import type { TextWindow } from "./text-window.js";

/**
 * Bytes with their DataView, and where reading or writing stands. One class for readers and writers, because a decode
 * then needs no object of its own and no function sees two kinds.
 */
export class Memory {
  bytes: Uint8Array;
  view: DataView;
  /** Reading: the next byte. Writing: where the message begins. */
  offset = 0;
  /** Reading: behind the last byte of the message. Writing: the last offset from which `slack` bytes still fit. */
  end: number;
  /** Levels of structs that may still be opened: all, wherever no message is read or written. */
  depth = maximumDepth;
  /** Heap bytes that the containers of a message have claimed. */
  heap = 0;
  /** Malformed text is an error, not U+FFFD; while text is cut out of windows, the window, which knows that too. */
  strict: boolean | TextWindow = true;
  /** Read from a handle, which may be released meanwhile. */
  block: { readonly memory: Memory } | undefined;
  /** Where typed lists are put; only their readers look. */
  arena: ListArena | undefined;
  /**
   * `binary` by reference: writing, what takes the large ones; reading, that all are parts of the input. Only its writer and
   * reader look.
   */
  binary: LargeBytes | "subarray" | undefined;
  /** Where it goes on release; undefined around bytes of the caller and for slabs. */
  home: Memory[] | undefined;

  constructor(bytes: Uint8Array, home?: Memory[]) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.end = bytes.length - slack;
    this.home = home;
  }
}

/** By class: pieces of 2^i bytes, from 256 bytes on. */
const pool: Memory[][] = [];
/** Memory with room for `size` bytes and the slack. Its content is undefined. */
export function acquireMemory(size: number): Memory {
  // More than this the shifts below could not express.
  if (size > 1e9) fail("SIZE_LIMIT");
  const power = 32 - Math.clz32((slack - 1 + size) | 255);
  const home = (pool[power] ??= []);
  const memory = home.pop() ?? new Memory(new Uint8Array(1 << power), home);
  memory.offset = 0;
  memory.end = memory.bytes.length - slack;
  return memory;
}

/** Gives memory back; every handle to it is stale from here on. Without length it was transferred away. */
export function releaseMemory(memory: Memory): void {
  const home = memory.home;
  const bytes = memory.bytes;
  if (home && bytes.length && (home.length + 1) * bytes.length <= classCapacity) home.push(memory);
}

/**
 * Makes room for `n` bytes at `o`: moves what is written so far to a larger piece and gives the smaller one back. What is
 * asked for may be three times what is used, so the size of a message is judged at its end.
 */
export function growMemory(memory: Memory, o: number, n: number): void {
  const larger = acquireMemory(Math.max(o + n, memory.end * 2));
  larger.bytes.set(memory.bytes);
  [memory.bytes, larger.bytes] = [larger.bytes, memory.bytes];
  [memory.view, larger.view] = [larger.view, memory.view];
  [memory.home, larger.home] = [larger.home, memory.home];
  memory.end = larger.end;
  releaseMemory(larger);
}

/** What `poolStatistics` gives. */
export interface PoolStatistics {
  /** Pieces of memory that wait for reuse; those in use are not counted. */
  readonly pieces: number;
  /** Bytes of them together. */
  readonly bytes: number;
}

/** How much memory waits for reuse in this thread: at most 9 MB in pieces of one size, the largest of 8 MiB. */
export function poolStatistics(): PoolStatistics {
  const pieces = pool.flat();
  return {
    pieces: pieces.length,
    bytes: pieces.reduce((sum, memory) => sum + memory.bytes.length, 0),
  };
}
