/** The user's own ts-morph, an optional peer that is loaded only when a file of theirs is to be edited. */
import { importPeer } from "./host-peer.js";

export type TsMorph = typeof import("ts-morph");

/** Looked for from `directory` upward, and then beside thriftgen. Rejects with a MissingPackageError. */
export function loadTsMorph(directory: string): Promise<TsMorph> {
  return importPeer<TsMorph>("ts-morph", directory);
}
