import type { ListArena } from "./list/arena.js";

/** Bytes of one message: 100 MiB, as in Apache's libraries. */
export const maximumMessage = 104_857_600;
/** Levels of structs, and of every value while skipping: one budget for reading, skipping and writing. */
export const maximumDepth = 64;
/** Levels while an error is located: readers spend depth on structs alone, and what they read may nest deeper. */
export const searchDepth = 1000;
/** Heap bytes that the containers of a message may claim: 64 MiB, or 16 times the input where that is more. */
export const maximumHeap = 67_108_864;
export const heapFactor = 16;
/**
 * Bytes kept free behind the end of memory while writing. Between two capacity checks a writer stores at most one field or
 * container header (11 bytes) and one STOP for each open struct (64), so those need no check of their own.
 */
export const slack = 128;
/** Bytes that one class of the pool keeps for reuse, a piece of 8 MiB at most; larger ones go to the garbage collector. */
export const classCapacity = 9e6;
/** Bytes that small messages share: one that is kept keeps at most so many alive. */
export const slabSize = 32e3;
/** Bytes of the largest message that shares them; larger ones get an ArrayBuffer of their own. */
export const maximumSharedBytes = 2e3;

/** Outside Node, characters that take less by hand than a call of TextDecoder or TextEncoder. */
export const shortText = 24;

/** What this runtime enforces, beside what the bytes left bound; in bytes, `depth` in levels of structs. */
export const limits = /* @__PURE__ */ Object.freeze({
  message: maximumMessage,
  depth: maximumDepth,
  heap: maximumHeap,
  heapFactor,
});

export interface TextOptions {
  /** `strict` (default): malformed text is INVALID_UTF8. `replace`: it becomes U+FFFD. */
  readonly utf8?: "strict" | "replace" | undefined;
}

/** What `decode` and `Reader` take. */
export interface DecodeOptions extends TextOptions {
  /** Where typed lists are put, instead of each in memory of its own. */
  readonly arena?: ListArena | undefined;
  /**
   * `copy` (default): each `binary` has memory of its own. `subarray`: it is a part of the input, not copied, so that payloads of
   * any size take as long; it changes where the input does, and keeps all of it alive. Of a `Block` or chain, whose memory others
   * get next, and of shared or resizable memory it is a copy all the same. INVALID_VALUE for anything else.
   */
  readonly binary?: "copy" | "subarray" | undefined;
  /**
   * `copy` (default): each string stands alone. `windowed`: in Node, ASCII strings of 25 to 512 characters are cut out of windows of
   * up to 4 KB, which the engine makes in one call: messages of many strings decode up to twice as fast, and one string that is kept
   * keeps its window alive. Elsewhere nothing changes. Structs that hold neither containers nor binary, and four strings at most, do not look
   * at it. INVALID_VALUE for anything else.
   */
  readonly strings?: "copy" | "windowed" | undefined;
}

/** What `encode` and its like take. */
export interface EncodeOptions extends TextOptions {}
