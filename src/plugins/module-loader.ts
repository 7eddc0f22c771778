/** What stands behind each plugin: modules with a cache of their own, failures of the disk as data. */
import { createLoadCache, createNodeHost, HostError, loadThriftSync } from "../index.js";
import { defaultOptions, type Host, type LoadedThrift } from "../index.js";
import type { ThriftPluginOptions } from "./options.js";

export interface ModuleLoader {
  readonly host: Host;
  /** The specifier by which modules import the runtime. */
  readonly runtime: string;
  /** The module at an absolute path, virtual names included; a text where the file itself cannot be read. */
  load(path: string): LoadedThrift | string;
}

/** A loader for one plugin instance; relative paths of the options start at `workingDirectory`. */
export function createModuleLoader(
  options: ThriftPluginOptions,
  workingDirectory: string = process.cwd(),
): ModuleLoader {
  const host = createNodeHost(workingDirectory);
  const cache = createLoadCache();
  return {
    host,
    runtime: options.runtime ?? defaultOptions.runtime,
    load(path) {
      try {
        return loadThriftSync(path, { ...options, host, cache });
      } catch (error) {
        if (error instanceof HostError) return error.message;
        throw error;
      }
    },
  };
}
