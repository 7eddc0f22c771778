/** What stands behind each plugin: modules with a cache of their own, failures of the disk as data. */
import {
  createLoadCache,
  createNodeHost,
  defaultOptions,
  HostError,
  loadThriftSync,
  type Diagnostic,
  type Host,
  type LoadedThrift,
} from "../index.js";
import type { ThriftPluginOptions } from "./options.js";

export interface ModuleLoader {
  readonly host: Host;
  /** The specifier by which modules import the runtime. */
  readonly runtime: string;
  /** The module at an absolute path, virtual names included; a text where the file itself cannot be read. */
  load(path: string): LoadedThrift | string;
  /** Forgets what was told. */
  startBuild(): void;
  /** The findings that this build has not told, whichever module of a file, or of those that include it, came first. */
  selectNew(findings: readonly Diagnostic[]): Diagnostic[];
}

/** What a module says whose errors were told with another module. */
export const ERRORS_ARE_SHOWN = "Its IDL has errors, which are shown.";

/** A loader for one plugin instance; relative paths of the options start at `workingDirectory`. */
export function createModuleLoader(
  options: ThriftPluginOptions,
  workingDirectory: string = process.cwd(),
): ModuleLoader {
  const host = createNodeHost(workingDirectory);
  const cache = createLoadCache();
  const told = new Set<string>();
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
    startBuild: () => told.clear(),
    selectNew: (findings) =>
      findings.filter(({ code, message, span }) => {
        const before = told.size;
        return (
          told.add(JSON.stringify([code, message, span?.file.path, span?.start])).size > before
        );
      }),
  };
}
