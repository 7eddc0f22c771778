/** Handles to pooled memory, and wrapped input. */
import { isBytes } from "./bytes.js";
import { fail } from "./errors.js";
import { maximumMessage } from "./limits.js";
import { acquireMemory, Memory, releaseMemory } from "./memory.js";

/**
 * Bytes with their one DataView. From `encodePooled` it holds a message in pooled memory until `release()`; from
 * `wrapBlock` it stands for bytes of the caller, so that many decodes share one DataView; from `allocateBlock` it is
 * a target for `fastWrite`. Used after `release()`, everything but `length` throws RELEASED_BUFFER.
 */
export class Block {
  /** Bytes of the message, or of the whole target. */
  readonly length: number;
  // Private to the engine too: cloning a handle, as posting it to another thread does, would copy the pool.
  #held: Memory | undefined;

  /** @internal Made by encodePooled, wrapBlock and allocateBlock. */
  constructor(memory: Memory, length: number) {
    this.#held = memory;
    this.length = length;
  }

  /** @internal The memory behind the handle. */
  get memory(): Memory {
    return this.#held ?? fail("RELEASED_BUFFER");
  }

  /** @internal Throws RELEASED_BUFFER: views ask at each access. */
  check(): void {
    void this.memory;
  }

  /** The handle's own bytes: valid until `release()`; copy them (`slice`) to keep them. */
  get bytes(): Uint8Array {
    return this.memory.bytes.subarray(0, this.length);
  }

  /** Gives the memory back, once; a second call throws RELEASED_BUFFER. */
  release(): void {
    releaseMemory(this.memory);
    this.#held = undefined;
  }
}

/**
 * A target for `fastWrite` of `size` bytes, taken from the pool. Its content is zero.
 * @throws ThriftError SIZE_LIMIT where `size` is no whole number from 0 to 100 MiB.
 */
export function allocateBlock(size: number): Block {
  if (!(Number.isInteger(size) && size >= 0 && size <= maximumMessage)) fail("SIZE_LIMIT");
  const memory = acquireMemory(size);
  memory.bytes.fill(0);
  return new Block(memory, size);
}

/**
 * A Block around the caller's bytes, which must not change while it is in use; shared and resizable ones are copied. Releasing it
 * frees nothing.
 * @throws ThriftError INVALID_VALUE for what is no Uint8Array.
 */
export function wrapBlock(bytes: Uint8Array): Block {
  return new Block(new Memory(ownBytes(bytes)), bytes.length);
}

/** Bytes whose length nobody changes, as a plain Uint8Array: the given ones, or a copy of shared or resizable memory. */
export function ownBytes(source: Uint8Array): Uint8Array {
  if (!isBytes(source)) fail("INVALID_VALUE");
  // Detached bytes too, of which no DataView can be made: as for decode, there are none.
  if (source.length === 0) return new Uint8Array(0);
  const { buffer } = source as { buffer: { resizable?: boolean } };
  if (buffer.resizable !== false) return new Uint8Array(source);
  // What is copied from a Buffer would be one, and that of another subclass is made by its own code.
  return Object.getPrototypeOf(source) === Uint8Array.prototype
    ? source
    : new Uint8Array(source.buffer, source.byteOffset, source.length);
}
