/**
 * Writes a set of files so that no moment and no crash leaves a torn file, a failure leaves the old set, and several
 * runs at once end in one complete set: whoever holds the claim compares, stages, flushes, and renames.
 */
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { describeFailure } from "../host-node.js";
import { HostError } from "../host.js";
import { acquireClaim, hasClaims } from "./claim.js";
import { commitTargets, stageTargets } from "./commit.js";
import { makeDirectory } from "./make-directory.js";
import { inspectTargets, type OutputFile, type Target, type TargetState } from "./targets.js";

export type { OutputFile } from "./targets.js";

/** Paths relative to the output directory, in the order given. */
export interface WriteReport {
  /** They did not exist before. */
  readonly created: readonly string[];
  /** They existed and differed. */
  readonly updated: readonly string[];
  /** Equal already; not touched, so their modification times stay. */
  readonly unchanged: readonly string[];
}

/** How `writeFiles` writes. */
export interface WriteOptions {
  /** Ends the run before anything is renamed; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What writing would do, without doing it. Throws a HostError where it could not be done. */
export function compareFiles(outDir: string, files: readonly OutputFile[]): WriteReport {
  return toReport(guardSync(outDir, () => inspectTargets(realRoot(outDir), files)));
}

/**
 * Writes the files that differ. Rejects with a HostError where the disk refuses (no space, no permission, a link or a
 * directory in a file's place); the files are then as before.
 */
export async function writeFiles(
  outDir: string,
  files: readonly OutputFile[],
  options: WriteOptions = {},
): Promise<WriteReport> {
  try {
    return await writeSet(realRoot(outDir), files, options.signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw toHostError(outDir, error);
  }
}

async function writeSet(
  root: string,
  files: readonly OutputFile[],
  signal: AbortSignal | undefined,
): Promise<WriteReport> {
  const targets = inspectTargets(root, files);
  const isSettled = targets.every((target) => target.state === "same");
  if (isSettled && (!existsSync(root) || !hasClaims(root))) return toReport(targets);
  makeDirectory(root);
  const claim = await acquireClaim(root, signal);
  try {
    // Another run may have written since; from here on nobody else does.
    const current = inspectTargets(root, files);
    const changed = current.filter((target) => target.state !== "same");
    await stageTargets(claim.stage, changed);
    signal?.throwIfAborted();
    commitTargets(claim.stage, changed);
    return toReport(current);
  } finally {
    claim.release();
  }
}

/** The output directory itself may be a link: that is the user's choice. */
function realRoot(outDir: string): string {
  const absolute = resolve(outDir);
  return existsSync(absolute) ? realpathSync.native(absolute) : absolute;
}

function toReport(targets: readonly Target[]): WriteReport {
  const pathsOf = (state: TargetState): string[] =>
    targets.filter((target) => target.state === state).map((target) => target.path);
  return { created: pathsOf("new"), updated: pathsOf("changed"), unchanged: pathsOf("same") };
}

function guardSync<T>(outDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toHostError(outDir, error);
  }
}

/** Failures of the file system become HostErrors; a bug stays what it is. */
function toHostError(outDir: string, error: unknown): unknown {
  const isFromSystem = error instanceof Error && "syscall" in error;
  if (!isFromSystem) return error;
  const named = "path" in error && typeof error.path === "string" ? error.path : outDir;
  // Users know nothing of claims and stages.
  const path = /[\\/]\.thriftgen-[ct]-/.test(named) ? outDir : named;
  return new HostError(path, `cannot write ${path}: ${describeFailure(error)}`, error);
}
