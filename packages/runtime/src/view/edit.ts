/** Values of fields that were set: in wire form at once, so that they are checked. */
import type { Guard } from "../chain/piece.js";
import { fail, ThriftError } from "../errors.js";
import type { ElementKind } from "./element.js";
import { extrasOf, hopsOf, joinPieces, seek, type Message } from "./message.js";
import { joinOwners } from "./owners.js";
import { withoutStamp } from "./reading.js";

const nobody: readonly Guard[] = [];

/**
 * A value in wire form, behind its field header where it is a field's. Small values are copied, so that later changes to
 * them do not count; large ones are bytes of others.
 */
export class Edit implements Guard {
  /** Who may take the bytes away; none of them is an edit. */
  readonly owners: readonly Guard[];
  /** The same as one. What is written from the edit has this, not the edit itself, which keeps the message alive. */
  readonly owner: Guard | undefined;
  private readonly parts: readonly Uint8Array[];
  /** Remembered, because a detached buffer has none; that of a caller's `encode` can be ours too. */
  private readonly length: number;
  /** The message that it changes: reading goes by its options. */
  like: Message | undefined = undefined;
  /** What the value is, and where it begins in the bytes. */
  kind: ElementKind<unknown, never> | undefined = undefined;
  start = 0;
  /** So many levels of structs are enough for it, as far as is known. */
  private levels = Infinity;
  private opened: Message | undefined;

  constructor(parts: readonly Uint8Array[], owners: readonly Guard[] = nobody) {
    this.parts = parts;
    this.owners = owners;
    this.owner = joinOwners(owners);
    this.length = lengthOf(parts);
  }

  /** Throws what `check` throws, and INVALID_VALUE where bytes were detached or transferred. */
  get chunks(): readonly Uint8Array[] {
    this.check();
    if (lengthOf(this.parts) !== this.length) throw fail("INVALID_VALUE");
    return this.parts;
  }

  /** To read it, as any other bytes. */
  get message(): Message {
    const { like } = this;
    const reading = like && withoutStamp(like.reading);
    return (this.opened ??= joinPieces(this.chunks, undefined, reading, this));
  }

  /**
   * Throws DEPTH_LIMIT where the value has more levels of structs than `left`: encoded alone it may have had all of them. Each
   * but the outermost takes 4 bytes at least, its header and STOP, so that few values have to be looked through.
   */
  checkLevels(left: number): void {
    const { kind } = this;
    if (left >= this.levels || this.length <= 4 * left || kind?.hasParts !== true) return;
    const { message: m } = this;
    // Those who hop do not count levels.
    const hops = hopsOf(m);
    if (hops !== undefined) extrasOf(m).hops = undefined;
    m.offset = seek(m, this.start, 1).offset;
    m.depth = left;
    try {
      kind.skip(m);
    } catch (error) {
      // What is written has no offsets.
      throw error instanceof ThriftError ? fail(error.code) : error;
    } finally {
      if (hops !== undefined) extrasOf(m).hops = hops;
    }
    this.levels = left;
  }

  /**
   * Throws RELEASED_BUFFER where another has released bytes. Asked at each access, so it takes no look at the parts, of which
   * there may be thousands: who reads them sees where they are detached.
   */
  check(): void {
    for (const owner of this.owners) owner.check();
  }
}

function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (let i = 0; i < parts.length; i++) length += (parts[i] as Uint8Array).length;
  return length;
}
