/** Moves a directory of fresh files over an old one, file by file, and removes what is no longer there. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export function replaceTree(fresh, target) {
  const paths = listFiles(fresh);
  for (const path of paths) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    renameSync(join(fresh, path), join(target, path));
  }
  const kept = new Set(paths);
  for (const path of listFiles(target))
    if (!kept.has(path)) rmSync(join(target, path), { force: true });
}

function listFiles(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}
