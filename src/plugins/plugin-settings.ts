/** The options of a plugin with those of the config file behind them. */
import {
  ConfigError,
  defaultOptions,
  listConfigFiles,
  loadConfig,
  type DeclarationsPlace,
  type Host,
  type LoadThriftOptions,
} from "../index.js";
import { suggestName } from "../suggest.js";
import type { ThriftPluginOptions } from "./options.js";

/** What a plugin works with. */
export interface PluginSettings {
  /** How modules are loaded. */
  readonly modules: Omit<LoadThriftOptions, "host" | "cache" | "declarations">;
  /** Where declarations are written; undefined where none are. */
  readonly declarations: DeclarationsPlace | undefined;
}

/** What a config file says of where output goes and in what form, which is the bundler's business. */
const OUTPUT_KEYS: ReadonlySet<string> = new Set([
  "emitIncludes",
  "targets",
  "views",
  "layout",
  "importExtension",
]);

const MODULE_KEYS: readonly string[] = [
  ...Object.keys(defaultOptions).filter((key) => !OUTPUT_KEYS.has(key)),
  "root",
  "includeDirs",
];

const PLUGIN_KEYS: readonly string[] = [...MODULE_KEYS, "config", "declarations"];

/**
 * Without a config file the settings are the options alone. A text where there is one that does not exist: a mistyped
 * one would silently do nothing, and configs of bundlers are often not type-checked.
 */
export function settingsOf(options: ThriftPluginOptions): PluginSettings | string {
  if (!isOptionsObject(options))
    return 'the plugin takes an object of options, such as { i64: "number" }';
  const unknown = Object.keys(options).find((key) => !PLUGIN_KEYS.includes(key));
  if (unknown !== undefined) return describeUnknownOption(unknown);
  const { config, declarations, ...modules } = options;
  // Not by its type, but configs in JavaScript have none.
  if (config !== undefined && typeof config !== "string" && (config as unknown) !== false) {
    return "the plugin's option config takes a path, or false for none";
  }
  return { modules, declarations: placeOf(declarations) };
}

/** Configs in JavaScript may give anything. */
function isOptionsObject(options: unknown): boolean {
  return typeof options === "object" && options !== null && !Array.isArray(options);
}

function describeUnknownOption(key: string): string {
  const problem = `the plugin has no option "${key}"`;
  if (OUTPUT_KEYS.has(key)) return `${problem}: the bundler decides about the form of the output`;
  const near = suggestName(key, PLUGIN_KEYS);
  const known = PLUGIN_KEYS.toSorted().join(", ");
  return `${problem}\n${near === undefined ? `The options are ${known}.` : `Did you mean "${near}"?`}`;
}

/**
 * Reads the config file, again if it changed. The result is a text for the user where it cannot be used. Paths in
 * either start at `directory`.
 */
export async function readSettings(
  options: ThriftPluginOptions,
  directory: string,
): Promise<PluginSettings | string> {
  const own = settingsOf(options);
  if (typeof own === "string" || options.config === false) return own;
  try {
    const { path, settings } = await loadConfig({ file: options.config, directory, fresh: true });
    if (path === undefined) return own;
    const { declarations } = settings;
    const known = Object.entries(settings).filter(([key]) => MODULE_KEYS.includes(key));
    const chosen = Object.entries(own.modules).filter(([, value]) => value !== undefined);
    const modules = { ...Object.fromEntries(known), ...Object.fromEntries(chosen) };
    const place =
      own.declarations ?? (options.declarations === false ? undefined : placeOf(declarations));
    return { modules, declarations: place };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.describe();
  }
}

/** Absolute paths of the files that `readSettings` reads, or would read if they were there. */
export function listSettingsFiles(options: ThriftPluginOptions, directory: string): string[] {
  if (typeof settingsOf(options) === "string" || options.config === false) return [];
  return listConfigFiles({ file: options.config, directory });
}

/** Why no include root can be there; undefined where one can, and where it is no path, which the compiler tells. */
export function findRootProblem(root: unknown, host: Host): string | undefined {
  if (typeof root !== "string" || root === "") return undefined;
  const kind = host.kindOf(root);
  if (kind === "directory") return undefined;
  const problem = kind === undefined ? "does not exist" : "is not a directory";
  return `the root ${root} ${problem}\nName a directory above the IDL files.`;
}

function placeOf(
  declarations: boolean | DeclarationsPlace | undefined,
): DeclarationsPlace | undefined {
  return declarations === true ? "beside" : declarations === false ? undefined : declarations;
}
