/**
 * The plugin for Rsbuild, in rsbuild.config.js:
 *
 *     import { thrift } from "thriftgen/rsbuild";
 *     export default { plugins: [thrift()] };
 */
import type { RsbuildPlugin } from "@rsbuild/core";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): RsbuildPlugin {
  return createPlugins("rsbuild").rsbuild(options);
}
