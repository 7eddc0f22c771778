/** Tells of changes in directories: by the system, or where it cannot, by looking again and again. */
import { statSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { toPosix } from "../host-node.js";

/** Called with an absolute path that may have changed; undefined: anything may have. */
export type TellChange = (path: string | undefined) => void;

/** Between two looks, where the system does not tell. */
const pollMs = 300;

interface Watch {
  readonly handle: FSWatcher;
  /** A directory that was replaced by another has another one. */
  readonly inode: bigint;
}

export class DirectoryWatches {
  readonly #tell: TellChange;
  readonly #watches = new Map<string, Watch>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `poll`: milliseconds, to look instead of being told. */
  constructor(tell: TellChange, poll: number | undefined) {
    this.#tell = tell;
    if (poll !== undefined) this.#startPolling(poll);
  }

  /** Watches these directories and no others. Returns whether some are watched that were not: they may have changed before. */
  set(directories: ReadonlySet<string>): boolean {
    if (this.#isClosed || this.#timer !== undefined) return false;
    for (const path of this.#watches.keys()) if (!directories.has(path)) this.#drop(path);
    let hasNew = false;
    for (const path of directories) hasNew = this.#add(path) || hasNew;
    return hasNew;
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const path of this.#watches.keys()) this.#drop(path);
  }

  #add(path: string): boolean {
    if (this.#timer !== undefined) return false;
    const inode = readInode(path);
    const known = this.#watches.get(path);
    if (known !== undefined && known.inode === inode) return false;
    this.#drop(path);
    if (inode === undefined) return false;
    try {
      const handle = watch(path, (_type, name) => {
        this.#tell(name === null ? undefined : toPosix(join(path, name)));
      });
      handle.on("error", () => this.#handleFailure(path));
      this.#watches.set(path, { handle, inode });
      return true;
    } catch {
      // Too many watches (ENOSPC, EMFILE), or a file system that has none. A directory that vanished is looked for later.
      if (readInode(path) !== undefined) this.#startPolling(pollMs);
      return true;
    }
  }

  /** Windows reports the removal of a watched directory so. */
  #handleFailure(path: string): void {
    this.#drop(path);
    if (readInode(path) !== undefined) this.#startPolling(pollMs);
    this.#tell(undefined);
  }

  #drop(path: string): void {
    this.#watches.get(path)?.handle.close();
    this.#watches.delete(path);
  }

  #startPolling(interval: number): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    for (const path of this.#watches.keys()) this.#drop(path);
    this.#timer = setInterval(() => this.#tell(undefined), interval);
  }
}

function readInode(path: string): bigint | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
  } catch {
    return undefined;
  }
}
