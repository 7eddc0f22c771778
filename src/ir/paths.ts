/** Paths as hosts use them: `/` between the parts; absolute ones begin with `/` or a drive letter. */
export { isAbsolutePath, normalizePath as resolvePath } from "../host.js";

/** The part of an absolute path under a directory; undefined where it is not under it. */
export function pathUnder(directory: string, path: string): string | undefined {
  const prefix = directory.endsWith("/") ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** The directory of an absolute path. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf("/");
  const directory = path.slice(0, Math.max(end, 0));
  // Without its slash a drive is the directory that some process left it at.
  return /^(?:[A-Za-z]:)?$/.test(directory) ? `${directory}/` : directory;
}

/** The directory that holds all of these absolute paths. */
export function commonDirectory(paths: readonly string[]): string | undefined {
  let common: string | undefined;
  for (const path of paths) {
    const directory = directoryOf(path);
    common ??= directory;
    while (common !== directory && pathUnder(common, directory) === undefined) {
      if (common === directoryOf(common)) break;
      common = directoryOf(common);
    }
  }
  return common;
}

/** A path for messages: `directory` as the user wrote it, then `path`, with `.` and `..` resolved where possible. */
export function joinForDisplay(directory: string, path: string): string {
  const joined = directory === "" ? path : `${directory}/${path}`;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (joined.startsWith("/") ? "/" : "") + parts.join("/");
}

/** The directory of a path for messages; empty is the working directory. */
export function directoryForDisplay(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : end === 0 ? "/" : path.slice(0, end);
}

/** The name by which other files refer to a file: its base name without the last extension, as in Apache's compiler. */
export function prefixOf(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const dot = base.lastIndexOf(".");
  return dot < 0 ? base : base.slice(0, dot);
}
