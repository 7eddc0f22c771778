/** What stands at a path, in a few words that differ when it changes. */
import { lstatSync, readdirSync, statSync, type BigIntStats } from "node:fs";
import { errorCode } from "../host-node.js";

/**
 * `content`: what a file holds, or that it is none. `entries`: the names in a directory. `presence`: a directory, another thing or nothing.
 * `output`: what a file of ours holds, which is never a link.
 */
export type SignatureKind = "content" | "entries" | "presence" | "output";

/**
 * Files by inode, size and times down to the nanosecond: a system that counts in larger steps can hide a second change
 * within one step, which is why a path that the system names counts as changed whatever its signature.
 */
export function readSignature(path: string, kind: SignatureKind): string {
  try {
    if (kind === "entries") return listEntries(path);
    if (kind === "output") return readOutput(path);
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return kind === "presence" ? readLink(path) : "";
    if (stats.isDirectory()) return "directory";
    if (kind === "presence") return "other";
    return describeFile(stats);
  } catch (error) {
    const code = errorCode(error) ?? String(error);
    return code === "ENOTDIR" || code === "ENOENT" ? "" : code;
  }
}

/** Empty where no plain file stands. */
function readOutput(path: string): string {
  const stats = lstatSync(path, { bigint: true });
  return stats.isFile() ? describeFile(stats) : "";
}

/** A link that leads nowhere is in the way too. */
function readLink(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? "" : "link";
}

function describeFile({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

function listEntries(path: string): string {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .toSorted()
    .join("\0");
}
