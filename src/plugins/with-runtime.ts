/** The runtime for bundlers that resolve imports by themselves: a path, where IDL stands where nothing is installed. */
import { dirname } from "node:path";
import { findsSpecifier, locateSpecifier } from "../host-specifier.js";
import type { LoadedThrift } from "../index.js";
import type { ModuleLoader } from "./module-loader.js";
import { describeMissingRuntime } from "./runtime-module.js";

/** The module with a runtime that is found from its directory or, by its path, from the project's; else a text that says so. */
export function withRuntime(
  path: string,
  loaded: LoadedThrift,
  loader: ModuleLoader,
  project: string,
): LoadedThrift | string {
  const { runtime } = loader;
  const directory = dirname(loaded.source);
  if (findsSpecifier(directory, runtime)) return loaded;
  const directories = [project, loader.directory];
  for (const at of directories) {
    const file = locateSpecifier(at, runtime);
    if (file !== undefined) return loader.loadNow(path, file);
  }
  const { text, hint } = describeMissingRuntime(runtime, [directory, ...directories]);
  return `${text} ${hint}`;
}
