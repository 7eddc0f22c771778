/**
 * Node's module hooks (nodejs.org/api/module.html, "Customization hooks"): the same functions serve `registerHooks`, where
 * everything is at once, and `register`, where `next` gives promises.
 */
import type { LoadFnOutput, LoadHook, ResolveFnOutput, ResolveHook } from "node:module";
import { dirname, join, resolve as resolvePath } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseVirtualName, type ThriftModule } from "../index.js";
import { withInlineMap } from "./inline-map.js";
import { createLoadError } from "./load-error.js";
import { createModuleLoader, type ModuleLoader } from "./module-loader.js";
import type { ThriftPluginOptions } from "./options.js";
import { describeMissingRuntime } from "./runtime-module.js";
import { selectFindings, showFindings } from "./show-findings.js";

type Resolution = ReturnType<ResolveHook>;

export interface NodeHooks {
  readonly resolve: ResolveHook;
  readonly load: LoadHook;
}

/** Hooks that follow the config file of the working directory. */
export async function createNodeHooks(options: ThriftPluginOptions): Promise<NodeHooks> {
  const loader = createModuleLoader(options);
  await loader.prepare();
  return {
    resolve(specifier, context, next) {
      const request = toUrl(specifier, context.parentURL);
      const { address, query } = splitQuery(request);
      const virtual = parseVirtualName(address);
      const isRuntime = specifier === loader.runtime && isThriftUrl(context.parentURL);
      return recover(
        () => next(request, context),
        (failure) => {
          // A real file of a virtual name wins: this is asked where there is none.
          if (virtual !== undefined)
            return resolveVirtual({ ...virtual, query }, failure, (base) => next(base, context));
          if (!isRuntime || !isNotFound(failure)) throw failure;
          const parent = fileURLToPath(context.parentURL ?? import.meta.url);
          return resolveFromProject(loader, dirname(parent), (parentURL) =>
            next(specifier, { ...context, parentURL }),
          );
        },
      );
    },
    load(url, context, next) {
      return isThriftUrl(url) ? loadModule(loader, fileURLToPath(url)) : next(url, context);
    },
  };
}

/** What follows the name: `?x=1` makes a module of its own of the same file, whichever the file. */
function splitQuery(request: string): { readonly address: string; readonly query: string } {
  const [, address = request, query = ""] = /^([^?#]*\.thrift)([?#].*)$/s.exec(request) ?? [];
  return { address, query };
}

function isThriftUrl(url: string | undefined): url is string {
  return url !== undefined && /^file:[^?#]*\.thrift(?:[?#]|$)/.test(url);
}

/** Modules of IDL name others by path, as bundlers want it; Node would take `#`, `?` and `%` in one for parts of a URL. */
function toUrl(specifier: string, parent: string | undefined): string {
  if (!isThriftUrl(parent)) return specifier;
  if (!/^\.\.?\//.test(specifier)) return specifier;
  return pathToFileURL(resolvePath(dirname(fileURLToPath(parent)), specifier)).href;
}

/** The URL of `user.thrift` with the virtual name; where that is not found either, what was said about the name itself. */
function resolveVirtual(
  { source, kind, query }: ThriftModule & { readonly query: string },
  failure: unknown,
  resolve: (specifier: string) => Resolution,
): Resolution {
  const rename = (base: ResolveFnOutput): ResolveFnOutput => ({
    url: base.url.replace(/\.thrift$/, `.${kind}.thrift`) + query,
    format: "module",
    shortCircuit: true,
  });
  return recover(
    () => {
      const base = resolve(source);
      return base instanceof Promise ? base.then(rename) : rename(base);
    },
    () => {
      throw failure;
    },
  );
}

/** IDL may stand where nothing is installed: then the runtime is that of the working directory. */
function resolveFromProject(
  { directory, runtime }: ModuleLoader,
  parent: string,
  resolve: (parentURL: string) => Resolution,
): Resolution {
  return recover(
    () => resolve(pathToFileURL(join(directory, "index.js")).href),
    (failure) => {
      if (!isNotFound(failure)) throw failure;
      const { text, hint } = describeMissingRuntime(runtime, [parent, directory]);
      throw createNodeError(`${text} ${hint}`);
    },
  );
}

function loadModule(loader: ModuleLoader, path: string): LoadFnOutput {
  const loaded = loader.loadNow(path);
  if (typeof loaded === "string") throw createNodeError(loaded);
  const { errors, warnings } = selectFindings(loaded);
  if (errors.length > 0) throw createNodeError(showFindings(errors, process.cwd()));
  if (warnings.length > 0) process.emitWarning(showFindings(warnings, process.cwd()));
  const source = withInlineMap(loaded.code, loaded.map);
  return { format: "module", source, shortCircuit: true };
}

/** Tries again after a failure, which may come at once or later. */
function recover(run: () => Resolution, again: (failure: unknown) => Resolution): Resolution {
  try {
    const result = run();
    return result instanceof Promise ? result.catch(again) : result;
  } catch (failure) {
    return again(failure);
  }
}

function isNotFound(failure: unknown): boolean {
  return failure instanceof Error && "code" in failure && failure.code === "ERR_MODULE_NOT_FOUND";
}

/** Node shows the stack: the name and, where findings begin a line, what they are. */
function createNodeError(text: string): Error {
  return createLoadError(text, `ThriftLoadError: ${text.includes("\n") ? "errors in IDL\n" : ""}`);
}
