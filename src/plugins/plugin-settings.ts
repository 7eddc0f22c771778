/** The options of a plugin with those of the config file behind them. */
import { resolve } from "node:path";
import {
  ConfigError,
  defaultOptions,
  loadConfig,
  type DeclarationsPlace,
  type LoadThriftOptions,
} from "../index.js";
import type { ThriftPluginOptions } from "./options.js";

/** What a plugin works with. */
export interface PluginSettings {
  /** How modules are loaded. */
  readonly modules: Omit<LoadThriftOptions, "host" | "cache" | "declarations">;
  /** Where declarations are written; undefined where none are. */
  readonly declarations: DeclarationsPlace | undefined;
  /** The absolute path of the config file; undefined where there is none. */
  readonly config: string | undefined;
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

/** Without a config file the settings are the options alone. */
export function settingsOf(options: ThriftPluginOptions): PluginSettings {
  const { config: _config, declarations, ...modules } = options;
  return { modules, declarations: placeOf(declarations), config: undefined };
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
  if (options.config === false) return own;
  try {
    const { path, settings } = await loadConfig({ file: options.config, directory, fresh: true });
    if (path === undefined) return own;
    const { declarations } = settings;
    const known = Object.entries(settings).filter(([key]) => MODULE_KEYS.includes(key));
    const chosen = Object.entries(own.modules).filter(([, value]) => value !== undefined);
    const modules = { ...Object.fromEntries(known), ...Object.fromEntries(chosen) };
    const place =
      own.declarations ?? (options.declarations === false ? undefined : placeOf(declarations));
    return { modules, declarations: place, config: resolve(directory, path) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  }
}

function placeOf(
  declarations: boolean | DeclarationsPlace | undefined,
): DeclarationsPlace | undefined {
  return declarations === true ? "beside" : declarations === false ? undefined : declarations;
}
