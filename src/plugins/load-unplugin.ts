/** unplugin is the user's own, and needed by those alone whose bundler is not esbuild or Bun. */
import { createRequire } from "node:module";
import { MissingPackageError } from "../index.js";

type Unplugin = typeof import("unplugin");

/**
 * unplugin as it is installed beside thriftgen. Throws a MissingPackageError where it is not. Plugins are made at once,
 * also in configs that cannot wait; Node requires ES modules from 20.19 on.
 */
export function loadUnplugin(bundler: string): Unplugin {
  try {
    return createRequire(import.meta.url)("unplugin") as Unplugin;
  } catch (error) {
    throw explainFailure(error, bundler, process.versions);
  }
}

/** What to throw where it cannot be loaded. */
export function explainFailure(
  error: unknown,
  bundler: string,
  versions: Readonly<Record<string, string | undefined>>,
): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const missing = new MissingPackageError("unplugin");
  // Configs show the message and nothing else.
  if (code === "MODULE_NOT_FOUND") {
    missing.message = `thriftgen/${bundler} needs unplugin, which is not installed. ${missing.hint}`;
    return missing;
  }
  // Node 20 requires no ES module out of the archives of Yarn Plug'n'Play; 22.23, 24 and 26 do.
  if (code === "ERR_MODULE_NOT_FOUND" && versions["pnp"] !== undefined) {
    missing.message = `thriftgen/${bundler} needs unplugin, which Node ${versions["node"]} cannot load from Yarn's archives. Use Node 22 or newer, or "nodeLinker: node-modules" in .yarnrc.yml.`;
    return missing;
  }
  return error;
}
