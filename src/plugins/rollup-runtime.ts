/** Where Rollup, Rolldown and Vite find the runtime that the code of IDL files imports. */
import { dirname, join, relative } from "node:path";
import { findsSpecifier } from "../host-specifier.js";
import type { LoadedThrift } from "../index.js";
import type { ModuleLoader } from "./module-loader.js";
import { describeMissingRuntime, PROJECT_RUNTIME } from "./runtime-module.js";

interface Resolved {
  readonly id: string;
  /** Rollup has words here too; they go back to it as they came. */
  readonly external: boolean;
}

/** What is used of the context of these bundlers' hooks. */
export interface ResolvingContext {
  resolve(
    source: string,
    importer?: string,
    options?: { readonly skipSelf: boolean },
  ): Promise<Resolved | null>;
}

export interface RuntimeFinder {
  /** Looks for it from this directory before that of the loader. */
  searchFirst(directory: string): void;
  /**
   * The module as it is where its directory leads to the runtime; where the project's does, importing that; else a text that
   * says so.
   */
  provide(
    context: ResolvingContext,
    path: string,
    loaded: LoadedThrift,
  ): Promise<LoadedThrift | string>;
  /** The runtime that the project's directory leads to. */
  findProjects(context: ResolvingContext): Promise<Resolved | null>;
}

export function createRuntimeFinder(loader: ModuleLoader): RuntimeFinder {
  const leading = new Set<string>();
  let projects: readonly string[] = [loader.directory];
  const findProjects = async (context: ResolvingContext): Promise<Resolved | null> => {
    for (const directory of projects) {
      const found = await find(context, loader.runtime, join(directory, "index.js"));
      if (found !== null) return found;
    }
    return null;
  };
  return {
    searchFirst(directory) {
      projects = [directory, loader.directory];
    },
    async provide(context, path, loaded) {
      const { runtime } = loader;
      const { source } = loaded;
      const directory = dirname(source);
      const isLeading = leading.has(directory) || (await find(context, runtime, source)) !== null;
      if (isLeading) {
        leading.add(directory);
        return loaded;
      }
      if ((await findProjects(context)) !== null) return loader.loadNow(path, PROJECT_RUNTIME);
      const { text, hint } = describeMissingRuntime(runtime, [directory, ...projects]);
      return `${text} ${hint} (${relative(process.cwd(), source)})`;
    },
    findProjects,
  };
}

/** Rollup alone takes what it does not find for external; Node's own search then decides. */
async function find(
  context: ResolvingContext,
  runtime: string,
  importer: string,
): Promise<Resolved | null> {
  const found = await context.resolve(runtime, importer, { skipSelf: true });
  if (found !== null) return found;
  return findsSpecifier(dirname(importer), runtime) ? { id: runtime, external: true } : null;
}
