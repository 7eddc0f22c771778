/** Whom the memory of a message belongs to, if neither to the garbage collector alone nor to the view. */
import type { Block } from "../block.js";
import type { ChainBuffer } from "../chain/chain-buffer.js";
import type { Guard, Piece } from "../chain/piece.js";
import { fail } from "../errors.js";

export class BlockOwner implements Guard {
  private readonly block: Block;

  constructor(block: Block) {
    this.block = block;
  }

  check(): void {
    void this.block.memory;
  }
}

/** A chain as it is now: offsets move when it is edited. */
export class ChainOwner implements Guard {
  private readonly chain: ChainBuffer;
  private readonly revision: number;
  private readonly guards: readonly Guard[];
  private pieces: Map<ArrayBufferLike, Piece[]> | undefined;

  constructor(chain: ChainBuffer) {
    this.chain = chain;
    this.revision = chain.revision;
    this.guards = chain.guards();
  }

  check(): void {
    // Throws RELEASED_BUFFER itself.
    void this.chain.length;
    if (this.chain.revision !== this.revision) fail("STALE_VIEW");
    for (const guard of this.guards) guard.check();
  }

  /** None for bytes that were joined: those are copies. */
  pieceOf(bytes: Uint8Array): Piece | undefined {
    this.pieces ??= groupPieces(this.chain);
    return this.pieces.get(bytes.buffer)?.find((piece) => piece.contains(bytes));
  }
}

/** By buffer: one of pooled memory, maybe several of the caller's. */
function groupPieces({ nodes }: ChainBuffer): Map<ArrayBufferLike, Piece[]> {
  const groups = new Map<ArrayBufferLike, Piece[]>();
  for (const { piece } of nodes) {
    const group = groups.get(piece.bytes.buffer) ?? [];
    if (!group.includes(piece)) group.push(piece);
    groups.set(piece.bytes.buffer, group);
  }
  return groups;
}
