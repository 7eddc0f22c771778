/** Leaves only the declaration files that the public entry points reach. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export function pruneTypes(directory, entries) {
  const reached = new Set();
  const pending = entries.map((entry) => join(directory, entry));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = readFileSync(file, "utf8");
    // Examples in comments import too; they do not start a line.
    const imports = /^(?:import|export)\b[^"\n]* from "(\.[^"]+)"|import\("(\.[^"]+)"\)/gm;
    for (const [, statement, expression] of text.matchAll(imports)) {
      const specifier = statement ?? expression;
      pending.push(resolve(dirname(file), specifier.replace(/\.js$/, ".d.ts")));
    }
  }
  for (const entryOf of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entryOf.parentPath, entryOf.name);
    if (entryOf.isFile() && !reached.has(path)) rmSync(path);
  }
}
