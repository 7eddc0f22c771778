/** Optional peers: packages that people install themselves, loaded only when they are asked for. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MissingPackageError } from "./format.js";
import { errorCode } from "./host-node.js";

/**
 * The default export of a package, which is what CommonJS modules are to `import()`. Looked for from `directory` upward, and then
 * beside thriftgen. Rejects with a MissingPackageError.
 */
export async function importPeer<T>(name: string, directory: string): Promise<T> {
  for (const parent of [join(directory, "index.js"), import.meta.url]) {
    try {
      const path = createRequire(parent).resolve(name);
      const module: { readonly default: T } = await import(pathToFileURL(path).href);
      return module.default;
    } catch (error) {
      if (errorCode(error) !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new MissingPackageError(name);
}
