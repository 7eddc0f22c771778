/** What every plugin takes. */
import type { DeclarationsPlace, ModuleOptions } from "../index.js";

/**
 * Options of a bundler plugin: those of the compiler that shape code, and where includes are looked for. What is left out
 * holds as the config file says it.
 */
export interface ThriftPluginOptions extends ModuleOptions {
  /**
   * An include root, which includes may not leave; relative to the working directory. Default: the package of each IDL
   * file, that is the nearest directory upward with a package.json.
   */
  readonly root?: string | undefined;
  /** More directories to look for includes in, relative to the working directory. */
  readonly includeDirs?: readonly string[] | undefined;
  /** The config file; default: the first thriftgen.config.* upward from the working directory. `false`: none. */
  readonly config?: string | false | undefined;
  /**
   * Write the declarations that type each import, and what it includes: beside the IDL (`true` means that), or in
   * `.thriftgen/` as a mirror of the working directory. Default: what the config file says, or else nothing.
   */
  readonly declarations?: boolean | DeclarationsPlace | undefined;
}
