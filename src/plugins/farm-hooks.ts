/** Hooks for Farm, in its own form: unplugin would ask for every module, and drops source maps. */
import { resolve } from "node:path";
import type { JsPlugin } from "@farmfe/core";
import type { ModuleLoader } from "./module-loader.js";
import { selectFindings, showFindings } from "./show-findings.js";
import { findVirtualPath } from "./virtual-request.js";
import { withRuntime } from "./with-runtime.js";

export function createFarmHooks(
  loader: ModuleLoader,
): Pick<JsPlugin, "buildStart" | "load" | "resolve" | "configResolved"> {
  let root = process.cwd();
  return {
    buildStart: {
      async executor() {
        loader.startBuild();
      },
    },
    configResolved(config) {
      root = config.root ?? root;
    },
    resolve: {
      filters: { sources: ["\\.(view|service)\\.thrift$"], importers: [".*"] },
      async executor({ source, importer }) {
        if (importer === null) return null;
        const path = findVirtualPath(source, resolve(root, importer), loader.host);
        if (path === undefined) return null;
        return { resolvedPath: path, external: false, sideEffects: false, query: [], meta: {} };
      },
    },
    load: {
      filters: { resolvedPaths: ["\\.thrift$"] },
      // Farm's native side takes rejections alone: what is thrown at once ends the process.
      async executor({ resolvedPath }, context) {
        const loaded = await loader.load(resolvedPath);
        // Also while it is wrong: its mending is waited for.
        if (loader.config !== undefined) context?.addWatchFile(resolvedPath, loader.config);
        if (typeof loaded === "string") throw createError(loaded);
        const { dependencies, missingDependencies } = loaded;
        for (const file of [...dependencies, ...missingDependencies]) {
          if (file !== resolvedPath) context?.addWatchFile(resolvedPath, file);
        }
        const { errors, warnings } = selectFindings(loaded);
        if (errors.length > 0) throw createError(showFindings(errors, root));
        if (warnings.length > 0) context?.warn(showFindings(warnings, root));
        const hint = loader.takeHint();
        if (hint !== undefined) context?.warn(hint);
        const module = withRuntime(resolvedPath, loaded, loader, root);
        if (typeof module === "string") throw createError(module);
        return { content: module.code, moduleType: "js", sourceMap: module.map ?? null };
      },
    },
  };
}

/** Farm shows the stack behind the message, and no line of it is the user's. */
function createError(text: string): Error {
  return Object.assign(new Error(text), { stack: "" });
}
