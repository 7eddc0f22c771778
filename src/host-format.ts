/** Formatting with the user's own Prettier, an optional peer that is loaded only when it is asked for. */
import { join, resolve } from "node:path";
import type { FormatText } from "./format.js";
import { importPeer } from "./host-peer.js";
import { HostError } from "./host.js";

/** What we use of Prettier 3. */
interface Prettier {
  readonly format: (text: string, options: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly resolveConfig: (
    path: string,
    options: { readonly editorconfig: boolean },
  ) => Promise<Readonly<Record<string, unknown>> | null>;
}

/**
 * A formatter that applies the Prettier and the config that hold for files in `outDir`. Rejects with a
 * MissingPackageError where Prettier is installed neither there nor beside thriftgen; the formatter with a HostError
 * where Prettier fails.
 */
export async function loadPrettier(outDir: string): Promise<FormatText> {
  const prettier = await importPeer<Prettier>("prettier", resolve(outDir));
  return async (path, text) => {
    const filepath = join(resolve(outDir), path);
    try {
      const config = await prettier.resolveConfig(filepath, { editorconfig: true });
      return await prettier.format(text, { ...config, filepath });
    } catch (error) {
      // Its config is wrong, or one of its plugins; nothing that we wrote is.
      const reason = error instanceof Error ? error.message : String(error);
      throw new HostError(filepath, `Prettier cannot format ${filepath}: ${reason.trim()}`, error);
    }
  };
}
