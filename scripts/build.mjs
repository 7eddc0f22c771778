/**
 * Builds what is published: dist/ (the command line and the API, each one bundled file, the plugins, which share the
 * API, and types) and packages/runtime/dist (modules as they are, so that bundlers can leave out what nobody uses).
 *
 * `npm ci` runs it by way of `prepare`, and so does `npx thriftgen` in a clone; `--if-stale` therefore skips what is
 * built already, and files are replaced one by one, so that a running command never finds half of a build.
 */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isBuilt, rememberBuild } from "./build-stamp.mjs";
import {
  bundleApi,
  bundleBrowser,
  bundleCli,
  bundlePlugins,
  bundleWideText,
  plugins,
} from "./bundle.mjs";
import { collectLicenses } from "./licenses.mjs";
import { pruneTypes } from "./prune-types.mjs";
import { replaceTree } from "./replace-tree.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);

linkCommand();
if (!process.argv.includes("--if-stale") || !isBuilt(root)) await buildAll();

async function buildAll() {
  const stage = join(root, ".cache", `build-${process.pid}`);
  const dist = join(stage, "compiler");
  const runtime = join(stage, "runtime");
  try {
    const [cli, api] = await Promise.all([
      bundleCli(join(dist, "cli.js")),
      bundleApi(join(dist, "index.js")),
      bundleBrowser(join(dist, "browser.js")),
      bundlePlugins(join(dist, "plugins")),
      bundleWideText(join(runtime, "wide-text.cjs")),
      runTsc("tsconfig.build.json", join(dist, "types")),
      runTsc("packages/runtime/tsconfig.build.json", runtime),
    ]);
    const entries = plugins.map((name) => `plugins/${name}.d.ts`);
    pruneTypes(join(dist, "types"), ["index.d.ts", ...entries]);
    const licenses = collectLicenses(root, [cli.metafile, api.metafile]);
    writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licenses);
    chmodSync(join(dist, "cli.js"), 0o755);
    replaceTree(dist, join(root, "dist"));
    replaceTree(runtime, join(root, "packages/runtime/dist"));
    rememberBuild(root);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function runTsc(config, outDir) {
  const binary = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const args = [binary, "-p", config, "--outDir", outDir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`tsc -p ${config} failed`))));
  });
}

/** npm links the commands of dependencies, not those of the package itself; scripts of the clone want it too. */
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
