/** Bytes in several pieces of memory, edited and handed on without joining them. */
import { isBytes } from "../bytes.js";
import { fail } from "../errors.js";
import { maximumMessage } from "../limits.js";
import type { Memory } from "../memory.js";
import { captureBytes, hasFixedLength, lengthOf } from "./capture.js";
import { ChainCursor } from "./cursor.js";
import type { LargeBytes } from "./large.js";
import {
  createNode,
  defaultThreshold,
  findNode,
  countSmall,
  isSmall,
  joinSmall,
  nodeBytes,
  referTo,
  smallNodes,
  splitAt,
  type ChainNode,
} from "./node.js";
import { acquirePiece, type Guard, type Piece } from "./piece.js";

/** How a chain keeps bytes. */
export interface ChainOptions {
  /** From how many bytes on the caller's become a node of their own, not copied. Default: 65,536. */
  readonly threshold?: number | undefined;
  /**
   * Detaches pooled memory on release, so that stale views have length 0, and makes bytes by reference that changed before
   * the flush INVALID_VALUE. For tests: the pool is of no use then, and all bytes are read twice.
   */
  readonly debug?: boolean | undefined;
}

/** What a chain consists of, and what that took. */
export interface ChainStatistics {
  /** How many pieces the bytes lie in, pooled ones and those of the caller. */
  readonly nodes: number;
  /** Bytes of the chain that are used by reference. */
  readonly referred: number;
  /** Bytes that this chain has copied so far: into pooled memory, or for the caller. */
  readonly copied: number;
}

/**
 * A function among the fields makes cloning, and so posting to another thread, a DataCloneError on every platform.
 * Chunks can be posted: that copies all of the memory they lie in.
 */
function refuseClone(): never {
  return fail("INVALID_VALUE");
}

/**
 * A chain of nodes over pooled memory and bytes of the caller. The caller's bytes must not change until the chain is
 * flushed. After `release()` every use throws RELEASED_BUFFER; offsets outside throw TRUNCATED, sizes beyond
 * 100 MiB SIZE_LIMIT.
 */
export class ChainBuffer {
  /** @internal Changes with each edit, so that cursors notice. */
  revision = 0;
  private held: ChainNode[] | undefined = [];
  private size = 0;
  /** Where the next peek, next or skip reads. */
  private position = 0;
  /** Pooled memory that this chain alone fills. */
  private tail: Piece | undefined;
  private reserved = 0;
  private copied = 0;
  /** Nodes below 4 KiB. */
  private small = 0;
  /** The index of the first of them, or a lower one. */
  private firstSmall = 0;
  private readonly threshold: number;
  private readonly debug: boolean;
  /** @internal */
  readonly uncloneable = refuseClone;

  constructor(options?: ChainOptions | null) {
    this.threshold = options?.threshold ?? defaultThreshold;
    this.debug = options?.debug ?? false;
    if (!(this.threshold >= 0)) fail("INVALID_VALUE");
  }

  /** A chain of the given bytes, or of several in order. */
  static from(
    source: Uint8Array | Iterable<Uint8Array>,
    options?: ChainOptions | null,
  ): ChainBuffer {
    const chain = new ChainBuffer(options);
    try {
      const parts = isBytes(source) ? [source] : source;
      for (const bytes of parts) chain.append(bytes);
    } catch (error) {
      chain.release();
      throw error;
    }
    return chain;
  }

  /** @internal In order; none is empty. */
  get nodes(): readonly ChainNode[] {
    return this.held ?? fail("RELEASED_BUFFER");
  }

  /** Bytes in the chain. */
  get length(): number {
    return this.nodes && this.size;
  }

  /** Where `peek`, `next` and `skip` read: bytes from the beginning. */
  get offset(): number {
    return this.nodes && this.position;
  }

  /** Adds bytes at the end, copied if they are few, if `copy` is set, or if their length could change. */
  append(bytes: Uint8Array, options?: { readonly copy?: boolean | undefined } | null): this {
    return this.splice(this.length, this.size, bytes, options?.copy);
  }

  /** A window of `size` zero bytes at the end, to be filled; `commit` makes it part of the chain, any edit voids it. */
  reserve(size: number): Uint8Array {
    this.checkGrowth(this.length, size);
    const tail = this.makeRoom(size);
    this.reserved = size;
    return tail.bytes.subarray(tail.filled, tail.filled + size).fill(0);
  }

  /** Adds the first `size` bytes of the window. Throws SIZE_LIMIT beyond what was reserved. */
  commit(size: number): void {
    if (!this.nodes || !(Number.isInteger(size) && size >= 0 && size <= this.reserved)) {
      fail("SIZE_LIMIT", this.size);
    }
    const { tail } = this;
    if (!tail || !size) return void (this.reserved = 0);
    tail.filled += size;
    this.link(this.size, this.size, [createNode(tail, tail.filled - size, tail.filled)]);
  }

