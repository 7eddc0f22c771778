/** Compiles IDL with this repository's built compiler, as a user does, and bundles the result. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleOurs, cache } from "./ours.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Compiles `file` with the flags into a folder of bench/.cache, whose path it returns. */
export function runCompiler(file, name, flags) {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: run npm run build");
  const out = resolve(cache, "gen", name);
  mkdirSync(out, { recursive: true });
  execFileSync(process.execPath, [cli, "compile", file, "-o", out, ...flags], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return out;
}

/** Compiles `file` with the flags; returns the path of the bundle of its codec and the built runtime. */
export async function compileFile(file, name, flags) {
  const out = runCompiler(file, name, flags);
  return bundleOurs(resolve(out, `${basename(file, ".thrift")}.ts`), "dist");
}

/** The codec of workloads.thrift in both modes of --i64, and with typed lists. */
export async function compileWorkloads() {
  const file = fileURLToPath(new URL("../workloads.thrift", import.meta.url));
  return {
    number: await compileFile(file, "number", ["--i64", "number"]),
    bigint: await compileFile(file, "bigint", ["--i64", "bigint"]),
    typed: await compileFile(file, "typed", ["--i64", "number", "--typed-lists"]),
  };
}
