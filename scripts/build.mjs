/**
 * Builds what is published: dist/ (the command line and the API, each one bundled file, and types) and
 * packages/runtime/dist (modules as they are, so that bundlers can leave out what nobody uses).
 * Runs on `npm ci` by way of `prepare`, so it must stay quick: types are emitted without being checked.
 */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleApi, bundleCli } from "./bundle.mjs";
import { collectLicenses } from "./licenses.mjs";
import { pruneTypes } from "./prune-types.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const runtimeDist = join(root, "packages/runtime/dist");
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
rmSync(runtimeDist, { recursive: true, force: true });
const [cli, api] = await Promise.all([
  bundleCli(join(dist, "cli.js")),
  bundleApi(join(dist, "index.js")),
  runTsc("tsconfig.build.json"),
  runTsc("packages/runtime/tsconfig.build.json"),
]);
pruneTypes(join(dist, "types"), "index.d.ts");
writeFileSync(
  join(dist, "THIRD-PARTY-LICENSES.txt"),
  collectLicenses(root, [cli.metafile, api.metafile]),
);
chmodSync(join(dist, "cli.js"), 0o755);
linkCommand();

function runTsc(config) {
  const binary = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const child = spawn(process.execPath, [binary, "-p", config], { cwd: root, stdio: "inherit" });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`tsc -p ${config} failed`))));
  });
}

/** npm links the commands of dependencies, not of the package itself: `npx thriftgen` in the clone needs this. */
function linkCommand() {
  const bin = join(root, "node_modules", ".bin");
  if (!existsSync(join(root, "node_modules"))) return;
  mkdirSync(bin, { recursive: true });
  const link = join(bin, "thriftgen");
  rmSync(link, { force: true });
  if (process.platform === "win32") {
    writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\cli.js" %*\r\n');
  } else {
    symlinkSync("../../dist/cli.js", link);
  }
}