  /** Adds bytes, or the nodes of another chain, before the byte at `offset`. */
  insert(offset: number, source: Uint8Array | ChainBuffer): this {
    return this.splice(offset, offset, source);
  }

  /** Puts bytes, or the nodes of another chain (not copied), in place of those from `start` to before `end`. */
  replace(start: number, end: number, source: Uint8Array | ChainBuffer): this {
    return this.splice(start, end, source);
  }

  /** A chain of its own over the same memory, which stays until both are released. */
  slice(start = 0, end: number = this.length): ChainBuffer {
    this.checkRange(start, end);
    const chain = new ChainBuffer({ threshold: this.threshold, debug: this.debug });
    chain.link(0, 0, this.share(start, end));
    return chain;
  }

  /** The next `size` bytes; they stay next. Not copied if they lie in one node: valid until release. */
  peek(size: number): Uint8Array {
    const start = this.offset;
    if (!(Number.isInteger(size) && size >= 0 && size <= this.size - start)) {
      fail("TRUNCATED", start);
    }
    if (!size) return new Uint8Array(0);
    const index = findNode(this.nodes, start);
    const node = this.nodes[index];
    if (!node || start + size > node.offset + node.end - node.start) {
      return this.copyRange(start, start + size);
    }
    node.piece.check(node.offset);
    const from = node.start + start - node.offset;
    return node.piece.bytes.subarray(from, from + size);
  }

  /** The next `size` bytes, and moves on behind them. */
  next(size: number): Uint8Array {
    const bytes = this.peek(size);
    this.position += size;
    return bytes;
  }

  /** Moves on by `size` bytes. */
  skip(size: number): void {
    const { offset } = this;
    if (!(Number.isInteger(size) && size >= 0 && size <= this.size - offset)) {
      fail("TRUNCATED", offset);
    }
    this.position += size;
  }

  /**
   * The bytes in order, not copied, as writev takes them: valid until release. Throws INVALID_VALUE with the offset of
   * the node, and hands out nothing, if bytes by reference were detached; RELEASED_BUFFER, if they were another's that
   * has been released. At most 16 have less than 4 KiB.
   */
  chunks(): Uint8Array[] {
    for (const { piece, offset } of this.nodes) piece.checkFlush(offset);
    return this.nodes.map(nodeBytes);
  }

  /** Counts of nodes and bytes. */
  statistics(): ChainStatistics {
    let referred = 0;
    for (const { piece, start, end } of this.nodes) if (piece.isReferred) referred += end - start;
    return { nodes: this.nodes.length, referred, copied: this.copied };
  }

  /** @internal Whom the chain's memory belongs to, beside itself. */
  guards(): readonly Guard[] {
    const guards = new Set<Guard>();
    for (const { piece } of this.nodes) if (piece.guard) guards.add(piece.guard);
    return [...guards];
  }

  /** What JSON.stringify takes: not the bytes, nor the pooled memory around them. */
  toJSON(): { readonly length: number } {
    return { length: this.size };
  }

  /** @internal What Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.held === undefined ? "ChainBuffer (released)" : `ChainBuffer (${this.size} bytes)`;
  }

  /** A copy of all bytes. Throws as `chunks` does. */
  toBytes(): Uint8Array {
    return this.copyRange(0, this.length);
  }

  /** Byte by byte; the chain may be edited meanwhile, but not released. */
  *[Symbol.iterator](): Generator<number, void, undefined> {
    const cursor = new ChainCursor(this);
    for (let offset = 0; offset < this.length; offset++) yield cursor.byteAt(offset);
  }

  /** Lets go of all memory, once; a second call throws RELEASED_BUFFER. */
  release(): void {
    const { nodes, tail } = this;
    this.held = undefined;
    this.tail = undefined;
    this.revision += 1;
    for (const node of nodes) node.piece.drop();
    tail?.drop();
  }

  /** @internal Adds bytes of another at the end, which his guard watches. Bytes of other chains are held. */
  refer(bytes: Uint8Array, guard?: Guard): void {
    this.checkGrowth(this.length, bytes.length);
    const piece = guard?.pieceOf?.(bytes);
    const start = piece ? bytes.byteOffset - piece.bytes.byteOffset : 0;
    const added = piece
      ? [createNode(piece, start, start + bytes.length)]
      : referTo(bytes, this.debug, guard?.pieceOf ? guard.others : guard);
    this.link(this.size, this.size, added);
  }

  /** @internal Adds `size` bytes that `fill` writes. */
  write(size: number, fill: (target: Uint8Array, offset: number) => void): void {
    this.checkGrowth(this.length, size);
    this.link(this.size, this.size, this.store(size, fill));
  }

  /** @internal Adds a message in pooled memory, which is the chain's from here on, and large bytes that belong into it. */
  adopt(memory: Memory, size: number, large: LargeBytes): void {
    this.checkGrowth(this.length, size + large.size);
    this.copied += size;
    this.link(this.size, this.size, large.nodesAmong(memory, size, this.debug));
  }

