import type { Target } from "../options.js";
import type { Settings } from "./option-table.js";

/** What `thriftgen.config.{json,mjs,ts}` holds: the options of the command line by their keys. Paths start at the file. */
export interface Config extends Omit<Settings, "targets"> {
  /** Kinds of output, as a list or joined by `+`, such as `js+dts`. */
  readonly targets?: string | readonly Target[] | undefined;
  /** For completion in editors; not read. */
  readonly $schema?: string | undefined;
}

/**
 * Gives back the config as it is; editors complete and check what stands in it.
 *
 *     // thriftgen.config.mjs
 *     import { defineConfig } from "thriftgen";
 *     export default defineConfig({ files: ["idl/*.thrift"], outDir: "gen", i64: "number" });
 */
export function defineConfig(config: Config): Config {
  return config;
}
