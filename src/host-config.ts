/** Finds and reads thriftgen.config.{json,mjs,ts}. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { assertKind } from "./argument-kinds.js";
import { ConfigError, type ConfigProblem } from "./config/config-error.js";
import type { Settings } from "./config/option-table.js";
import { readJson, type ConfigText } from "./config/read-json.js";
import { readSettings, type SettingProblem, type SettingsResult } from "./config/read-settings.js";
import { describeThrown, importModule, problemWith } from "./host-module.js";
import { decodeUtf8, describeFailure, directoriesUpward, toPosix } from "./host-node.js";

const NAMES = ["thriftgen.config.json", "thriftgen.config.mjs", "thriftgen.config.ts"];

/** Bytes of a file of settings: nobody writes a larger one, and its places in messages are searched for. */
export const maximumSettingsSize = 1 << 20;

/** A config file's settings, and where they come from. */
export interface LoadedConfig {
  /** Undefined where there is no config file. */
  readonly path: string | undefined;
  /** Checked; paths in it are ready to use. */
  readonly settings: Settings;
}

/** Where a config is looked for. */
export interface LoadConfigOptions {
  /** The config file itself; default: the first that is found upward from `directory`. */
  readonly file?: string | undefined;
  /** Where the search begins and what paths in messages are relative to; default: the process's working directory. */
  readonly directory?: string | undefined;
  /** Read a module again that was loaded before and has changed since. What it imports is not read again. */
  readonly fresh?: boolean | undefined;
}

/**
 * Reads the named config file, or the first one that is found upward; no config file at all gives no settings. Paths in it
 * start at its own directory; in the result those below `directory` are relative to it. Rejects with a ConfigError.
 */
export async function loadConfig(options: LoadConfigOptions = {}): Promise<LoadedConfig> {
  assertConfigOptions("loadConfig", options);
  const directory = resolve(options.directory ?? process.cwd());
  const { file, fresh = false } = options;
  const path = file === undefined ? findConfig(directory) : resolve(directory, file);
  if (path === undefined) return { path, settings: {} };
  const short = shortenPath(path, directory);
  const { content, locate } = path.endsWith(".json")
    ? readJson(short, readText(path))
    : readModule(path, await importModule(path, fresh));
  const result = readContent(path, content, (inConfig) =>
    shortenPath(resolve(dirname(path), inConfig), directory),
  );
  if ("problems" in result) throw new ConfigError("usage", result.problems.map(locate));
  return { path: short, settings: result.settings };
}

/** Absolute paths of the files that `loadConfig` reads or would read if they were there. */
export function listConfigFiles(options: LoadConfigOptions = {}): string[] {
  assertConfigOptions("listConfigFiles", options);
  const directory = resolve(options.directory ?? process.cwd());
  if (options.file !== undefined) return [resolve(directory, options.file)];
  return directoriesUpward(directory).flatMap((above) => NAMES.map((name) => join(above, name)));
}

function assertConfigOptions(name: string, options: LoadConfigOptions): void {
  assertKind(`the argument of ${name}`, "object", options);
  const { file, directory } = options;
  if (file !== undefined) assertKind("file", "file", file);
  if (directory !== undefined) assertKind("directory", "directory", directory);
}

/** What a module exports may be getters and proxies, which run code of the user's. */
function readContent(
  path: string,
  content: unknown,
  resolvePath: (path: string) => string,
): SettingsResult {
  try {
    return readSettings(content, resolvePath);
  } catch (error) {
    throw describeThrown(path, error);
  }
}

/** As users would write it: what is below the working directory is relative to it, also in diagnostics and depfiles. */
function shortenPath(path: string, workingDirectory: string): string {
  const short = relative(workingDirectory, path);
  const isBelow = short !== ".." && !short.startsWith(`..${sep}`) && !isAbsolute(short);
  return toPosix(isBelow ? short || "." : path);
}

function findConfig(start: string): string | undefined {
  for (const directory of directoriesUpward(start)) {
    const found = NAMES.map((name) => join(directory, name)).filter((path) => existsSync(path));
    if (found.length > 1) {
      const names = found.join(" and ");
      const advice = "Keep one, or name it: --config.";
      throw problemWith("usage", `${names} stand side by side`, advice);
    }
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}

function readText(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw problemWith("io", `cannot read ${path}: ${describeFailure(error)}`);
  }
  if (bytes.length > maximumSettingsSize)
    throw problemWith("usage", `${path} is too large for a config file`);
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw problemWith("usage", `${path} is not UTF-8`, "Save it as UTF-8, and try again.");
  return text;
}

/** What a module exports; where its mistakes stand is not known. */
function readModule(path: string, content: unknown): ConfigText {
  const isOther = content === undefined || typeof content === "function";
  const advice = isOther ? 'Write: export default { outDir: "gen" };' : undefined;
  const locate = ({ problem, hint, key }: SettingProblem): ConfigProblem => ({
    message: `${path}${key === undefined ? "" : ":"} ${problem}`,
    hint: advice ?? hint,
  });
  return { content, locate };
}
