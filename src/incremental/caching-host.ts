/** A host that asks the real one once, until it is told what changed. */
import type { EntryKind, Host } from "../host.js";
import { pathUnder, resolvePath } from "../ir/paths.js";

/** What the inner host said of one path; a property that is not there was not asked for. */
interface Entry {
  kind?: { readonly value: EntryKind | undefined };
  real?: { readonly value: string | undefined };
  size?: number;
  bytes?: Uint8Array;
}

export interface CachingHost extends Host {
  /** Forgets what is known of these absolute paths and of all below them; of everything where none are given. */
  forget(paths: readonly string[] | undefined): void;
  /** Begins a build: what was asked before and is not asked in this one is forgotten at its end. */
  begin(): void;
  /** Ends a build. `isWhole` is false where it broke off, so that it did not ask for all it needs. */
  end(isWhole: boolean): void;
  /** The absolute paths that the last builds asked for, whether something stands there or not. */
  readonly asked: ReadonlySet<string>;
}

/** Failures are not kept: they are thrown again, or gone, at the next question. */
export function createCachingHost(inner: Host): CachingHost {
  let entries = new Map<string, Entry>();
  let asked = new Set<string>();
  let previous = new Set<string>();
  const entryOf = (path: string): Entry => {
    const absolute = resolvePath(path, inner.workingDirectory);
    asked.add(absolute);
    let entry = entries.get(absolute);
    if (entry === undefined) entries.set(absolute, (entry = {}));
    return entry;
  };
  return {
    workingDirectory: inner.workingDirectory,
    kindOf: (path) => (entryOf(path).kind ??= { value: inner.kindOf(path) }).value,
    realPath: (path) => (entryOf(path).real ??= { value: inner.realPath(path) }).value,
    sizeOf: (path) => (entryOf(path).size ??= inner.sizeOf(path)),
    readFile: (path) => (entryOf(path).bytes ??= inner.readFile(path)),
    forget(paths) {
      // A link on the way to a file may have changed anywhere: then nothing that is known is safe.
      if (paths === undefined || hasLinks(entries)) entries = new Map();
      else entries = new Map([...entries].filter(([path]) => !isBelowAny(path, paths)));
    },
    begin() {
      previous = asked;
      asked = new Set();
    },
    end(isWhole) {
      if (!isWhole) asked = new Set([...previous, ...asked]);
      entries = new Map([...entries].filter(([path]) => asked.has(path)));
      previous = new Set();
    },
    get asked() {
      return asked;
    },
  };
}

function hasLinks(entries: ReadonlyMap<string, Entry>): boolean {
  for (const [path, { real }] of entries) {
    if (real?.value !== undefined && real.value !== path) return true;
  }
  return false;
}

function isBelowAny(path: string, changed: readonly string[]): boolean {
  return changed.some((one) => one === path || pathUnder(one, path) !== undefined);
}
