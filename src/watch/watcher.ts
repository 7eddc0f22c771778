/** What a watcher is, to those who use it. */
import type { CompileOptions } from "../compile.js";
import type { DeclarationFile } from "../declarations/emit-declarations.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { GeneratedFile } from "../emitters/index.js";
import type { WriteReport } from "../host-output/write-files.js";

/**
 * What is compiled each time. Without `outDir` no output is written, and `built` alone tells the result; with `declarations`
 * and without `outDir` only declarations are made.
 */
export interface WatchedCompilation extends Omit<
  CompileOptions,
  "host" | "write" | "signal" | "onProgress"
> {
  /** Directories, not those below them, whose entries decide what `files` are: `configure` runs again when they change. */
  readonly directories?: readonly string[] | undefined;
  /** Why there is nothing to compile: told as an error each time. */
  readonly problem?: unknown;
}

/** What to watch, and how. */
export interface WatchOptions {
  /** What to compile; a function is asked at the start, and again when one of `configFiles` or `directories` changes. */
  readonly compilation:
    WatchedCompilation | (() => WatchedCompilation | Promise<WatchedCompilation>);
  /** Files that `compilation` reads, whether they exist or not. */
  readonly configFiles?: readonly string[] | undefined;
  /** Where relative paths start; default: the process's working directory. */
  readonly workingDirectory?: string | undefined;
  /** Milliseconds without a further change before a build begins; default 30. A stream of changes waits ten times that at most. */
  readonly debounce?: number | undefined;
  /** Look for changes every so many milliseconds instead of being told by the system: for network drives. */
  readonly poll?: number | undefined;
}

/** A build without errors. */
export interface BuiltEvent {
  /** IDL files that were read anew because they changed, as messages show them; all of them in the first build. */
  readonly changed: readonly string[];
  /** All IDL files that take part, as messages show them. */
  readonly inputs: readonly string[];
  /** IDL files whose output was made again, by the `source` of their output. */
  readonly emitted: readonly string[];
  /** All output, as a compilation from scratch would give it. */
  readonly files: readonly GeneratedFile[];
  /** Declarations, where `declarations` asks for them. */
  readonly declarations: readonly DeclarationFile[] | undefined;
  /** What was written; undefined without an `outDir`. */
  readonly written: WriteReport | undefined;
  /** What was written of declarations, as absolute paths. */
  readonly writtenDeclarations: WriteReport | undefined;
  /**
   * Output of earlier builds of this watcher that no longer belongs to the whole, and was taken away; declarations, and what
   * stood in another `outDir`, as absolute paths. What was edited by hand stays, as does what stood there before and was never ours.
   */
  readonly removed: readonly string[];
  /** From the change until all was written. */
  readonly milliseconds: number;
}

/** What a watcher tells, and with what. */
export interface WatchEvents {
  /** A build without errors, after its files were written. Not told where a change changed nothing. */
  readonly built: BuiltEvent;
  /** What a build found, where that is not what the build before found. Nothing is written where there are errors. */
  readonly diagnostics: readonly Diagnostic[];
  /** A build could not be done: a named file is missing, a config is broken, the disk refused. Watching goes on. */
  readonly error: unknown;
  /** All that was noticed has been dealt with. */
  readonly idle: undefined;
}

/** Compiles whenever something changes that the output depends on, until it is closed. */
export interface Watcher {
  /** Calls the listener at each event; the result takes it away again. */
  on<K extends keyof WatchEvents>(event: K, listener: (value: WatchEvents[K]) => void): () => void;
  /** Looks for changes now, without waiting for the system to tell; done when there is nothing left to do. */
  settle(): Promise<void>;
  /** Ends a running build before it writes, or after, and stops watching. Nothing is told after that. */
  close(): Promise<void>;
}
