/** What stands at a path, in a few words that differ when it changes. */
import { readdirSync, statSync } from "node:fs";
import { errorCode } from "../host-node.js";

/** `content`: what a file holds, or that it is none. `entries`: the names in a directory. `presence`: a directory or not. */
export type SignatureKind = "content" | "entries" | "presence";

/**
 * Files by inode, size and times down to the nanosecond: a system that counts in larger steps can hide a second change
 * within one step, which is why a path that the system names counts as changed whatever its signature.
 */
export function readSignature(path: string, kind: SignatureKind): string {
  try {
    if (kind === "entries") return listEntries(path);
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return "";
    if (stats.isDirectory()) return "directory";
    if (kind === "presence") return "other";
    return `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
  } catch (error) {
    const code = errorCode(error) ?? String(error);
    return code === "ENOTDIR" || code === "ENOENT" ? "" : code;
  }
}

function listEntries(path: string): string {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .toSorted()
    .join("\0");
}
