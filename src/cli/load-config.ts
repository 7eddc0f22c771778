/** The config file of a run. */
import { ConfigError } from "../config/config-error.js";
import {
  listConfigFiles as listFiles,
  loadConfig as load,
  type LoadedConfig,
} from "../host-config.js";
import { CliError } from "./errors.js";

export type { LoadedConfig } from "../host-config.js";

/** Reads the named config file, or the first one that is found upward. Paths in it start at its own directory. */
export async function loadConfig(
  named: unknown,
  workingDirectory: string,
  fresh = false,
): Promise<LoadedConfig> {
  try {
    return await load({ file: toFile(named), directory: workingDirectory, fresh });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(error.kind, error.message, error.hint, error.problems);
  }
}

/** The files that `loadConfig` reads, or would read if they were there. */
export function listConfigFiles(named: unknown, workingDirectory: string): string[] {
  return listFiles({ file: toFile(named), directory: workingDirectory });
}

function toFile(named: unknown): string | undefined {
  return typeof named === "string" ? named : undefined;
}
