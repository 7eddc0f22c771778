/**
 * The plugin for Bun, for its bundler and, by `preload` in bunfig.toml, for what it runs:
 *
 *     import { thrift } from "thriftgen/bun";
 *     await Bun.build({ entrypoints: ["app.ts"], outdir: "dist", plugins: [thrift()] });
 *
 * Written for Bun itself, because unplugin's adapter is asked about every module and cannot be preloaded.
 */
import { dirname, resolve } from "node:path";
import { findThriftModule, parseVirtualName } from "../index.js";
import { withInlineMap } from "./inline-map.js";
import { createModuleLoader } from "./module-loader.js";
import type { ThriftPluginOptions } from "./options.js";
import { describeMissingRuntime, findsRuntime } from "./runtime-module.js";
import { selectFindings, showFindings } from "./show-findings.js";

export type { ThriftPluginOptions } from "./options.js";

/** What the plugin uses of Bun's `PluginBuilder`. */
export interface BunPluginBuilder {
  onResolve(
    constraints: { readonly filter: RegExp },
    callback: (args: {
      readonly path: string;
      readonly importer: string;
    }) => { readonly path: string } | undefined,
  ): unknown;
  onLoad(
    constraints: { readonly filter: RegExp },
    callback: (args: {
      readonly path: string;
    }) => Promise<{ readonly contents: string; readonly loader: "js" }>,
  ): unknown;
}

/** A plugin in the form of Bun's `BunPlugin`. */
export interface BunThriftPlugin {
  readonly name: string;
  setup(build: BunPluginBuilder): void;
}

/** A plugin that loads `.thrift` files as modules. Each call makes one with a cache of its own. */
export function thrift(options: ThriftPluginOptions = {}): BunThriftPlugin {
  return {
    name: "thriftgen",
    setup(build) {
      const loader = createModuleLoader(options);
      build.onResolve({ filter: /^\..*\.(?:view|service)\.thrift$/ }, ({ path, importer }) => {
        const absolute = resolve(dirname(importer), path);
        const isVirtual =
          parseVirtualName(path) !== undefined &&
          findThriftModule(absolute, loader.host).kind !== "main";
        return isVirtual ? { path: absolute } : undefined;
      });
      build.onLoad({ filter: /\.thrift$/ }, async ({ path }) => {
        const loaded = await loader.load(path);
        if (typeof loaded === "string") throw new Error(loaded);
        const { errors, warnings } = selectFindings(loaded);
        if (errors.length > 0) throw new Error(showFindings(errors, process.cwd()));
        // Bun's plugins have no way to warn but this one.
        if (warnings.length > 0) process.emitWarning(showFindings(warnings, process.cwd()));
        if (!findsRuntime(dirname(loaded.source), loader.runtime)) {
          const { text, hint } = describeMissingRuntime(loader.runtime);
          throw new Error(`${text} ${hint}`);
        }
        return { contents: withInlineMap(loaded.code, loaded.map), loader: "js" };
      });
    },
  };
}