  private splice(start: number, end: number, source: Uint8Array | ChainBuffer, copy = false): this {
    this.checkRange(start, end);
    if (source instanceof ChainBuffer) {
      this.checkGrowth(this.size - (end - start), source.length);
      return this.link(start, end, source.share(0, source.length));
    }
    const length = lengthOf(source);
    this.checkGrowth(this.size - (end - start), length);
    const isFixed = hasFixedLength(source);
    if (isFixed && !copy && length >= this.threshold)
      return this.link(start, end, referTo(captureBytes(source), this.debug));
    // Others may make what is not fixed longer meanwhile, so it is read through a view that is.
    const bytes = isFixed ? source : captureBytes(source);
    const fill = (target: Uint8Array, offset: number): void => target.set(bytes, offset);
    return this.link(start, end, this.store(isFixed ? length : bytes.length, fill));
  }

  /** Nodes of copied bytes. */
  private store(size: number, fill: (target: Uint8Array, offset: number) => void): ChainNode[] {
    if (!size) return [];
    const tail = this.makeRoom(size);
    fill(tail.bytes, tail.filled);
    tail.filled += size;
    this.copied += size;
    return [createNode(tail, tail.filled - size, tail.filled)];
  }

  /** Pieces grow with the chain, from 1 KiB to 64 KiB, less the pool's slack. */
  private makeRoom(size: number): Piece {
    const { tail } = this;
    if (tail?.intact && tail.length - tail.filled >= size) return tail;
    const wanted = Math.max(size, Math.min(this.size, 65_408), 896);
    const piece = acquirePiece(wanted, this.debug);
    tail?.drop();
    this.tail = piece;
    return piece;
  }

  /** Puts nodes in place of a range. */
  private link(start: number, end: number, added: readonly ChainNode[]): this {
    this.reserved = 0;
    this.revision += 1;
    if (start === this.size) return this.extend(added);
    const nodes = [...this.nodes];
    const from = splitAt(nodes, start, this.size);
    const to = splitAt(nodes, end, this.size);
    const removed = nodes.slice(from, to);
    const linked = [...nodes.slice(0, from), ...added, ...nodes.slice(to)];
    for (const node of removed) node.piece.drop();
    this.held = linked;
    this.small = countSmall(linked);
    this.firstSmall = 0;
    this.size = 0;
    for (const node of linked) {
      node.offset = this.size;
      this.size += node.end - node.start;
    }
    this.position = Math.min(this.position, this.size);
    return this.limitSmall(linked);
  }

  /** Adds nodes at the end without a look at the others. */
  private extend(added: readonly ChainNode[]): this {
    const nodes = this.held ?? fail("RELEASED_BUFFER");
    for (const node of added) {
      const last = nodes[nodes.length - 1];
      const size = node.end - node.start;
      if (last?.piece === node.piece && last.end === node.start) {
        if (isSmall(last)) this.small -= 1;
        last.end = node.end;
        if (isSmall(last)) this.small += 1;
        node.piece.drop();
      } else {
        if (isSmall(node)) this.small += 1;
        node.offset = this.size;
        nodes.push(node);
      }
      this.size += size;
    }
    return this.limitSmall(nodes);
  }

  /** Joins small nodes where they are too many. */
  private limitSmall(nodes: ChainNode[]): this {
    if (this.small <= smallNodes) return this;
    const joined = joinSmall(nodes, this.firstSmall, this.debug);
    this.copied += joined.copied;
    this.small = joined.small;
    this.firstSmall = joined.first;
    return this;
  }

  /** New nodes over the memory of a range. */
  private share(start: number, end: number): ChainNode[] {
    const shared: ChainNode[] = [];
    for (const node of this.nodes) {
      const from = Math.max(start - node.offset + node.start, node.start);
      const to = Math.min(end - node.offset + node.start, node.end);
      if (from < to) shared.push(createNode(node.piece, from, to));
    }
    return shared;
  }

  private copyRange(start: number, end: number): Uint8Array {
    const { nodes } = this;
    const bytes = new Uint8Array(end - start);
    for (let index = findNode(nodes, start), at = start; at < end; index++) {
      const node = nodes[index] ?? fail("TRUNCATED", at);
      node.piece.checkFlush(node.offset);
      const from = node.start + at - node.offset;
      const part = node.piece.bytes.subarray(from, Math.min(node.end, from + end - at));
      bytes.set(part, at - start);
      at += part.length;
    }
    this.copied += bytes.length;
    return bytes;
  }

  private checkRange(start: number, end: number): void {
    const { length } = this;
    if (!(Number.isInteger(start) && start >= 0 && start <= length)) fail("TRUNCATED", start);
    if (!(Number.isInteger(end) && end >= start && end <= length)) fail("TRUNCATED", end);
  }

  private checkGrowth(kept: number, size: number): void {
    if (!(Number.isInteger(size) && size >= 0 && size <= maximumMessage - kept)) {
      fail("SIZE_LIMIT", kept);
    }
  }
}
