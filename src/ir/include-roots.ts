/** Where includes are looked for, and the directories that they may not leave. */
import type { Host } from "../host.js";
import {
  directoryForDisplay,
  isAbsolutePath,
  joinForDisplay,
  pathUnder,
  resolvePath,
} from "./paths.js";

/** A directory, absolute and as messages show it. */
export interface Place {
  readonly absolute: string;
  readonly display: string;
}

/** A directory that includes may not leave. `real` has links followed; undefined where nothing stands there. */
export interface IncludeRoot extends Place {
  readonly real: string | undefined;
}

export type IncludeLookup =
  | {
      readonly kind: "found";
      readonly absolute: string;
      readonly real: string;
      readonly display: string;
    }
  /** `looked` are the directories as messages show them, each once. */
  | { readonly kind: "not-found"; readonly looked: readonly string[] }
  | { readonly kind: "not-a-file" }
  /** `directory` is what `-I` would have to name, undefined where no directory makes the include legal. */
  | { readonly kind: "outside"; readonly directory: string | undefined };

const URL_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]+:/;

/**
 * Finds an include beside the including file, then in each root. Only paths that lie in a root by their text are
 * looked at, and only those that lie in one with all links followed are found: neither `..` nor a link leads out.
 */
export function findInclude(
  host: Host,
  roots: readonly IncludeRoot[],
  beside: Place,
  path: string,
): IncludeLookup {
  if (isAbsolutePath(path)) return { kind: "outside", directory: undefined };
  if (path === "" || path.includes("\0") || URL_SCHEME.test(path)) return { kind: "not-a-file" };
  const looked = new Set<string>();
  let failure: IncludeLookup | undefined;
  for (const place of [beside, ...roots]) {
    const absolute = resolvePath(path, place.absolute);
    const display = joinForDisplay(place.display, path);
    if (!roots.some((root) => isUnder(root, absolute))) {
      // `../` that leads out of a root says nothing: those who write it mean the file beside theirs.
      if (place === beside)
        failure = { kind: "outside", directory: directoryForDisplay(display) || "." };
      continue;
    }
    looked.add(place.display || ".");
    const kind = host.kindOf(absolute);
    if (kind === undefined) continue;
    const real = kind === "file" ? host.realPath(absolute) : undefined;
    if (real === undefined) failure = { kind: "not-a-file" };
    else if (
      roots.some((root) => root.real !== undefined && pathUnder(root.real, real) !== undefined)
    )
      return { kind: "found", absolute, real, display };
    // Where the link leads is not shown: the text of a hostile IDL should not explore the disk.
    else failure = { kind: "outside", directory: undefined };
  }
  return failure ?? { kind: "not-found", looked: [...looked] };
}

/** A file's path under the first root that holds it, by its text or with links followed. */
export function pathUnderRoots(
  roots: readonly IncludeRoot[],
  absolute: string,
  real: string,
): string | undefined {
  for (const root of roots) {
    const path =
      pathUnder(root.absolute, absolute) ??
      (root.real === undefined ? undefined : pathUnder(root.real, real));
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The root itself counts too: it is no file, which is then the better message. */
function isUnder(root: IncludeRoot, absolute: string): boolean {
  return [root.absolute, root.real].some(
    (directory) =>
      directory !== undefined &&
      (directory === absolute || pathUnder(directory, absolute) !== undefined),
  );
}
