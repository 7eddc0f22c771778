/** Where declarations of IDL files stand: beside them, or in a mirror of the project's directories. */
import { directoryOf, pathUnder } from "../ir/paths.js";
import { mirrorName } from "../options.js";

/**
 * `beside`: `user.d.thrift.ts` beside `user.thrift`. `mirror`: the same path under `.thriftgen/`, which `rootDirs` in tsconfig.json
 * lays over the project, so that no generated file stands among the sources.
 */
export type DeclarationsPlace = "beside" | "mirror";

/** Stands in the mirror for the directory above the project's. Imports of the project's own files lead there by `rootDirs` alone. */
const parentName = "$parent";

/** Where the declarations of a module stand, given where its IDL does; absolute paths with `/`, without extensions. */
export function declarationPath(place: DeclarationsPlace, project: string, path: string): string {
  if (place === "beside") return path;
  return `${mirrorOf(project)}/${pathFrom(project, path)}`;
}

/** The directory that nothing is written outside of. */
export function rootOf(place: DeclarationsPlace, project: string, declaration: string): string {
  if (place === "mirror") return mirrorOf(project);
  return pathUnder(project, declaration) === undefined ? directoryOf(declaration) : project;
}

/** The project can be the root of a host in memory. */
function mirrorOf(project: string): string {
  return `${project.replace(/\/$/, "")}/${mirrorName}`;
}

/** The way from a directory to a file, with a name instead of each `..`. */
function pathFrom(directory: string, path: string): string {
  let base = directory;
  let parents = "";
  for (let rest = pathUnder(base, path); ; rest = pathUnder(base, path)) {
    if (rest !== undefined) return parents + rest;
    const above = directoryOf(base);
    // Another drive: its letter is no part of a path.
    if (above === base) return `${parents}${path.replace(/^\/+|:/g, "")}`;
    parents += `${parentName}/`;
    base = above;
  }
}
