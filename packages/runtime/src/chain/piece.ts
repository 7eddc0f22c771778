/** Bytes that nodes of several chains share: pooled memory, or the caller's. */
import { fail } from "../errors.js";
import { acquireMemory, releaseMemory, type Memory } from "../memory.js";

/** Who may take bytes away that are used by reference. */
export interface Guard {
  /** Throws where they are not what they were. */
  check(): void;
  /** The piece that the bytes lie in: they stay as long as it is held. Without one they belong to nobody. */
  pieceOf?(bytes: Uint8Array): Piece | undefined;
  /** Who may take away what lies in none of its pieces. */
  readonly others?: Guard | undefined;
}

/** What a piece is made of, beside its bytes. */
interface PieceParts {
  /** The bytes are pooled memory, given back at the end. */
  readonly memory?: Memory;
  /** The bytes are another's. */
  readonly guard?: Guard | undefined;
  /** Debug mode: pooled memory is detached before it is given back, and changes to the caller's bytes are found. */
  readonly debug?: boolean;
}

/** Counted by its holders; the last one to let go gives pooled memory back. */
export class Piece {
  readonly bytes: Uint8Array;
  /** Remembered, because a detached buffer has none. */
  readonly length: number;
  /** Bytes in use; behind them only the chain that acquired the piece writes. */
  filled: number;
  readonly guard: Guard | undefined;
  /** Small nodes were joined in it: nobody was ever given a window to write behind what is filled. */
  isJoined = false;
  private holders = 1;
  private readonly memory: Memory | undefined;
  private readonly debug: boolean;
  /** Of bytes by reference, in debug mode. */
  private readonly checksum: number | undefined;

  constructor(bytes: Uint8Array, { memory, guard, debug = false }: PieceParts = {}) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.filled = memory ? 0 : bytes.length;
    this.memory = memory;
    this.guard = guard;
    this.debug = debug;
    this.checksum = debug && !memory ? sum(bytes) : undefined;
  }

  /** The bytes are the caller's. */
  get isReferred(): boolean {
    return this.memory === undefined;
  }

  /** A single node uses it, from its beginning to where it is filled. */
  isSoleUse(start: number, end: number): boolean {
    return this.holders === 1 && start === 0 && end === this.filled;
  }

  /** The bytes lie in it. */
  contains({ byteOffset, length }: Uint8Array): boolean {
    const start = byteOffset - this.bytes.byteOffset;
    return start >= 0 && start + length <= this.length;
  }

  /** Still as long as when it was taken: neither detached nor transferred. */
  get intact(): boolean {
    return this.holders > 0 && this.bytes.length === this.length;
  }

  /** Neither that, nor has somebody else released it. */
  get isReadable(): boolean {
    try {
      this.check(0);
      return true;
    } catch {
      return false;
    }
  }

  /** Throws INVALID_VALUE with the offset where bytes were detached or transferred, else what their guard throws. */
  check(offset: number): void {
    this.guard?.check();
    if (!this.intact) fail("INVALID_VALUE", offset);
  }

  /** The same before bytes leave for good; in debug mode changed ones are INVALID_VALUE too. */
  checkFlush(offset: number): void {
    this.check(offset);
    if (this.checksum !== undefined && this.checksum !== sum(this.bytes)) {
      fail("INVALID_VALUE", offset);
    }
  }

  /** One more holder. */
  hold(): this {
    if (!this.holders) fail("RELEASED_BUFFER");
    this.holders += 1;
    return this;
  }

  /** One holder less. */
  drop(): void {
    if (!this.holders) fail("RELEASED_BUFFER");
    this.holders -= 1;
    if (this.holders || !this.memory) return;
    if (this.debug) detachBytes(this.bytes);
    releaseMemory(this.memory);
  }
}

/** A piece of pooled memory with room for at least `size` bytes. */
export function acquirePiece(size: number, debug: boolean): Piece {
  const memory = acquireMemory(size);
  return new Piece(memory.bytes, { memory, debug });
}

/** Takes the memory away from everybody. */
export function detachBytes({ buffer }: Uint8Array): void {
  if (buffer.byteLength) structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
}

/** FNV-1a: each change of one byte changes it. */
function sum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
