/** Whether Node will take `.js` output for the ES modules that it is. */
import { readFileSync } from "node:fs";
import { findUpward } from "../host-node.js";
import type { GeneratedFile } from "../index.js";

/**
 * A hint where the package around the output says that its `.js` files are CommonJS, as `npm init` has it; else empty. Node
 * finds out by itself where nothing is said.
 */
export function describeModules(root: string, files: readonly GeneratedFile[]): string {
  const isScript = files.some(({ path }) => path.endsWith(".js"));
  const manifest = isScript ? findUpward(root, "package.json") : undefined;
  return manifest !== undefined && saysCommonJs(manifest)
    ? `hint: Node will not load the output, which is ES modules: put "type": "module" into ${manifest}`
    : "";
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
