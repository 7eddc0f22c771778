/** The files that a watcher has written, kept as they should be. */
import { readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { toPosix } from "../host-node.js";
import {
  writeFiles,
  type OutputFile,
  type WriteOptions,
  type WriteReport,
} from "../host-output/write-files.js";
import { readSignature } from "./signatures.js";

const noFiles: WriteReport = { created: [], updated: [], unchanged: [] };

interface WrittenFile {
  readonly text: string;
  /** As it was right after writing. */
  readonly signature: string;
}

/** What was done to the output directory. */
export interface OutputReport {
  readonly written: WriteReport;
  readonly removed: readonly string[];
}

/** Writes files below a directory; the paths of the report are relative to it. */
export type WriteBelow = (
  directory: string,
  files: readonly OutputFile[],
  options: WriteOptions,
) => Promise<WriteReport>;

export class Outputs {
  readonly #directory: string;
  readonly #write: WriteBelow;
  #written = new Map<string, WrittenFile>();

  constructor(directory: string, write: WriteBelow = writeFiles) {
    this.#directory = directory;
    this.#write = write;
  }

  /**
   * Writes what is new, differs, or was changed or removed by others since. Takes away what an earlier call has written or
   * found as it should be, that is not among the files any more, and that nobody has changed since.
   */
  async update(files: readonly OutputFile[], signal: AbortSignal): Promise<OutputReport> {
    const stale = files.filter((file) => !this.#isInPlace(file));
    const report =
      stale.length === 0 ? noFiles : await this.#write(this.#directory, stale, { signal });
    const before = this.#written;
    this.#written = new Map();
    const fresh = new Set(stale);
    for (const file of files) {
      const known = fresh.has(file) ? undefined : before.get(file.path);
      const signature = known?.signature ?? this.#read(file.path);
      this.#written.set(file.path, { text: file.text, signature });
    }
    const removed = [...before].filter(([path]) => !this.#written.has(path));
    const gone = removed.filter(([path, file]) => this.#remove(path, file)).map(([path]) => path);
    const kept = files.filter((file) => !fresh.has(file)).map((file) => file.path);
    const unchanged = [...report.unchanged, ...kept].toSorted();
    return { written: { ...report, unchanged }, removed: gone };
  }

  /**
   * Takes away what an update to no files would, but for the absolute paths that are kept; returns absolute paths. The directory
   * goes too where that has emptied it, unless it is the one to stay in.
   */
  clear(isKept: (path: string) => boolean, workingDirectory: string): string[] {
    const before = [...this.#written];
    this.#written = new Map();
    const gone = before.flatMap(([path, file]) => {
      const absolute = this.#locate(path);
      return !isKept(absolute) && this.#remove(path, file) ? [absolute] : [];
    });
    const isElsewhere = resolve(this.#directory) !== resolve(workingDirectory);
    if (gone.length > 0 && isElsewhere) removeIfEmpty(this.#directory);
    return gone;
  }

  /** Absolute paths of what was written. */
  paths(): string[] {
    return [...this.#written.keys()].map((path) => this.#locate(path));
  }

  #isInPlace(file: OutputFile): boolean {
    const known = this.#written.get(file.path);
    return known?.text === file.text && known.signature === this.#read(file.path);
  }

  /** As watchers name paths. */
  #locate(path: string): string {
    return toPosix(join(this.#directory, path));
  }

  #read(path: string): string {
    return readSignature(join(this.#directory, path), "output");
  }

  /** Whether the file is gone now. What was edited by hand stays. */
  #remove(path: string, file: WrittenFile): boolean {
    const absolute = join(this.#directory, path);
    try {
      if (this.#read(path) === "" || readFileSync(absolute, "utf8") !== file.text) return false;
      rmSync(absolute);
    } catch {
      return false;
    }
    this.#removeEmpty(dirname(path));
    return true;
  }

  #removeEmpty(path: string): void {
    try {
      for (let at = path; at !== "."; at = dirname(at)) rmdirSync(join(this.#directory, at));
    } catch {
      // Not empty, or not ours to remove.
    }
  }
}

function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // Not empty, a link, or not ours to remove.
  }
}
