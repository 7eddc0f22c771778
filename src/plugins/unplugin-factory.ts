/** One plugin for the bundlers that unplugin adapts to. It hooks `.thrift` files and names that stand for them only. */
import type { UnpluginContextMeta, UnpluginInstance, UnpluginOptions } from "unplugin";
import { createFarmHooks } from "./farm-hooks.js";
import { loadUnplugin } from "./load-unplugin.js";
import { createModuleLoader } from "./module-loader.js";
import type { ThriftPluginOptions } from "./options.js";
import { createRollupHooks } from "./rollup-hooks.js";
import { createWebpackHooks } from "./webpack-hooks.js";

const name = "thriftgen";

/** The plugin in the form of each bundler. Throws a MissingPackageError where unplugin is not installed. */
export function createPlugins(
  bundler: UnpluginContextMeta["framework"],
): UnpluginInstance<ThriftPluginOptions, false> {
  return loadUnplugin(bundler).createUnplugin<ThriftPluginOptions, false>(createOptions);
}

function createOptions(
  options: ThriftPluginOptions,
  { framework }: UnpluginContextMeta,
): UnpluginOptions {
  const loader = createModuleLoader(options);
  if (framework === "farm") return { name, farm: createFarmHooks(loader) };
  const isWebpack = framework === "webpack" || framework === "rspack" || framework === "rsbuild";
  const hooks = isWebpack ? createWebpackHooks(name, loader) : createRollupHooks(loader);
  return { name, ...hooks };
}
