/**
 * The plugin for Farm, in farm.config.js:
 *
 *     import { thrift } from "thriftgen/farm";
 *     export default { plugins: [thrift()] };
 */
import type { JsPlugin } from "@farmfe/core";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): JsPlugin {
  return createPlugins("farm").farm(options);
}
