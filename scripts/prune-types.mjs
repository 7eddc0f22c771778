/** Leaves only the declaration files that the public entry point reaches. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export function pruneTypes(directory, entry) {
  const reached = new Set();
  const pending = [join(directory, entry)];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+)"/g)) {
      pending.push(resolve(dirname(file), specifier.replace(/\.js$/, ".d.ts")));
    }
  }
  for (const entryOf of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entryOf.parentPath, entryOf.name);
    if (entryOf.isFile() && !reached.has(path)) rmSync(path);
  }
}
