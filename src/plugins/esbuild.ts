/**
 * The plugin for esbuild: `import { User } from "./user.thrift"` in what it bundles.
 *
 *     import { thrift } from "thriftgen/esbuild";
 *     await build({ entryPoints: ["app.ts"], bundle: true, plugins: [thrift()] });
 *
 * Written for esbuild itself, because adapters lose the length, the notes and the suggestion of its messages.
 */
import { dirname } from "node:path";
import type {
  OnLoadResult,
  OnResolveArgs,
  OnResolveResult,
  PartialMessage,
  Plugin,
  PluginBuild,
  ResolveOptions,
} from "esbuild";
import { parseVirtualName, type Diagnostic, type LoadedThrift } from "../index.js";
import { toEsbuildMessage } from "./esbuild-messages.js";
import { withInlineMap } from "./inline-map.js";
import { createModuleLoader, ERRORS_ARE_SHOWN, type ModuleLoader } from "./module-loader.js";
import type { ThriftPluginOptions } from "./options.js";
import { describeMissingRuntime } from "./runtime-module.js";
import { selectFindings } from "./show-findings.js";

export type { ThriftPluginOptions } from "./options.js";

/** Marks the questions that the plugin asks of esbuild itself, so that it does not answer them. */
const ownQuestion = Symbol("thriftgen");

/** A plugin that loads `.thrift` files as modules. Each call makes one with a cache of its own. */
export function thrift(options: ThriftPluginOptions = {}): Plugin {
  return {
    name: "thriftgen",
    async setup(build) {
      const { absWorkingDir: directory = process.cwd(), sourcemap = false } = build.initialOptions;
      const loader = createModuleLoader(options, directory, sourcemap !== false);
      await loader.prepare();
      const told = new Set<string>();
      build.onStart(() => {
        told.clear();
        loader.startBuild();
      });
      build.onResolve({ filter: /\.(view|service)\.thrift$/ }, (args) =>
        resolveVirtual(build, args),
      );
      build.onResolve({ filter: exactly(loader.runtime) }, (args) =>
        resolveRuntime(build, args, directory, told),
      );
      build.onLoad(
        { filter: /\.thrift$/, namespace: "file" },
        async ({ path }): Promise<OnLoadResult> => {
          const loaded = await loader.load(path);
          return typeof loaded === "string"
            ? { errors: [{ text: loaded }], watchFiles: [path, ...loader.configFiles] }
            : toLoadResult(path, loaded, directory, loader);
        },
      );
    },
  };
}

function toLoadResult(
  path: string,
  loaded: LoadedThrift,
  directory: string,
  loader: ModuleLoader,
): OnLoadResult {
  const { dependencies, missingDependencies } = loaded;
  const { errors, warnings } = selectFindings(loaded);
  return {
    contents: withInlineMap(loaded.code, loaded.map),
    loader: "js",
    resolveDir: dirname(path),
    errors: describeErrors(errors, directory, loader),
    warnings: describeWarnings(warnings, directory, loader),
    watchFiles: [...dependencies, ...missingDependencies, ...loader.configFiles],
  };
}

function describeErrors(
  errors: readonly Diagnostic[],
  directory: string,
  loader: ModuleLoader,
): PartialMessage[] {
  const fresh = loader.selectNew(errors).map((error) => toEsbuildMessage(error, directory));
  return errors.length === 0 || fresh.length > 0 ? fresh : [{ text: ERRORS_ARE_SHOWN }];
}

function describeWarnings(
  warnings: readonly Diagnostic[],
  directory: string,
  loader: ModuleLoader,
): PartialMessage[] {
  const fresh = loader.selectNew(warnings).map((warning) => toEsbuildMessage(warning, directory));
  const hint = loader.takeHint();
  return hint === undefined ? fresh : [...fresh, { text: hint }];
}

/** `./user.view.thrift` where only `user.thrift` is. A real file of that name wins. */
async function resolveVirtual(
  build: PluginBuild,
  args: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const virtual = parseVirtualName(args.path);
  if (virtual === undefined || args.pluginData === ownQuestion) return undefined;
  const options = repeatQuestion(args);
  const real = await build.resolve(args.path, options);
  if (real.errors.length === 0)
    return { path: real.path, external: real.external, namespace: real.namespace };
  const base = await build.resolve(virtual.source, options);
  if (base.errors.length > 0) return undefined;
  const path = base.external
    ? args.path
    : base.path.replace(/\.thrift$/, `.${virtual.kind}.thrift`);
  return { path, external: base.external, namespace: base.namespace };
}

/**
 * IDL may stand where nothing is installed, then the project's directory leads to the runtime. esbuild's own message would
 * show generated code as if it stood in the .thrift file.
 */
async function resolveRuntime(
  build: PluginBuild,
  args: OnResolveArgs,
  directory: string,
  told: Set<string>,
): Promise<OnResolveResult | undefined> {
  if (args.pluginData === ownQuestion || !args.importer.endsWith(".thrift")) return undefined;
  const found = await build.resolve(args.path, repeatQuestion(args));
  if (found.errors.length === 0) return undefined;
  const fromProject = { ...repeatQuestion(args), resolveDir: directory };
  const { errors, warnings: _, ...projects } = await build.resolve(args.path, fromProject);
  if (errors.length === 0) return projects;
  // One message is enough; the build fails either way.
  if (told.has(args.path)) return { path: args.path, external: true };
  told.add(args.path);
  const { text, hint } = describeMissingRuntime(args.path, [args.resolveDir, directory]);
  return { errors: [{ text, notes: [{ text: hint }] }] };
}

function repeatQuestion(args: OnResolveArgs): ResolveOptions {
  const { importer, namespace, resolveDir, kind } = args;
  return { importer, namespace, resolveDir, kind, with: args.with, pluginData: ownQuestion };
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`);
}
