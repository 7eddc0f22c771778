/**
 * Hooks for webpack, Rspack and Rsbuild. A virtual name becomes a request for the real file with a query: unplugin's
 * own virtual modules stand in another directory, from where neither includes nor packages are found.
 */
import { dirname, resolve as resolvePath } from "node:path";
import type { UnpluginBuildContext, UnpluginContext, UnpluginOptions } from "unplugin";
import { findsSpecifier } from "../host-specifier.js";
import type { Diagnostic, LoadedThrift } from "../index.js";
import { createLoadError } from "./load-error.js";
import { ERRORS_ARE_SHOWN, type ModuleLoader } from "./module-loader.js";
import { describeMissingRuntime } from "./runtime-module.js";
import { selectFindings, showFindings } from "./show-findings.js";
import { readResource, rewriteRequest } from "./virtual-request.js";

type Context = UnpluginBuildContext & UnpluginContext;

/** What is used of a loader's context, in webpack and Rspack alike. */
interface LoaderContext {
  /** The project's directory. */
  readonly rootContext?: string;
  addMissingDependency?(path: string): void;
  getResolve?(options: {
    readonly dependencyType: string;
  }): (directory: string, request: string) => Promise<unknown>;
}

interface ResolveData {
  request: string;
  context: string;
  readonly contextInfo?: { readonly issuer?: string };
  readonly missingDependencies?: { add?(path: string): unknown };
}

type ResolveCallback = (error: unknown, path?: string | false) => void;

/** What is used of a compiler, in webpack and Rspack alike. */
interface Compiler {
  /** The project's directory. */
  readonly context?: string;
  readonly resolverFactory: {
    get(
      type: "normal",
      options: { readonly dependencyType: string },
    ): {
      resolve(
        context: object,
        directory: string,
        request: string,
        resolveContext: object,
        callback: ResolveCallback,
      ): void;
    };
  };
  readonly hooks: {
    readonly normalModuleFactory: {
      tap(
        name: string,
        callback: (factory: {
          readonly hooks: {
            readonly beforeResolve: {
              tapPromise(name: string, callback: (data: ResolveData) => Promise<void>): void;
            };
          };
        }) => void,
      ): void;
    };
  };
}

export function createWebpackHooks(
  name: string,
  loader: ModuleLoader,
): Pick<UnpluginOptions, "buildStart" | "load" | "webpack" | "rspack" | "rsbuild"> {
  const hookCompiler = (compiler: unknown): void =>
    // Both compilers have what the interface names; their own types have nothing in common.
    hookRequests(name, compiler as Compiler, loader);
  return {
    buildStart: () => loader.startBuild(),
    webpack: hookCompiler,
    rspack: hookCompiler,
    rsbuild: {
      setup(api) {
        api.modifyRspackConfig((config) => {
          (config.plugins ??= []).push({ apply: hookCompiler });
        });
      },
    },
    load: {
      filter: { id: /\.thrift(?:\?thriftgen=\w+)?$/ },
      async handler(resource) {
        const loaded = await loader.load(readResource(resource));
        // Also while it is wrong: its mending is waited for.
        if (loader.config !== undefined) this.addWatchFile(loader.config);
        if (typeof loaded === "string") throw createBuildError(loaded);
        const context = loaderContextOf(this);
        for (const file of loaded.dependencies) this.addWatchFile(file);
        for (const file of loaded.missingDependencies)
          context?.addMissingDependency?.(resolvePath(file));
        const { errors, warnings } = selectFindings(loaded);
        if (errors.length > 0) throw createBuildError(describeErrors(errors, loader));
        const fresh = loader.selectNew(warnings);
        if (fresh.length > 0) this.warn(showFindings(fresh, process.cwd()));
        const hint = loader.takeHint();
        if (hint !== undefined) this.warn(hint);
        await checkRuntime(context, loaded, loader);
        return { code: loaded.code, map: loaded.map ?? null };
      },
    },
  };
}

function hookRequests(name: string, compiler: Compiler, loader: ModuleLoader): void {
  const find = (directory: string, request: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      const resolver = compiler.resolverFactory.get("normal", { dependencyType: "esm" });
      resolver.resolve({}, directory, request, {}, (error, path) => {
        resolve(Boolean(error) || path === false ? undefined : path);
      });
    });
  compiler.hooks.normalModuleFactory.tap(name, (factory) => {
    factory.hooks.beforeResolve.tapPromise(name, async (data) => {
      const { request, context, contextInfo } = data;
      const rewritten = await rewriteRequest(request, context, loader.host, find);
      if (rewritten !== undefined) data.request = rewritten;
      const isRuntime = request === loader.runtime && isIdl(contextInfo?.issuer);
      if (!isRuntime || (await find(context, request)) !== undefined) return;
      // IDL may stand where nothing is installed.
      for (const directory of listProjects(compiler.context, loader)) {
        if ((await find(directory, request)) === undefined) continue;
        data.context = directory;
        return;
      }
    });
  });
}

function isIdl(issuer: string | undefined): boolean {
  return issuer !== undefined && /\.thrift(?:\?|$)/.test(issuer);
}

/** The directories that lead to the runtime where that of the IDL does not. */
function listProjects(root: string | undefined, { directory }: ModuleLoader): readonly string[] {
  return root === undefined ? [directory] : [root, directory];
}

function loaderContextOf(context: Context): LoaderContext | undefined {
  const native = context.getNativeBuildContext?.();
  return native !== undefined && "loaderContext" in native
    ? (native.loaderContext as LoaderContext | undefined)
    : undefined;
}

function describeErrors(errors: readonly Diagnostic[], loader: ModuleLoader): string {
  const fresh = loader.selectNew(errors);
  return fresh.length === 0 ? ERRORS_ARE_SHOWN : showFindings(fresh, process.cwd());
}

/** webpack shows the stack of errors, which would be one of ours, unless it is told not to. */
function createBuildError(text: string): Error {
  return Object.assign(createLoadError(text), { hideStack: true });
}

async function checkRuntime(
  context: LoaderContext | undefined,
  { source }: LoadedThrift,
  loader: ModuleLoader,
): Promise<void> {
  const { runtime } = loader;
  const directories = [dirname(source), ...listProjects(context?.rootContext, loader)];
  // What Node does not find may be an alias, or stand in a place that only the bundler knows.
  const resolve = context?.getResolve?.({ dependencyType: "esm" });
  for (const directory of directories) {
    if (findsSpecifier(directory, runtime)) return;
    const isFound = await resolve?.(directory, runtime).then(
      () => true,
      () => false,
    );
    if (isFound !== false) return;
  }
  const { text, hint } = describeMissingRuntime(runtime, directories);
  throw createBuildError(`${text} ${hint}`);
}
