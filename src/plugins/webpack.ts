/**
 * The plugin for webpack, in webpack.config.js:
 *
 *     import { thrift } from "thriftgen/webpack";
 *     export default { entry: "./app.js", plugins: [thrift()] };
 */
import type { WebpackPluginInstance } from "webpack";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): WebpackPluginInstance {
  return createPlugins("webpack").webpack(options);
}
