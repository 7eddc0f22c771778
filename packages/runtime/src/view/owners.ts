/** Whom the memory of a message belongs to, if neither to the garbage collector alone nor to the view nor to a Block. */
import type { ChainBuffer } from "../chain/chain-buffer.js";
import type { Guard, Piece } from "../chain/piece.js";
import { fail } from "../errors.js";
import { PieceIndex } from "./piece-index.js";

/** A chain as it is now: offsets move when it is edited. */
class ChainOwner implements Guard {
  private readonly chain: ChainBuffer;
  private readonly revision: number;
  private pieces: ReadonlyMap<ArrayBufferLike, PieceIndex> | undefined;

  constructor(chain: ChainBuffer) {
    this.chain = chain;
    this.revision = chain.revision;
  }

  check(): void {
    if (this.chain.revision !== this.revision) this.failCheck();
  }

  /** The chain was edited or released, which is an edit too. */
  private failCheck(): void {
    // Throws RELEASED_BUFFER itself.
    void this.chain.length;
    throw fail("STALE_VIEW");
  }

  /** None for bytes that were joined: those are copies. */
  pieceOf(bytes: Uint8Array): Piece | undefined {
    this.pieces ??= indexPieces(this.chain);
    return this.pieces.get(bytes.buffer)?.find(bytes);
  }
}

/** A chain with bytes of others, which they may take away. */
class GuardedChainOwner extends ChainOwner {
  private readonly guards: readonly Guard[];

  constructor(chain: ChainBuffer, guards: readonly Guard[]) {
    super(chain);
    this.guards = guards;
  }

  override check(): void {
    super.check();
    for (const guard of this.guards) guard.check();
  }
}

/** Several, where it is not known whose some bytes are. */
export class Owners implements Guard {
  readonly all: readonly Guard[];

  constructor(all: readonly Guard[]) {
    this.all = all;
  }

  check(): void {
    for (const owner of this.all) owner.check();
  }

  pieceOf(bytes: Uint8Array): Piece | undefined {
    for (const owner of this.all) {
      const piece = owner.pieceOf?.(bytes);
      if (piece !== undefined) return piece;
    }
    return undefined;
  }

  /** Those that tell no pieces: what lies in none of a chain's pieces is not the chain's. */
  get others(): Guard | undefined {
    return joinOwners(this.all.filter((owner) => owner.pieceOf === undefined));
  }
}

/** One guard for what belongs to any of them. */
export function joinOwners(owners: readonly Guard[]): Guard | undefined {
  return owners.length < 2 ? owners[0] : new Owners(owners);
}

/** What a guard stands for: no edits, which keep alive what they change. */
export function ownersOf(guard: Guard): readonly Guard[] {
  return guard instanceof Owners ? guard.all : [guard];
}

export function ownerOf(chain: ChainBuffer): Guard {
  const guards = chain.guards();
  return guards.length === 0 ? new ChainOwner(chain) : new GuardedChainOwner(chain, guards);
}

/** By buffer: one of pooled memory, maybe several of the caller's. */
function indexPieces({ nodes }: ChainBuffer): ReadonlyMap<ArrayBufferLike, PieceIndex> {
  const groups = new Map<ArrayBufferLike, Piece[]>();
  for (const piece of new Set(nodes.map((node) => node.piece))) {
    const group = groups.get(piece.bytes.buffer);
    if (group === undefined) groups.set(piece.bytes.buffer, [piece]);
    else group.push(piece);
  }
  return new Map([...groups].map(([buffer, group]) => [buffer, new PieceIndex(group)]));
}
