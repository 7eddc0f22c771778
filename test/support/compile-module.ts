/** Compiles IDL in memory and imports the result as modules of the test process, against the runtime's sources. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile, type CompileOptions, type CompileResult } from "../../src/index.js";
import { createMemoryHost } from "../../src/host.js";
import { repositoryRoot } from "./shared.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;
export type GeneratedModule = Readonly<Record<string, unknown>>;

/** The options of `compile` without what the helpers give themselves. */
export type TestOptions = Partial<Omit<CompileOptions, "files" | "host">>;

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export async function compileText(
  files: Files,
  mains: string | readonly string[],
  options: TestOptions = {},
): Promise<CompileResult> {
  const named = typeof mains === "string" ? [mains] : [...mains];
  return compile({ ...options, files: named, host: createMemoryHost(files) });
}

/** Compiles and fails with the messages where there are errors. */
export async function compileOrFail(
  files: Files,
  mains: string | readonly string[],
  options: TestOptions = {},
): Promise<readonly GeneratedFile[]> {
  const result = await compileText(files, mains, options);
  const errors = result.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join("\n"));
  return result.files;
}

/** Writes generated files below `.cache`, in a directory named by their content, and returns its path. */
export function writeGenerated(files: readonly GeneratedFile[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.path}\0${file.text.length}\0${file.text}`);
  const parent = join(repositoryRoot, ".cache", "generated");
  const target = join(parent, hash.digest("hex").slice(0, 24));
  if (existsSync(target)) return target;
  mkdirSync(parent, { recursive: true });
  const staging = mkdtempSync(join(parent, "staging-"));
  for (const file of files) {
    const path = join(staging, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
  try {
    renameSync(staging, target);
  } catch (error) {
    // Another test process wrote the same files first.
    rmSync(staging, { recursive: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

export async function importGenerated(directory: string, path: string): Promise<GeneratedModule> {
  const url = pathToFileURL(join(directory, path)).href;
  return (await import(/* @vite-ignore */ url)) as GeneratedModule;
}

/** Compiles one main file and imports the module made from it. */
export async function loadModule(
  files: Files,
  main: string,
  options: TestOptions = {},
): Promise<GeneratedModule> {
  const generated = await compileOrFail(files, main, options);
  const directory = writeGenerated(generated);
  return importGenerated(directory, main.replace(/\.thrift$/, ".ts"));
}
