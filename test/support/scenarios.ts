/**
 * The scenarios in `fixtures/scenarios`: a directory named by a sentence, with `input/` (IDL), `options.json` (the
 * options of `compile`, `files` first), and what must come of it: `output/` and `diagnostics.txt`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import {
  compile,
  createMemoryHost,
  formatDiagnostics,
  type CompileResult,
} from "../../src/index.js";
import { buildText, type TextPart } from "./parts.js";
import { repositoryRoot } from "./shared.js";
import type { TestOptions } from "./compile-module.js";

export const scenariosRoot: string = join(repositoryRoot, "fixtures", "scenarios");

interface ScenarioOptions extends TestOptions {
  readonly files: readonly string[];
  /** Most diagnostics that are shown. */
  readonly limit?: number;
  /** Input that is too long to be a file of the repository. */
  readonly generated?: Readonly<Record<string, readonly TextPart[]>>;
  /** One more file for each i from `from` to `to`, `{i}` and `{i+1}` replaced in its name and text. */
  readonly series?: {
    readonly name: string;
    readonly text: string;
    readonly from: number;
    readonly to: number;
  };
}

export interface ScenarioResult {
  /** `output/…` and `diagnostics.txt` to their text; no entry for an empty file. */
  readonly files: ReadonlyMap<string, string>;
  readonly result: CompileResult;
}

export function listScenarios(): readonly string[] {
  return readdirSync(scenariosRoot).toSorted();
}

export function readScenarioOptions(name: string): ScenarioOptions {
  return JSON.parse(
    readFileSync(join(scenariosRoot, name, "options.json"), "utf8"),
  ) as ScenarioOptions;
}

/** Compiles a scenario; `overrides` win over its own options. */
export async function runScenario(
  name: string,
  overrides: TestOptions = {},
): Promise<ScenarioResult> {
  const { files, limit, generated = {}, series, ...options } = readScenarioOptions(name);
  const input: Record<string, string | Uint8Array> = {};
  const directory = join(scenariosRoot, name, "input");
  for (const path of listFiles(directory)) input[path] = readFileSync(join(directory, path));
  for (const [path, parts] of Object.entries(generated)) input[path] = buildText(parts);
  for (let i = series?.from ?? 1; i <= (series?.to ?? 0); i++) {
    const fill = (text = ""): string =>
      text.replaceAll("{i+1}", String(i + 1)).replaceAll("{i}", String(i));
    input[fill(series?.name)] = fill(series?.text);
  }
  const result = await compile({ ...options, ...overrides, files, host: createMemoryHost(input) });
  const output = new Map<string, string>();
  for (const file of result.files) output.set(`output/${file.path}`, file.text);
  const diagnostics = formatDiagnostics(result.diagnostics, { limit });
  if (diagnostics !== "") output.set("diagnostics.txt", diagnostics);
  return { files: output, result };
}

/** What is recorded for a scenario. */
export function readRecorded(name: string): ReadonlyMap<string, string> {
  const root = join(scenariosRoot, name);
  const recorded = new Map<string, string>();
  for (const path of listFiles(root)) {
    if (path === "options.json" || path.startsWith("input/")) continue;
    recorded.set(path, readFileSync(join(root, path), "utf8"));
  }
  return recorded;
}

export function recordScenario(name: string, files: ReadonlyMap<string, string>): void {
  const root = join(scenariosRoot, name);
  rmSync(join(root, "output"), { recursive: true, force: true });
  rmSync(join(root, "diagnostics.txt"), { force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Paths of all files below a directory, relative to it, with `/`. */
export function listFiles(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}
