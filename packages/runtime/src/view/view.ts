/** What all views have in common. */
import type { Chunks } from "./chunks.js";
import { Chunks as ChunkList } from "./chunks.js";
import { editAt, type Message } from "./message.js";
import { fail } from "../errors.js";

/** A value where it lies. Members that begin with `$` are ours: no field of Thrift is called so. */
export abstract class View {
  /** @internal */
  readonly $message: Message;
  /** @internal Offset of the value. */
  $start: number;
  /** @internal Another value has taken its place: it can be read, not edited. */
  $stale = false;

  /** @internal `start` may be the slot of a field that was set. */
  constructor(message: Message, start: number) {
    if (start < 0) {
      this.$message = editAt(message, start).message;
      // Behind the header of the field.
      this.$start = 3;
    } else {
      this.$message = message;
      this.$start = start;
    }
  }

  /** @internal Something in it was edited. */
  abstract $isDirty(): boolean;
  /** @internal Adds the value as it is now. */
  abstract $emit(chunks: Chunks): void;
  /** @internal Another value takes its place. */
  abstract $retire(): void;

  /** The value as bytes of the caller's own, edits included. */
  $toBytes(): Uint8Array {
    return this.$collect().toBytes();
  }

  /**
   * The same in several pieces, as writev takes them: what was not edited is not copied where it is large, and must not
   * change until the pieces are flushed.
   */
  $chunks(): Uint8Array[] {
    return this.$collect().toList();
  }

  /** @internal */
  $collect(): ChunkList {
    const chunks = new ChunkList();
    this.$emit(chunks);
    return chunks;
  }
}

/** Throws STALE_VIEW where another value has taken the view's place. */
export function checkCurrent(view: View): void {
  if (view.$stale) fail("STALE_VIEW");
}
