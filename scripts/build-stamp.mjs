/** Whether a build is of the sources as they are now. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const INPUTS = ["src", "packages/runtime/src", "scripts"];
const FILES = [
  "cli.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "packages/runtime/tsconfig.build.json",
];
const OUTPUTS = [
  "dist/cli.js",
  "dist/index.js",
  "dist/plugins/esbuild.js",
  "packages/runtime/dist/codegen-v1.js",
  "packages/runtime/dist/wide-text.cjs",
];

export function isBuilt(root) {
  const path = stampPath(root);
  const isThere = [path, ...OUTPUTS.map((output) => join(root, output))].every((file) =>
    existsSync(file),
  );
  return isThere && readFileSync(path, "utf8") === hashInputs(root);
}

export function rememberBuild(root) {
  mkdirSync(dirname(stampPath(root)), { recursive: true });
  writeFileSync(stampPath(root), hashInputs(root));
}

function stampPath(root) {
  return join(root, ".cache", "build-stamp");
}

function hashInputs(root) {
  const hash = createHash("sha256");
  const below = INPUTS.flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const path of [...below, ...FILES.map((file) => join(root, file))].toSorted()) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}
