/** Finds and reads thriftgen.config.{json,mjs,ts}. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Settings } from "../config/option-table.js";
import { readSettings } from "../config/read-settings.js";
import { describeFailure, errorCode, readStats } from "../host-node.js";
import { ioError, usageError } from "./errors.js";

const NAMES = ["thriftgen.config.json", "thriftgen.config.mjs", "thriftgen.config.ts"];

export interface LoadedConfig {
  /** Undefined where there is no config file. */
  readonly path: string | undefined;
  readonly settings: Settings;
}

/** Reads the named config file, or the first one that is found upward. Paths in it start at its own directory. */
export async function loadConfig(named: unknown, workingDirectory: string): Promise<LoadedConfig> {
  const path =
    typeof named === "string" ? resolve(workingDirectory, named) : findConfig(workingDirectory);
  if (path === undefined) return { path, settings: {} };
  const content = path.endsWith(".json") ? readJson(path) : await importModule(path);
  const result = readSettings(content, (inConfig) =>
    shortenPath(resolve(dirname(path), inConfig), workingDirectory),
  );
  if ("problem" in result) {
    const separator = result.problem.startsWith(":") ? "" : " ";
    const isModule = content === undefined || typeof content === "function";
    const hint = isModule ? 'Write: export default { outDir: "gen" };' : result.hint;
    throw usageError(`${path}${separator}${result.problem}`, hint);
  }
  return { path: shortenPath(path, workingDirectory), settings: result.settings };
}

/** As users would write it: what is below the working directory is relative to it, also in diagnostics and depfiles. */
function shortenPath(path: string, workingDirectory: string): string {
  const short = relative(workingDirectory, path);
  const isBelow = short !== ".." && !short.startsWith(`..${sep}`) && !isAbsolute(short);
  return isBelow ? short || "." : path;
}

function findConfig(start: string): string | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    const found = NAMES.map((name) => join(directory, name)).filter((path) => existsSync(path));
    if (found.length > 1) {
      throw usageError(
        `${found.join(" and ")} stand side by side`,
        "Keep one, or name it: --config.",
      );
    }
    if (found[0] !== undefined) return found[0];
    if (dirname(directory) === directory) return undefined;
  }
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw ioError(`cannot read ${path}: ${describeFailure(error)}`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw usageError(`${path} is not JSON: ${describeFailure(error)}`);
  }
}

async function importModule(path: string): Promise<unknown> {
  const stats = readStats(path);
  if (stats === undefined) throw ioError(`cannot read ${path}: it does not exist`);
  if (stats.isDirectory()) throw ioError(`cannot read ${path}: it is a directory`);
  try {
    const module: unknown = await import(pathToFileURL(path).href);
    const hasDefault = typeof module === "object" && module !== null && "default" in module;
    return hasDefault ? await module.default : undefined;
  } catch (error) {
    const hint =
      errorCode(error) === "ERR_UNKNOWN_FILE_EXTENSION"
        ? "This Node does not run TypeScript: write the config as .mjs or .json."
        : undefined;
    throw usageError(`${path} failed: ${describeFailure(error)}`, hint);
  }
}
