/**
 * The plugin for Vite, in vite.config.ts:
 *
 *     import { thrift } from "thriftgen/vite";
 *     export default defineConfig({ plugins: [thrift()] });
 */
import type { Plugin } from "vite";
import type { ThriftPluginOptions } from "./options.js";
import { createPlugins } from "./unplugin-factory.js";

export type { ThriftPluginOptions } from "./options.js";

/** A plugin that loads `.thrift` files as modules. Throws a MissingPackageError where unplugin is not installed. */
export function thrift(options: ThriftPluginOptions = {}): Plugin {
  return createPlugins("vite").vite(options);
}
