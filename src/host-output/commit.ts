/** Puts staged files in their places: all of them, or none where one of them fails. */
import {
  copyFileSync,
  linkSync,
  openSync,
  closeSync,
  fsync,
  fsyncSync,
  renameSync,
  rmSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { errorCode } from "../host-node.js";
import { makeDirectory } from "./make-directory.js";
import type { Target } from "./targets.js";

const flush = promisify(fsync);

/** Files that are flushed to disk at once. */
const batchFiles = 16;

/** Writes each target's bytes to `stage` under its number, down to the disk. */
export async function stageTargets(stage: string, targets: readonly Target[]): Promise<void> {
  for (let first = 0; first < targets.length; first += batchFiles) {
    const batch = targets.slice(first, first + batchFiles);
    const results = await Promise.allSettled(
      batch.map((target, index) => stageTarget(join(stage, `n${first + index}`), target)),
    );
    // Only now: no write may be under way when the caller clears the stage.
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }
}

async function stageTarget(path: string, target: Target): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(target.bytes);
    if (target.mode !== undefined) await file.chmod(target.mode);
    // Not the handle's own: Yarn PnP replaces handles by some that have none.
    await flush(file.fd);
  } finally {
    await file.close();
  }
}

/**
 * Renames every staged file to its place. Synchronous on purpose: no signal handler runs in between, so an interrupt
 * comes before all renames or after them. A failure puts back what stood there before.
 */
export function commitTargets(stage: string, targets: readonly Target[]): void {
  const done: { readonly target: Target; readonly backup: string | undefined }[] = [];
  try {
    for (const [index, target] of targets.entries()) {
      makeDirectory(dirname(target.absolutePath));
      const backup = target.state === "changed" ? join(stage, `o${index}`) : undefined;
      if (backup !== undefined) keepBackup(target.absolutePath, backup);
      moveInto(join(stage, `n${index}`), target.absolutePath);
      done.push({ target, backup });
    }
  } catch (error) {
    for (const { target, backup } of done.toReversed()) {
      if (backup === undefined) rmSync(target.absolutePath, { force: true });
      else moveInto(backup, target.absolutePath);
    }
    throw error;
  }
}

/** A second name for the old file; a copy where the file system has no hard links. */
function keepBackup(path: string, backup: string): void {
  try {
    linkSync(path, backup);
  } catch {
    copyFileSync(path, backup);
  }
}

/** Renames; where a directory of the output is a mount of its own, by way of a temporary file beside the target. */
function moveInto(source: string, target: string): void {
  try {
    renameSync(source, target);
  } catch (error) {
    if (errorCode(error) !== "EXDEV") throw error;
    const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    copyFileSync(source, beside);
    const file = openSync(beside, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(beside, target);
  }
}
