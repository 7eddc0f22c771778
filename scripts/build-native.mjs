/**
 * Builds the native kernels (packages/simd) into the package of this platform, and links that package into
 * node_modules, where the runtime looks for it. Needs a C compiler and nothing else: no node-gyp, no headers of Node.
 *
 *   node scripts/build-native.mjs                       for this machine; does without, and says so, where no compiler is
 *   node scripts/build-native.mjs --if-stale            the same, if the source is newer than the binary
 *   node scripts/build-native.mjs --package darwin-x64  for a package; fails where that cannot be, so that none is
 *                                                       packed without its binary. Another machine's needs CC.
 *
 * CC names the compiler, with arguments if need be: CC="zig cc -target aarch64-linux-musl".
 */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findCompiler, listArguments } from "./native-compiler.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "packages/simd/src/simd.c");
const targets = JSON.parse(readFileSync(join(root, "packages/simd/targets.json"), "utf8"));

const { values } = parseArgs({
  options: { "if-stale": { type: "boolean" }, package: { type: "string" } },
});
const outcome = values.package === undefined ? buildHost() : buildNamed(values.package);
console.log(outcome.text);
process.exitCode = outcome.isFailure ? 1 : 0;

function buildHost() {
  const target = targets.find(isHost);
  if (target === undefined) {
    const host = `${process.platform} on ${process.arch}`;
    return { text: `native kernels: none for ${host}; lists do without`, isFailure: false };
  }
  linkPackage(target);
  if (values["if-stale"] && isFresh(target)) {
    return { text: `native kernels: ${nameBinary(target)} is up to date`, isFailure: false };
  }
  const compiler = findCompiler(target.os);
  if (compiler === undefined) {
    const text =
      "native kernels: not built, no C compiler found (gcc, clang or CC); lists do without";
    return { text, isFailure: false };
  }
  return build(target, compiler);
}

function buildNamed(name) {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined) {
    const names = targets.map((candidate) => candidate.name).join(", ");
    return { text: `native kernels: no package ${name}; there are ${names}`, isFailure: true };
  }
  const compiler = isHost(target) || process.env.CC ? findCompiler(target.os) : undefined;
  if (compiler === undefined) {
    const text = `native kernels: ${name} needs its own machine and a C compiler, or a cross compiler in CC`;
    return { text, isFailure: true };
  }
  return build(target, compiler);
}

/** Replaces the binary by a new file: processes that run may have the old one open. */
function build(target, compiler) {
  const binary = join(root, nameBinary(target));
  const work = join(root, ".cache", `native-${process.pid}`);
  const temporary = join(work, "thriftgen_simd.node");
  mkdirSync(work, { recursive: true });
  try {
    const { command, args } = listArguments(compiler, target, source, temporary);
    const result = spawnSync(command, args, { cwd: root, encoding: "utf8" });
    if (result.status !== 0) {
      const reason = result.error?.message ?? `${result.stdout}${result.stderr}`;
      return {
        text: `native kernels: ${[command, ...args].join(" ")}\n${reason}`,
        isFailure: true,
      };
    }
    renameSync(temporary, binary);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  copyFileSync(join(root, "LICENSE"), join(dirname(binary), "LICENSE"));
  const size = statSync(binary).size;
  return { text: `native kernels: built ${nameBinary(target)}, ${size} bytes`, isFailure: false };
}

function nameBinary(target) {
  return `packages/simd-${target.name}/thriftgen_simd.node`;
}

function isHost({ os, cpu, libc }) {
  return (
    os === process.platform && cpu === process.arch && (libc === undefined || libc === findLibc())
  );
}

/** Node's report names the version of glibc, and nothing where Node runs on another C library. */
function findLibc() {
  process.report.excludeNetwork = true;
  const { header } = process.report.getReport();
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}

function isFresh(target) {
  const binary = join(root, nameBinary(target));
  if (!existsSync(binary)) return false;
  const inputs = [
    source,
    fileURLToPath(import.meta.url),
    join(root, "scripts/native-compiler.mjs"),
  ];
  return inputs.every((input) => statSync(input).mtimeMs < statSync(binary).mtimeMs);
}

/**
 * The packages are no workspaces: npm refuses to install a workspace whose `os` or `cpu` is another (EBADPLATFORM).
 * This link is what npm would have made of this platform's one.
 */
function linkPackage(target) {
  if (!existsSync(join(root, "node_modules"))) return;
  const scope = join(root, "node_modules/@thriftgen");
  const link = join(scope, `simd-${target.name}`);
  if (existsSync(link)) return;
  mkdirSync(scope, { recursive: true });
  rmSync(link, { force: true });
  try {
    symlinkSync(`../../packages/simd-${target.name}`, link, "junction");
  } catch (cause) {
    // Another run was quicker.
    if (cause.code !== "EEXIST") throw cause;
  }
}
