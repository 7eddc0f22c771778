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
    if (!(error instanceof Error) || !("code" in error) || error.code !== "MODULE_NOT_FOUND")
      throw error;
    const missing = new MissingPackageError("unplugin");
    // Configs show the message and nothing else.
    missing.message = `thriftgen/${bundler} needs unplugin, which is not installed. ${missing.hint}`;
    throw missing;
  }
}
