/** Memory that many typed lists share. */
import { fail } from "../errors.js";
import { genuineArenas } from "../genuine-arenas.js";

/** What `new ListArena` takes. */
export interface ListArenaOptions {
  /** Bytes of each slab: 1 MiB by default, from 4 KiB to 1 GiB. */
  readonly slabSize?: number | undefined;
  /**
   * Memory of the caller to carve from, shared or not, but of fixed length. Lists that do not fit in what is left of it get
   * memory of their own: their `buffer` is another.
   */
  readonly buffer?: ArrayBuffer | SharedArrayBuffer | undefined;
}

const defaultSlabBytes = 1_048_576;
const minimumSlabBytes = 4096;
const maximumSlabBytes = 1_073_741_824;
/** Lists of more than this part of a slab would waste the end of many: they get memory of their own. */
const slabParts = 4;
/** Elements of all types are aligned to it. */
const alignment = 8;

/**
 * Where decoded typed lists stand one behind the other, instead of in memory of their own each, which takes 2 to 4 times as
 * long for lists of 16 to 256 elements: `User.decode(bytes, { arena })`. Give one arena to many decodes.
 *
 * A list that is kept keeps its whole slab alive, and one that is posted to another thread takes a copy of the slab along, so an
 * arena is for lists that are used and dropped together; `slice()` one to have it alone. Lists of more than a quarter of a slab have
 * memory of their own. Decoders refuse subclasses, whose code could decode meanwhile.
 */
export class ListArena {
  #buffer: ArrayBuffer | SharedArrayBuffer;
  /** All of the buffer, whose own `byteLength` could be code of the user. */
  #bytes: Uint8Array;
  #used = 0;
  /** Slabs may be added. */
  readonly #grows: boolean;
  readonly #slabSize: number;
  readonly #largest: number;

  /** @throws ThriftError INVALID_VALUE for a size out of bounds, and for a buffer whose length may change. */
  constructor(options?: ListArenaOptions) {
    const { slabSize = defaultSlabBytes, buffer } = options ?? {};
    this.#grows = buffer === undefined;
    this.#slabSize = buffer === undefined ? checkSlab(slabSize) : 0;
    this.#bytes = buffer === undefined ? new Uint8Array(0) : viewBuffer(buffer);
    this.#buffer = this.#bytes.buffer;
    this.#largest = buffer === undefined ? this.#slabSize / slabParts : this.#bytes.length;
    if (new.target === ListArena) genuineArenas.add(Object.preventExtensions(this));
  }

  /** Bytes of the slab, or of the caller's buffer, that are taken. */
  get used(): number {
    return this.#used;
  }

  /** Uses the slab again from its start: lists decoded before are overwritten by those decoded next. */
  reset(): void {
    this.#used = 0;
  }

  /** @internal */
  int8(n: number): Int8Array {
    const o = this.#take(n);
    return o < 0 ? new Int8Array(n) : new Int8Array(this.#buffer, o, n);
  }

  /** @internal */
  int16(n: number): Int16Array {
    const o = this.#take(n * 2);
    return o < 0 ? new Int16Array(n) : new Int16Array(this.#buffer, o, n);
  }

  /** @internal */
  int32(n: number): Int32Array {
    const o = this.#take(n * 4);
    return o < 0 ? new Int32Array(n) : new Int32Array(this.#buffer, o, n);
  }

  /** @internal */
  int64(n: number): BigInt64Array {
    const o = this.#take(n * 8);
    return o < 0 ? new BigInt64Array(n) : new BigInt64Array(this.#buffer, o, n);
  }

  /** @internal */
  double(n: number): Float64Array {
    const o = this.#take(n * 8);
    return o < 0 ? new Float64Array(n) : new Float64Array(this.#buffer, o, n);
  }

  /** Where the next `size` bytes of the buffer begin; -1 for what gets memory of its own. */
  #take(size: number): number {
    // An empty list has no place in a slab that was transferred.
    if (size > this.#largest || (size === 0 && this.#bytes.length === 0)) return -1;
    let o = this.#used;
    // The length is asked for each time: a caller who transferred the slab left nothing of it.
    if (o + size > this.#bytes.length) {
      if (!this.#grows) return -1;
      this.#bytes = new Uint8Array(this.#slabSize);
      this.#buffer = this.#bytes.buffer;
      o = 0;
    }
    this.#used = o + Math.ceil(size / alignment) * alignment;
    return o;
  }
}

function checkSlab(size: number): number {
  if (!Number.isInteger(size) || size < minimumSlabBytes || size > maximumSlabBytes)
    fail("INVALID_VALUE");
  return size;
}

function viewBuffer(buffer: ArrayBuffer | SharedArrayBuffer): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    const { resizable, growable } = buffer as { resizable?: boolean; growable?: boolean };
    if (typeof buffer === "object" && resizable !== true && growable !== true)
      bytes = new Uint8Array(buffer);
  } catch {
    // Detached, or a Proxy.
  }
  // Of all else, such as a list, it is a copy.
  return bytes?.buffer === buffer ? bytes : fail("INVALID_VALUE");
}
