/** The nodes of a chain, and the joining of small ones. */
import { acquirePiece, Piece, type Guard } from "./piece.js";

/** One system call takes many nodes, yet below this size a copy is cheaper than a node. */
export const smallNodeBytes = 4096;
/** Small nodes that a write may have: so many cost less than a copy into fresh memory. */
export const smallNodes = 16;
/**
 * From how many bytes on bytes of others are used by reference: the power of two from which on that never takes over 5 % more
 * CPU than a copy into pooled memory (`npm run bench -- socket`).
 */
export const defaultThreshold = 65_536;
/** The same where a copy would need memory of its own. */
export const freshThreshold = 4096;

/** A range of a piece. Nodes belong to one chain each, pieces to many. */
export interface ChainNode {
  readonly piece: Piece;
  /** In the piece. */
  start: number;
  end: number;
  /** Of its first byte, in the chain. */
  offset: number;
}

export function createNode(piece: Piece, start: number, end: number): ChainNode {
  return { piece: piece.hold(), start, end, offset: 0 };
}

/** The one node of bytes by reference. */
export function referTo(bytes: Uint8Array, debug: boolean, guard?: Guard): ChainNode[] {
  if (!bytes.length) return [];
  const piece = new Piece(bytes, { debug, guard });
  const node = createNode(piece, 0, bytes.length);
  piece.drop();
  return [node];
}

export function nodeBytes({ piece, start, end }: ChainNode): Uint8Array {
  const { bytes } = piece;
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}

/** Index of the node around `offset`, which is below the chain's length: the hinted one, the next, or by halving. */
export function findNode(nodes: readonly ChainNode[], offset: number, hint = 0): number {
  for (const index of [hint, hint + 1]) {
    const node = nodes[index];
    if (node && offset >= node.offset && offset - node.offset < node.end - node.start) return index;
  }
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((nodes[middle]?.offset ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function isSmall({ start, end }: ChainNode): boolean {
  return end - start < smallNodeBytes;
}

export function countSmall(nodes: readonly ChainNode[]): number {
  let count = 0;
  for (const node of nodes) if (isSmall(node)) count += 1;
  return count;
}

interface JoinedNodes {
  /** Where the first small node stood. */
  readonly first: number;
  /** How many are small now. */
  readonly small: number;
  /** Bytes that this copied. */
  readonly copied: number;
}

/**
 * Joins small nodes in place, from the first of them on, which is not before the index `from`. Those before it stay, so that adding
 * many pieces takes time in proportion to their number.
 */
export function joinSmall(nodes: ChainNode[], from: number, debug: boolean): JoinedNodes {
  let first = from;
  for (let node = nodes[first]; node && !isSmall(node); node = nodes[++first]);
  let offset = nodes[first]?.offset ?? 0;
  const others = nodes.slice(first);
  // Lost bytes can't be copied; the flush reports them.
  if (!others.every((node) => node.piece.isReadable))
    return { first, small: countSmall(others), copied: 0 };
  const joined = joinNodes(others, debug);
  nodes.length = first;
  for (const node of joined.nodes) {
    node.offset = offset;
    offset += node.end - node.start;
    nodes.push(node);
  }
  return { first, small: countSmall(joined.nodes), copied: joined.copied };
}

/**
 * The same bytes with at most one small node. A small node takes bytes of those behind it up to 4 KiB, so that a large
 * neighbour is not copied as a whole. Replaced nodes are dropped.
 */
function joinNodes(
  nodes: readonly ChainNode[],
  debug: boolean,
): { readonly nodes: readonly ChainNode[]; readonly copied: number } {
  const joined: ChainNode[] = [];
  let copied = 0;
  let piece: Piece | undefined;
  const close = (): void => {
    if (piece) {
      joined.push(createNode(piece, 0, piece.filled));
      piece.drop();
    }
    piece = undefined;
  };
  for (const node of nodes) {
    const size = node.end - node.start;
    if (!piece && size >= smallNodeBytes) {
      joined.push(node);
      continue;
    }
    if (!piece && node.piece.isJoined && node.piece.isSoleUse(node.start, node.end)) {
      // What the last join ended with is filled up, not copied again. It is the node's, and ours from here on.
      ({ piece } = node);
      continue;
    }
    // Below 4 KiB are in it, and what it takes is below 8 KiB.
    piece ??= acquirePiece(3 * smallNodeBytes - 128, debug);
    piece.isJoined = true;
    const wanted = smallNodeBytes - piece.filled;
    const taken = size - wanted >= smallNodeBytes ? wanted : size;
    piece.bytes.set(node.piece.bytes.subarray(node.start, node.start + taken), piece.filled);
    piece.filled += taken;
    copied += taken;
    if (piece.filled >= smallNodeBytes) close();
    node.start += taken;
    if (taken < size) joined.push(node);
    else node.piece.drop();
  }
  close();
  return { nodes: joined, copied };
}

/** Cuts so that a node begins at `offset`; its index. Offsets of nodes stay right. */
export function splitAt(nodes: ChainNode[], offset: number, size: number): number {
  if (offset === size) return nodes.length;
  const index = findNode(nodes, offset);
  const node = nodes[index];
  if (!node || node.offset === offset) return index;
  const cut = node.start + offset - node.offset;
  nodes.splice(index + 1, 0, { ...createNode(node.piece, cut, node.end), offset });
  node.end = cut;
  return index + 1;
}
