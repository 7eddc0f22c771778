/**
 * Pooled memory for encoding. Sizes are powers of two; each class keeps a few pieces for reuse. A piece belongs to one
 * encode, or to one `Block` handle, at a time, and is given back once.
 */
import { fail } from "./errors.js";
import { maximumDepth, maximumMessage } from "./limits.js";

/**
 * Bytes kept free behind `end`. Between two capacity checks a writer stores at most one field or container header
 * (11 bytes) and one STOP for each open struct (64), so those need no check of their own.
 */
const slack = 128;

/** A piece of memory that is being written: the writer of all generated code. */
export class Memory {
  bytes: Uint8Array;
  view: DataView;
  /** Last offset from which `slack` bytes still fit. */
  end: number;
  /** Where the next message begins; 0 but in a slab. */
  start = 0;
  /** Levels of structs that may still be opened. */
  depth = maximumDepth;
  /** Lone surrogates are an error, not U+FFFD. */
  strict = true;
  /** Counts the releases: a handle of an earlier life is recognised by it. */
  generation = 0;
  /** Where it goes on release; undefined around bytes of the caller, for slabs and above the largest class. */
  home: Memory[] | undefined;

  constructor(bytes: Uint8Array, home?: Memory[]) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length - slack;
    this.home = home;
  }
}

/** Pieces of 2^8 (256 bytes) to 2^23 (8 MiB); larger ones go to the garbage collector. */
const free: readonly Memory[][] = /* @__PURE__ */ Array.from({ length: 24 }, () => []);
/** Bytes that one class keeps for reuse, but always one piece. */
const classCapacity = 4_194_304;

/** Memory with room for `size` bytes and the slack. Its content is undefined. */
export function acquireMemory(size: number): Memory {
  const power = 32 - Math.clz32((size + slack - 1) | 255);
  const home = free[power];
  return home?.pop() ?? new Memory(new Uint8Array(home ? 1 << power : size + slack), home);
}

/** Gives memory back; every handle to it is stale from here on. */
export function releaseMemory(memory: Memory): void {
  memory.generation++;
  const { home } = memory;
  if (home && home.length * memory.bytes.length < classCapacity) home.push(memory);
}

/** Makes room for `end` bytes: moves what is written so far to a larger piece, which `memory` then stands for. */
export function growMemory(memory: Memory, end: number): void {
  if (end > maximumMessage) fail("SIZE_LIMIT");
  const larger = acquireMemory(Math.max(end, memory.bytes.length * 2 - slack));
  larger.bytes.set(memory.bytes);
  const { bytes, view, home } = memory;
  memory.bytes = larger.bytes;
  memory.view = larger.view;
  memory.end = larger.end;
  memory.home = larger.home;
  larger.bytes = bytes;
  larger.view = view;
  larger.end = bytes.length - slack;
  larger.home = home;
  releaseMemory(larger);
}

/** How much memory waits for reuse. */
export function poolStatistics(): { readonly pieces: number; readonly bytes: number } {
  let pieces = 0;
  let bytes = 0;
  for (const home of free) {
    pieces += home.length;
    for (const memory of home) bytes += memory.bytes.length;
  }
  return { pieces, bytes };
}
