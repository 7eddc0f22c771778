/** Hooks for Rollup, Rolldown and Vite. */
import type { UnpluginBuildContext, UnpluginContext, UnpluginOptions } from "unplugin";
import { parseVirtualName, type LoadedThrift } from "../index.js";
import { ERRORS_ARE_SHOWN, type ModuleLoader } from "./module-loader.js";
import { createRuntimeFinder, type ResolvingContext } from "./rollup-runtime.js";
import { PROJECT_RUNTIME } from "./runtime-module.js";
import { selectFindings, showFindings } from "./show-findings.js";

type Context = UnpluginBuildContext & UnpluginContext;

/** What these three have and unplugin's own types leave out. */
interface NativeContext extends Context {
  resolve: ResolvingContext["resolve"];
  /** Vite's. */
  readonly environment?: { readonly mode: string };
}

export function createRollupHooks(
  loader: ModuleLoader,
): Pick<UnpluginOptions, "buildStart" | "load" | "resolveId" | "vite" | "watchChange"> {
  const runtimes = createRuntimeFinder(loader);
  /** Where includes were looked for in vain, with the modules that then failed. */
  const awaited = new Map<string, Set<string>>();
  return {
    buildStart: () => loader.startBuild(),
    watchChange(path) {
      // Vite's development server starts a build once.
      if (loader.configFiles.includes(path)) loader.startBuild();
    },
    resolveId: {
      filter: { id: new RegExp(`\\.(?:view|service)\\.thrift$|^${PROJECT_RUNTIME}$`) },
      handler(id, importer) {
        // unplugin hands on the bundler's own context.
        const context = this as NativeContext;
        if (id === PROJECT_RUNTIME) return runtimes.findProjects(context);
        return resolveVirtual(context, id, importer, loader);
      },
    },
    load: {
      filter: { id: /\.thrift$/ },
      async handler(path) {
        const context = this as NativeContext;
        const loaded = await loader.load(path);
        // Also while it is wrong: its mending is waited for.
        if (loader.config !== undefined) context.addWatchFile(loader.config);
        if (typeof loaded === "string") return fail(context, path, loaded);
        watchFiles(context, path, loaded);
        if (isServing(context)) awaitFiles(awaited, path, loaded);
        report(context, loaded, loader);
        const module = await runtimes.provide(context, path, loaded);
        if (typeof module === "string") fail(context, loaded.source, module);
        return { code: module.code, map: module.map ?? null };
      },
    },
    vite: {
      configResolved: ({ root }) => runtimes.searchFirst(root),
      hotUpdate({ type, file }) {
        const modules = type === "create" ? awaited.get(file) : undefined;
        if (modules === undefined) return;
        const { moduleGraph, hot } = this.environment;
        for (const id of modules) {
          const module = moduleGraph.getModuleById(id);
          if (module !== undefined) moduleGraph.invalidateModule(module);
        }
        // Nothing of the page was loaded that an update could replace.
        hot.send({ type: "full-reload" });
      },
    },
  };
}

/** `./user.view.thrift` where only `user.thrift` is. A real file of that name wins. */
async function resolveVirtual(
  context: NativeContext,
  id: string,
  importer: string | undefined,
  { host }: ModuleLoader,
): Promise<string | null> {
  const virtual = parseVirtualName(id);
  if (virtual === undefined) return null;
  const real = await context.resolve(id, importer, { skipSelf: true });
  // Vite's answer may be a path where nothing stands.
  if (real !== null && (real.external || host.kindOf(real.id) === "file")) return real.id;
  const base = await context.resolve(virtual.source, importer, { skipSelf: true });
  if (base === null || base.external) return null;
  return base.id.replace(/\.thrift$/, `.${virtual.kind}.thrift`);
}

/** Vite's development server does not watch what is not there, but tells of what appears in its root. */
function awaitFiles(
  awaited: Map<string, Set<string>>,
  module: string,
  { missingDependencies }: LoadedThrift,
): void {
  for (const modules of awaited.values()) modules.delete(module);
  for (const file of missingDependencies) {
    awaited.set(file, (awaited.get(file) ?? new Set()).add(module));
  }
}

function isServing(context: NativeContext): boolean {
  return context.environment?.mode === "dev";
}

function watchFiles(
  context: NativeContext,
  path: string,
  { dependencies, missingDependencies }: LoadedThrift,
): void {
  // Vite's development server resolves what it watches as it does imports, and refuses what is not there.
  const missing = isServing(context) ? [] : missingDependencies;
  for (const file of [...dependencies, ...missing]) {
    if (file !== path) context.addWatchFile(file);
  }
}

function report(context: NativeContext, loaded: LoadedThrift, loader: ModuleLoader): void {
  const { errors, warnings } = selectFindings(loaded);
  if (errors.length > 0) {
    // Each failure of the development server replaces the one before on the page.
    const [first, ...others] = isServing(context) ? errors : loader.selectNew(errors);
    if (first === undefined) fail(context, loaded.source, ERRORS_ARE_SHOWN);
    const { file, start } = first.span ?? { file: undefined, start: 0 };
    const text = showFindings([first, ...others], process.cwd());
    fail(context, file?.path ?? loaded.source, text, file?.positionAt(start));
  }
  const fresh = loader.selectNew(warnings);
  if (fresh.length > 0) context.warn(showFindings(fresh, process.cwd()));
  const hint = loader.takeHint();
  if (hint !== undefined) context.warn(hint);
}

/** Ends the build with Rollup's own form of a place: lines from 1, columns from 0. */
function fail(
  context: NativeContext,
  file: string,
  text: string,
  place?: { readonly line: number; readonly column: number },
): never {
  const loc = place && { file, line: place.line, column: place.column - 1 };
  // Rolldown shows the stack behind the message, and no line of it is the user's.
  context.error({ message: text, id: file, stack: "", ...(loc && { loc }) });
  throw new Error(text);
}
