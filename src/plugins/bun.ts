/**
 * The plugin for Bun: for its bundler, and for what it runs in a file that bunfig.toml names under `preload`:
 *
 *     import { thrift } from "thriftgen/bun";
 *     await Bun.build({ entrypoints: ["app.ts"], outdir: "dist", plugins: [thrift()] });
 *     Bun.plugin(thrift());
 *
 * Written for Bun itself, because unplugin's adapter is asked about every module and cannot be preloaded.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { LoadedThrift } from "../index.js";
import { composeMaps, type SourceMapContent } from "./compose-maps.js";
import { withInlineMap } from "./inline-map.js";
import { createModuleLoader } from "./module-loader.js";
import type { ThriftPluginOptions } from "./options.js";
import { selectFindings, showFindings } from "./show-findings.js";
import { findVirtualPath } from "./virtual-request.js";
import { withRuntime } from "./with-runtime.js";

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
  /** Not there when Bun runs an app. */
  onEnd?(callback: (result: BunBuildResult) => void): unknown;
}

/** What the plugin uses of Bun's `BuildOutput`. */
export interface BunBuildResult {
  readonly outputs: readonly { readonly kind: string; readonly path: string }[];
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
      const modules = new Map<string, LoadedThrift>();
      build.onEnd?.(({ outputs }) => {
        for (const { kind, path } of outputs) if (kind === "sourcemap") traceMap(path, modules);
      });
      build.onResolve({ filter: /\.(?:view|service)\.thrift$/ }, ({ path, importer }) => {
        const found = findVirtualPath(path, importer, loader.host);
        return found === undefined ? undefined : { path: found };
      });
      build.onLoad({ filter: /\.thrift$/ }, async ({ path }) => {
        const loaded = await loader.load(path);
        if (typeof loaded === "string") throw new Error(loaded);
        const { errors, warnings } = selectFindings(loaded);
        if (errors.length > 0) throw new Error(showFindings(errors, process.cwd()));
        // Bun's plugins have no way to warn but this one.
        if (warnings.length > 0) process.emitWarning(showFindings(warnings, process.cwd()));
        const hint = loader.takeHint();
        if (hint !== undefined) process.emitWarning(hint);
        const module = withRuntime(path, loaded, loader, loader.directory);
        if (typeof module === "string") throw new Error(module);
        modules.set(path, module);
        const isBundled = build.onEnd !== undefined;
        const contents = isBundled ? module.code : withInlineMap(module.code, module.map);
        return { contents, loader: "js" };
      });
    },
  };
}

/** Bun's bundler ignores the maps of its input (1.4), so the one that it wrote is led on to the IDL. */
function traceMap(path: string, modules: ReadonlyMap<string, LoadedThrift>): void {
  const directory = dirname(path);
  let outer: SourceMapContent;
  try {
    outer = JSON.parse(readFileSync(path, "utf8")) as SourceMapContent;
  } catch {
    // Without an output directory nothing is on the disk.
    return;
  }
  const composed = composeMaps(outer, (source) => {
    const loaded = modules.get(resolve(directory, source));
    if (loaded?.map === undefined) return undefined;
    const name = relative(directory, loaded.source);
    return { map: JSON.parse(loaded.map) as SourceMapContent, name };
  });
  if (composed !== outer) writeFileSync(path, JSON.stringify(composed));
}
