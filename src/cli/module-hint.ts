/** Whether Node will take `.js` output for the ES modules that it is. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "../index.js";

/**
 * A hint where the package around the output says that its `.js` files are CommonJS, as `npm init` has it; else empty. Node
 * finds out by itself where nothing is said.
 */
export function describeModules(root: string, files: readonly GeneratedFile[]): string {
  const isScript = files.some(({ path }) => path.endsWith(".js"));
  const manifest = isScript ? findManifest(root) : undefined;
  return manifest !== undefined && saysCommonJs(manifest)
    ? `hint: Node will not load the output, which is ES modules: put "type": "module" into ${manifest}`
    : "";
}

/** The package.json that Node goes by; undefined for none. */
function findManifest(directory: string): string | undefined {
  const path = join(directory, "package.json");
  if (existsSync(path)) return path;
  const parent = dirname(directory);
  return parent === directory ? undefined : findManifest(parent);
}

function saysCommonJs(manifest: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return (
      typeof value === "object" && value !== null && "type" in value && value.type === "commonjs"
    );
  } catch {
    // It is a hint only: whose manifest cannot be read learns so from Node.
    return false;
  }
}
