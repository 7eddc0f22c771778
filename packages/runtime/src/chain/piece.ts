/** Bytes that nodes of several chains share: pooled memory, or the caller's. */
import { fail } from "../errors.js";
import { acquireMemory, releaseMemory, type Memory } from "../memory.js";

/** Counted by its holders; the last one to let go gives pooled memory back. */
export class Piece {
  readonly bytes: Uint8Array;
  /** Remembered, because a detached buffer has none. */
  readonly length: number;
  /** Bytes in use; behind them only the chain that acquired the piece writes. */
  filled: number;
  private holders = 1;
  private readonly memory: Memory | undefined;
  private readonly revoke: boolean;

  constructor(bytes: Uint8Array, memory?: Memory, revoke = false) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.filled = memory ? 0 : bytes.length;
    this.memory = memory;
    this.revoke = revoke;
  }

  /** Still as long as when it was taken: neither detached nor transferred. */
  get intact(): boolean {
    return this.holders > 0 && this.bytes.length === this.length;
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
    if (this.revoke && this.bytes.length) detach(this.bytes.buffer as ArrayBuffer);
    releaseMemory(this.memory);
  }
}

/** A piece of pooled memory with room for at least `size` bytes. */
export function acquirePiece(size: number, revoke: boolean): Piece {
  const memory = acquireMemory(size);
  return new Piece(memory.bytes, memory, revoke);
}

function detach(buffer: ArrayBuffer): void {
  structuredClone(buffer, { transfer: [buffer] });
}
