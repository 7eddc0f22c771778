/** The host that reads the real file system. */
import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { assertKind } from "./argument-kinds.js";
import { HostError, normalizePath, type EntryKind, type Host } from "./host.js";

/** Reads from disk; relative paths start at `workingDirectory` (default: the process's own). */
export function createNodeHost(workingDirectory: string = process.cwd()): Host {
  assertKind("createNodeHost", "directory", workingDirectory);
  const base = normalizePath(resolve(workingDirectory));
  const locate = (path: string): string => resolve(base, path);
  return {
    workingDirectory: base,
    kindOf: (path) => readKind(locate(path)),
    realPath: (path) => readRealPath(locate(path)),
    sizeOf: (path) => guard(path, () => statSync(locate(path)).size),
    readFile: (path) => guard(path, () => readFileSync(locate(path))),
  };
}

/** `/` between the parts, as hosts use on every system. */
export function toPosix(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

/** The words for the failures that users meet; others keep the system's text. */
const FAILURES: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EISDIR: "it is a directory",
  ENOENT: "it does not exist",
  EEXIST: "something else stands in its place",
  ENOTDIR: "a part of its path is not a directory",
  ELOOP: "too many symbolic links",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
  EMFILE: "too many open files",
};

/** The cause of a failed file operation, in words. */
export function describeFailure(error: unknown): string {
  const code = errorCode(error);
  if (code !== undefined && FAILURES[code] !== undefined) return `${FAILURES[code]} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Of Node's `Stats` what is asked for: declarations that are published must not need Node's types. */
interface FileStats {
  isFile(): boolean;
  isDirectory(): boolean;
}

/** What stands at a path, behind links; undefined where nothing does. Throws a HostError where that cannot be told. */
export function readStats(path: string): FileStats | undefined {
  return guardMissing(path, () => statSync(path));
}

/** Whether a symbolic link stands at a path, wherever it leads. */
export function isLink(path: string): boolean {
  return guardMissing(path, () => lstatSync(path).isSymbolicLink()) === true;
}

function readKind(path: string): EntryKind | undefined {
  const stats = readStats(path);
  if (stats === undefined) return undefined;
  if (stats.isFile()) return "file";
  return stats.isDirectory() ? "directory" : "other";
}

function readRealPath(path: string): string | undefined {
  const real = guardMissing(path, () => realpathSync.native(path));
  return real === undefined ? undefined : normalizePath(real);
}

function guardMissing<T>(path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    // People may name a path that no system can hold (a NUL, 5,000 letters, links in a ring): nothing stands there.
    if (code === "ENAMETOOLONG" || code === "ERR_INVALID_ARG_VALUE" || code === "ELOOP")
      return undefined;
    throw new HostError(path, `cannot read ${path}: ${describeFailure(error)}`, error);
  }
}

function guard<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new HostError(path, `cannot read ${path}: ${describeFailure(error)}`, error);
  }
}

/** The text of a file with its byte order mark, if it has one; undefined where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The directory and all above it, nearest first: where a project is searched for what holds in it. */
export function directoriesUpward(start: string): string[] {
  const directories = [start];
  for (let at = start; dirname(at) !== at; at = dirname(at)) directories.push(dirname(at));
  return directories;
}

/** The first file of the name, in the directory or above it. */
export function findUpward(start: string, name: string): string | undefined {
  const paths = directoriesUpward(start).map((directory) => join(directory, name));
  return paths.find((path) => readStats(path)?.isFile() === true);
}
