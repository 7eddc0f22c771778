/** Packs the runtime as it is published, installs it as a user does, and bundles the program of engine-cases.ts. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { isBuilt } from "../../scripts/build-stamp.mjs";
import { compileOrFail } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";
import { listsIdl } from "./engine-cases.js";

export function run(directory: string, command: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd: directory,
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

/** The path of the tarball. Packing builds nothing. */
function pack(directory: string, target: string): string {
  mkdirSync(target, { recursive: true });
  run(directory, "npm", ["pack", "--ignore-scripts", "--pack-destination", target]);
  const [name] = readdirSync(target);
  if (name === undefined) throw new Error(`npm packed nothing of ${directory}`);
  return join(target, name);
}

/** The runtime's package: as it is built, or a copy with a build of its own where the sources have changed since. */
function prepareRuntime(copy: string): string {
  const runtime = join(repositoryRoot, "packages/runtime");
  if (isBuilt(repositoryRoot)) return runtime;
  for (const file of ["package.json", "README.md", "LICENSE"]) {
    cpSync(join(runtime, file), join(copy, file));
  }
  const project = join(runtime, "tsconfig.build.json");
  run(repositoryRoot, "npx", ["tsc", "-p", project, "--outDir", join(copy, "dist")]);
  return copy;
}

export interface Tarballs {
  readonly runtime: string;
  /** undefined where no C compiler is: only other machines may lack one. */
  readonly addon: string | undefined;
}

export function packPackages(directory: string): Tarballs {
  run(repositoryRoot, process.execPath, ["scripts/build-native.mjs", "--if-stale"]);
  const addon = join(repositoryRoot, "packages/simd-linux-x64-gnu");
  const hasAddon = existsSync(join(addon, "thriftgen_simd.node"));
  return {
    runtime: pack(prepareRuntime(join(directory, "copy")), join(directory, "runtime")),
    addon: hasAddon ? pack(addon, join(directory, "addon")) : undefined,
  };
}

/** A project that has installed the tarballs, offline and with all scripts blocked, and holds the program. */
export async function createProject(root: string, tarballs: readonly string[]): Promise<string> {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "package.json"), '{ "private": true, "type": "module" }');
  run(root, "npm", [
    "install",
    "--ignore-scripts",
    "--offline",
    "--no-audit",
    "--no-fund",
    ...tarballs,
  ]);
  await writeGenerated(root);
  const entry = { entryPoints: [join(root, "main.ts")], outdir: root };
  await bundle({ ...entry, format: "esm", packages: "external", outExtension: { ".js": ".mjs" } });
  return root;
}

/** By directory below gen: what the compiler is told. */
const modes = {
  bigints: { i64: "bigint" },
  numbers: { i64: "number" },
  typed: { typedLists: true },
} as const;

async function writeGenerated(root: string): Promise<void> {
  const imports: string[] = [];
  for (const [mode, options] of Object.entries(modes)) {
    const files = await compileOrFail({ "lists.thrift": listsIdl }, "lists.thrift", options);
    for (const file of files) {
      const path = join(root, "gen", mode, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
    }
    imports.push(`import { Lists as ${mode} } from "./gen/${mode}/lists.js";`);
  }
  const cases = join(repositoryRoot, "test/interop/engine-cases.ts");
  const main = `
    import { runCases } from ${JSON.stringify(cases)};
    import * as runtime from "@thriftgen/runtime";
    ${imports.join("\n")}
    globalThis.outcome = runCases({ ${Object.keys(modes).join(", ")}, runtime });
    console.log(JSON.stringify(globalThis.outcome));`;
  writeFileSync(join(root, "main.ts"), main);
}

const bundle = (options: BuildOptions): Promise<unknown> =>
  build({ bundle: true, platform: "node", target: "es2022", logLevel: "error", ...options });

/** The whole program in one minified file; returns its path. */
export async function bundleProgram(
  root: string,
  file: string,
  options: BuildOptions,
): Promise<string> {
  const outfile = join(root, file);
  await bundle({ ...options, entryPoints: [join(root, "main.ts")], outfile, minify: true });
  return outfile;
}
