/** File access behind an interface, so that the compiler also runs in memory and in a browser. */
import { assertKind } from "./argument-kinds.js";

export type EntryKind = "file" | "directory" | "other";

/**
 * What the compiler asks of the world to read IDL. Paths use `/`. Methods are synchronous: a host that fetches
 * loads beforehand. An entry that exists but cannot be read throws a `HostError`.
 */
export interface Host {
  /** What stands at a path, links followed; undefined where nothing does. Devices, pipes and sockets are `other`. */
  kindOf(path: string): EntryKind | undefined;
  /** The canonical absolute path with links followed; undefined where nothing stands. */
  realPath(path: string): string | undefined;
  /** Size in bytes of a regular file, asked before it is read. */
  sizeOf(path: string): number;
  /** The bytes of a regular file. */
  readFile(path: string): Uint8Array;
  /** The absolute directory that relative paths start from. */
  readonly workingDirectory: string;
  /** True where the paths are none of the disk, so that nothing can be written beside what stands there; default: false. */
  readonly isVirtual?: boolean | undefined;
}

/** A file that exists but could not be read or written: an I/O failure, not a mistake in the IDL. */
export class HostError extends Error {
  /** The file or directory that the message is about. */
  readonly path: string;

  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "HostError";
    this.path = path;
  }
}

/** A host whose files can be edited: for compiling again, as `createSession` does. */
export interface MemoryHost extends Host {
  /** Puts a file there, or other content into the one that is there. */
  set(path: string, content: string | Uint8Array): void;
  /** Takes a file away; its directories go with the last file in them. False where none stood. */
  delete(path: string): boolean;
}

/**
 * A host whose files are given: path to text or bytes. Paths are absolute (`/a.thrift`) or relative to `/`. The record is
 * copied: `set` and `delete` change the host, later changes of the record do not.
 */
export function createMemoryHost(files: Readonly<Record<string, string | Uint8Array>>): MemoryHost {
  assertKind("createMemoryHost", "object", files, '{ "a.thrift": text }');
  const encoder = new TextEncoder();
  const contents = new Map<string, Uint8Array>();
  /** With the number of files below each; the root is always there. */
  const directories = new Map<string, number>([["/", 1]]);
  const count = (file: string, change: 1 | -1): void => {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const directory = file.slice(0, end);
      const below = (directories.get(directory) ?? 0) + change;
      if (below === 0) directories.delete(directory);
      else directories.set(directory, below);
    }
  };
  const set = (path: string, content: string | Uint8Array): void => {
    assertKind("set", "file", path);
    assertKind(`the content of ${path}`, "content", content);
    const absolute = normalizePath(path);
    if (!contents.has(absolute)) count(absolute, 1);
    contents.set(absolute, typeof content === "string" ? encoder.encode(content) : content);
  };
  const kindOf = (path: string): EntryKind | undefined => {
    const absolute = normalizePath(path);
    if (contents.has(absolute)) return "file";
    // Roots of drives end with a slash.
    const directory = absolute === "/" ? absolute : absolute.replace(/\/$/, "");
    return directories.has(directory) ? "directory" : undefined;
  };
  for (const [path, content] of Object.entries(files)) set(path, content);
  return {
    workingDirectory: "/",
    isVirtual: true,
    kindOf,
    realPath: (path) => (kindOf(path) === undefined ? undefined : normalizePath(path)),
    sizeOf: (path) => contents.get(normalizePath(path))?.length ?? 0,
    readFile(path) {
      const content = contents.get(normalizePath(path));
      if (content === undefined) throw new HostError(path, `${path} does not exist`);
      return content;
    },
    set,
    delete(path) {
      assertKind("delete", "file", path);
      const absolute = normalizePath(path);
      if (!contents.delete(absolute)) return false;
      count(absolute, -1);
      return true;
    },
  };
}

/**
 * A host in which `path` has the given content and every other path is the inner host's: how standard input takes
 * part in a compilation under a name of its own.
 */
export function overlayFile(inner: Host, path: string, content: Uint8Array): Host {
  const absolute = normalizePath(path, inner.workingDirectory);
  const isOverlaid = (other: string): boolean =>
    normalizePath(other, inner.workingDirectory) === absolute;
  return {
    workingDirectory: inner.workingDirectory,
    isVirtual: inner.isVirtual,
    kindOf: (other) => (isOverlaid(other) ? "file" : inner.kindOf(other)),
    realPath: (other) => (isOverlaid(other) ? absolute : inner.realPath(other)),
    sizeOf: (other) => (isOverlaid(other) ? content.length : inner.sizeOf(other)),
    readFile: (other) => (isOverlaid(other) ? content : inner.readFile(other)),
  };
}

/** How absolute paths of Windows begin: with a drive, as `C:\`, or with two backslashes where they name a share. */
const windowsPath = /^(?:[A-Za-z]:[\\/]|\\\\)/;
/** The drive or the share that such a path is on, once its slashes all lean forward. */
const windowsRoot = /^(?:[A-Za-z]:|\/\/[^/]+\/[^/]+)(?=\/|$)/;

/** Of any system. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || windowsPath.test(path);
}

/**
 * The absolute path with `.` and `..` resolved in the text alone; a relative one starts at `base`. `..` at the top stays at
 * the top. Where the path or the base is one of Windows, both slashes separate and become `/`, a drive becomes a capital
 * letter, and `/a` is on the drive of the base.
 */
export function normalizePath(path: string, base = "/"): string {
  const text = isAbsolutePath(path) ? path : `${base}/${path}`;
  const isWindows = windowsPath.test(text) || windowsPath.test(base) || base.startsWith("//");
  if (!isWindows) return resolveParts(text);
  const absolute = text.replaceAll("\\", "/");
  const own = windowsRoot.exec(absolute)?.[0];
  const root = own ?? windowsRoot.exec(base.replaceAll("\\", "/"))?.[0] ?? "";
  const drive = root.startsWith("/") ? root : root.toUpperCase();
  return drive + resolveParts(absolute.slice(own?.length));
}

function resolveParts(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
