/** What all views have in common. */
import type { Block } from "../block.js";
import type { ChainBuffer, ChainOptions } from "../chain/chain-buffer.js";
import type { Chunks } from "./chunks.js";
import { Chunks as ChunkList } from "./chunks.js";
import type { ElementKind } from "./element.js";
import { editAt, isStale, Message, openWindows, retireMessage } from "./message.js";
import { fail, ThriftError } from "../errors.js";
import type { StructInfo } from "../info.js";
import { maximumDepth } from "../limits.js";
import { Memory } from "../memory.js";
import { readingOf, withoutStamp } from "./reading.js";
import { makeWindows } from "./windows.js";

/** A value where it lies. Members that begin with `$` are ours: no field of Thrift is called so. */
export abstract class View {
  /** @internal */
  $message: Message;
  /** @internal Offset of the value. */
  $start: number;

  /** @internal `start` may be the slot of a field that was set. */
  constructor(message: Message, start: number) {
    if (start < 0) {
      const opened = editAt(message, start).message;
      this.$message = isStale(message) ? retireMessage(opened) : opened;
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
  /** @internal Calls `visit` with the views in it that were opened. */
  abstract $visitOpened(visit: (view: View) => void): void;
  /** @internal Another value takes its place: it can be read, not edited, nor can what is in it, however deep that is. */
  $retire(): void {
    const views: View[] = [this];
    const add = (view: View): void => void views.push(view);
    for (const view of views) {
      view.$message = retireMessage(view.$message);
      view.$visitOpened(add);
    }
  }

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

  /**
   * The same as one handle to pooled memory, which the caller releases. Of a view from `create` of which nothing was read or
   * taken yet, it is the memory in which it was built: nothing is copied, and once it is released the view is
   * RELEASED_BUFFER too. Else it is a copy.
   */
  $toBlock(): Block {
    return this.$collect().toBlock();
  }

  /**
   * The same as a chain, which the caller releases: what is large is not copied, anything else stands in pooled memory.
   * Bytes by reference must not change until the chain is flushed. INVALID_VALUE with the path of the field whose bytes
   * were detached or transferred since they were set.
   */
  $chain(options?: ChainOptions | null): ChainBuffer {
    return this.$collect().toChain(options);
  }

  /** A view of the same class over a copy of its own, edits included: blocks and chains may be released. */
  $own(): this {
    const bytes = this.$toBytes();
    // Edits have other layouts than what the stamp promises.
    const { reading } = this.$message;
    const ownReading = this.$isDirty() ? withoutStamp(reading) : reading;
    return this.$over(new Message(new Memory(bytes), bytes.length, this.$info, ownReading));
  }

  /** @internal What programs print: the value as it is now, never the memory around it. */
  abstract $toPlain(): unknown;

  /** @internal For paths of errors in it. */
  abstract get $info(): StructInfo | undefined;
  /** @internal A view of the same class of another message. */
  abstract $over(message: Message): this;
  /** @internal Values of this kind are of the view's type. */
  abstract $fits(kind: ElementKind<unknown, never>): boolean;

  /** @internal */
  $collect(): ChunkList {
    const chunks = new ChunkList();
    this.$emit(chunks);
    if (chunks.isUncounted) countLevels(this, chunks);
    return chunks;
  }

  /** @internal Steps over all of it, whose levels of structs are counted. */
  abstract $stepOver(): void;
}

/**
 * JSON.stringify and console.log would show the fields of the view, and with them pooled memory that holds other messages.
 * Not declared: a field of Thrift may be called `toJSON`, and is one then.
 */
Object.defineProperties(View.prototype, {
  toJSON: {
    configurable: true,
    writable: true,
    value(this: View) {
      return this.$toPlain();
    },
  },
  [Symbol.for("nodejs.util.inspect.custom")]: {
    value(this: View) {
      try {
        return this.$toPlain();
      } catch (error) {
        return error;
      }
    },
  },
});

/** A struct takes so many bytes at the least in another one: header and STOP. */
const leastBytes = 4;

/**
 * Nothing large is copied for it, and no content looked at: a lazy view leaves that of fields alone which come twice.
 * @throws ThriftError DEPTH_LIMIT where the view as it is now has more levels than `decode` reads.
 */
function countLevels(view: View, chunks: ChunkList): void {
  if (chunks.length <= leastBytes * maximumDepth) return;
  const pieces = makeWindows(chunks.toList());
  try {
    view.$over(openWindows(pieces, view.$info, readingOf({ lazy: true }))).$stepOver();
  } catch (error) {
    // What is written has no offsets.
    throw error instanceof ThriftError ? new ThriftError(error.code, 0, error.path) : error;
  }
}

/** Throws STALE_VIEW where another value has taken the view's place, RELEASED_BUFFER where its memory was taken away. */
export function checkCurrent(view: View): void {
  const m = view.$message;
  if (isStale(m)) throw fail("STALE_VIEW");
  if (m.owner !== undefined) m.owner.check();
}

export function isView(value: unknown): value is View {
  try {
    // What only inherits from a view has no message.
    return value instanceof View && value.$message instanceof Message;
  } catch {
    // A Proxy that hides what it is: the encoder says what is wrong with it.
    return false;
  }
}
