/** The cursor of all generated readers over one flat piece of bytes. */
import { Block, ownBytes } from "./block.js";
import { fail } from "./errors.js";
import {
  heapFactor,
  maximumDepth,
  maximumHeap,
  maximumMessage,
  type DecodeOptions,
} from "./limits.js";
import { Memory } from "./memory.js";

/** Reads structs one after the other: `fastRead(reader)` starts at `offset` and moves it behind what it read. */
export class Reader {
  /** Next byte to read, counted from the start of the source. */
  offset = 0;
  /** Length of the source; nothing behind it is read. */
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Levels of structs that may still be opened. */
  depth = maximumDepth;
  /** Heap bytes that containers may still claim. */
  heap: number;
  /** Malformed UTF-8 is an error, not U+FFFD. */
  readonly strict: boolean;

  /**
   * A Block's own DataView is used; for a Uint8Array one is made, and shared or resizable memory is copied first.
   * @throws ThriftError RELEASED_BUFFER, or SIZE_LIMIT above 100 MiB.
   */
  constructor(source: Uint8Array | Block, options?: DecodeOptions) {
    const { bytes, view } = source instanceof Block ? source.memory : new Memory(ownBytes(source));
    this.bytes = bytes;
    this.view = view;
    this.end = source.length;
    if (this.end > maximumMessage) fail("SIZE_LIMIT");
    this.heap = Math.max(maximumHeap, this.end * heapFactor);
    this.strict = options?.utf8 !== "replace";
  }
}
