/**
 * The plugin for Rspack, in rspack.config.js:
 *
 *     import { thrift } from "thriftgen/rspack";
 *     export default { entry: "./app.js", plugins: [thrift()] };
 */
import type { RspackPluginInstance } from "@rspack/core";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): RspackPluginInstance {
  return createPlugins("rspack").rspack(options);
}
