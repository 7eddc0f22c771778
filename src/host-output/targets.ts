/** The places that output goes to: inside the output directory, through no link, over nothing but plain files. */
import { lstatSync, readFileSync, statSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { describeFailure, errorCode } from "../host-node.js";
import { HostError } from "../host.js";

/** A file to write: its path relative to the output directory, with `/` between the parts, and its text. */
export interface OutputFile {
  /** Relative to the output directory, `/` between the parts. */
  readonly path: string;
  /** All that the file holds; written as UTF-8. */
  readonly text: string;
}

export type TargetState = "new" | "changed" | "same";

/** A file to write and what stands in its place now. */
export interface Target {
  readonly path: string;
  readonly absolutePath: string;
  readonly bytes: Uint8Array;
  readonly state: TargetState;
  /** Permission bits of the file that is replaced. */
  readonly mode: number | undefined;
}

/**
 * Compares the files with what stands in `root`, which may be missing. Throws a HostError where a target, or a
 * directory on the way to it, is a link, or something that a file cannot replace.
 */
export function inspectTargets(root: string, files: readonly OutputFile[]): Target[] {
  checkRoot(root);
  const checked = new Set<string>();
  return files.map((file) => {
    assertInside(file.path);
    checkParents(root, file.path, checked);
    return inspectTarget(join(root, file.path), file);
  });
}

/** Paths come from the emitters, which never leave the root: anything else is a bug that must not reach the disk. */
function assertInside(path: string): void {
  const isPlain = path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  if (!isPlain || /[\\\0]|^[a-z]:/i.test(path)) {
    throw new Error(`output path ${JSON.stringify(path)} is not plain`);
  }
}

/** What is nearest above the root, or stands there, must be a directory. Links to directories are the user's choice. */
function checkRoot(root: string): void {
  for (let path = root; ; path = dirname(path)) {
    const stats = readLinkStats(path);
    if (stats !== undefined) {
      const kind = stats.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : stats;
      if (kind?.isDirectory() === true) return;
      const what = kind === undefined ? "a link that leads nowhere" : "not a directory";
      throw new HostError(path, `cannot write to ${root}: ${path} is ${what}`);
    }
    if (dirname(path) === path) return;
  }
}

function checkParents(root: string, path: string, checked: Set<string>): void {
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (checked.has(parent)) return;
    checked.add(parent);
    const stats = readLinkStats(join(root, parent));
    if (stats === undefined || stats.isDirectory()) continue;
    const what = stats.isSymbolicLink() ? "a symbolic link" : "not a directory";
    throw new HostError(
      join(root, parent),
      `cannot write ${path}: ${join(root, parent)} is ${what}`,
    );
  }
}

function inspectTarget(absolutePath: string, file: OutputFile): Target {
  const bytes = new TextEncoder().encode(file.text);
  const stats = readLinkStats(absolutePath);
  const base = { path: file.path, absolutePath, bytes };
  if (stats === undefined) return { ...base, state: "new", mode: undefined };
  if (!stats.isFile()) {
    const what = stats.isSymbolicLink() ? "a symbolic link" : "not a file";
    throw new HostError(absolutePath, `cannot write ${file.path}: ${absolutePath} is ${what}`);
  }
  const isSame = stats.size === bytes.length && readBytes(absolutePath).equals(bytes);
  return { ...base, state: isSame ? "same" : "changed", mode: stats.mode & 0o777 };
}

function readLinkStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where a directory is wanted: checkParents names it.
    if (errorCode(error) === "ENOTDIR") return undefined;
    throw new HostError(path, `cannot look at ${path}: ${describeFailure(error)}`, error);
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // A concurrent run may replace the file between the look and the read: then it differs.
    if (errorCode(error) === "ENOENT") return Buffer.alloc(0);
    throw new HostError(path, `cannot read ${path}: ${describeFailure(error)}`, error);
  }
}
