/** The native add-on of this machine, built from source for the tests. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findCompiler } from "../../scripts/native-compiler.mjs";
import { repositoryRoot } from "../support/shared.js";

export interface Target {
  readonly name: string;
  readonly os: string;
  readonly cpu: string;
  readonly libc?: string;
  /** Where its checks have run: on a machine of its own, on one that plays it, or nowhere. */
  readonly state: "tested" | "emulated" | "untested";
}

export const targets = JSON.parse(
  readFileSync(join(repositoryRoot, "packages/simd/targets.json"), "utf8"),
) as readonly Target[];

/** The C compiler; undefined where there is none, and then tests that need one skip under `needsCompiler`. */
export const compiler: readonly string[] | undefined = targets.some(
  ({ os, cpu }) => os === process.platform && cpu === process.arch,
)
  ? findCompiler(process.platform)
  : undefined;

export const needsCompiler = "(needs a C compiler and a platform that has native kernels)";

/** Builds the add-on if its source is newer, and gives the path of its binary. */
export function buildNative(): string {
  const script = join(repositoryRoot, "scripts/build-native.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--if-stale"], {
    encoding: "utf8",
  });
  const path = /packages\/simd-[\w-]+\/thriftgen_simd\.node/.exec(stdout)?.[0] ?? "";
  const binary = join(repositoryRoot, path);
  if (status === 0 && path !== "" && existsSync(binary)) return binary;
  throw new Error(`npm run build:native failed:\n${stdout}${stderr}`);
}
