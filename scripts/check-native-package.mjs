/**
 * Looks at the package of native kernels as those who install it get it: packs it with its binary, and installs it
 * beside the runtime, which must find it, and without it, which must do as well; `npm ci` must work both ways.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const script = `
  import { simdInfo } from "@thriftgen/runtime";
  const { tier, features, absent } = simdInfo();
  console.log(JSON.stringify({ tier, features, reason: absent.native ?? "" }));`;

/** `tools` are those of check-packages.mjs. */
export function checkNativePackage(root, temporary, runtimeTarball, { pack, run }) {
  const without = installProject(join(temporary, "without-native"), [runtimeTarball], run);
  if (without.tier === "native" || !without.reason.endsWith("is not installed")) {
    throw new Error(`without native kernels: ${JSON.stringify(without)}`);
  }
  const folder = buildPackage(root);
  if (folder === undefined) return;
  const tarball = pack(join(root, folder));
  run(root, "npx", ["publint", "run", tarball, "--strict"]);
  const tarballs = [runtimeTarball, tarball];
  const found = installProject(join(temporary, "with-native"), tarballs, run);
  if (found.tier !== "native") throw new Error(`native kernels: ${JSON.stringify(found)}`);
  console.log(`native kernels: found where installed (${found.features}), not missed elsewhere`);
}

/** What the runtime says of native kernels in a project that has these packages, installed twice. */
function installProject(project, tarballs, run) {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{"type": "module", "private": true}');
  const options = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  run(project, "npm", ["install", ...options, ...tarballs]);
  // A name that is on no registry breaks this one if it is an optional dependency instead of an optional peer.
  run(project, "npm", ["ci", ...options]);
  writeFileSync(join(project, "main.js"), script);
  return JSON.parse(run(project, process.execPath, ["main.js"]));
}

/** The package of this machine, its binary built anew; undefined where no compiler is. */
function buildPackage(root) {
  const build = spawnSync(process.execPath, [join(root, "scripts/build-native.mjs")], {
    encoding: "utf8",
  });
  process.stdout.write(build.stdout);
  if (build.status !== 0) throw new Error(build.stderr);
  const folder = /packages\/simd-[\w-]+/.exec(build.stdout)?.[0];
  return folder !== undefined && existsSync(join(root, folder)) ? folder : undefined;
}
