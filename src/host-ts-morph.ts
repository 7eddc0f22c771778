/** The user's own ts-morph, an optional peer that is loaded only when a file of theirs is to be edited. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MissingPackageError } from "./format.js";
import { errorCode } from "./host-node.js";

export type TsMorph = typeof import("ts-morph");

/** Looked for from `directory` upward, and then beside thriftgen. Rejects with a MissingPackageError. */
export async function loadTsMorph(directory: string): Promise<TsMorph> {
  for (const parent of [join(directory, "index.js"), import.meta.url]) {
    try {
      const path = createRequire(parent).resolve("ts-morph");
      const module: { readonly default: TsMorph } = await import(pathToFileURL(path).href);
      return module.default;
    } catch (error) {
      if (errorCode(error) !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new MissingPackageError("ts-morph");
}
