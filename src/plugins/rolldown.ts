/**
 * The plugin for Rolldown, in rolldown.config.js:
 *
 *     import { thrift } from "thriftgen/rolldown";
 *     export default { input: "app.js", plugins: [thrift()] };
 */
import type { Plugin } from "rolldown";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): Plugin {
  return createPlugins("rolldown").rolldown(options);
}
