/** What every plugin takes. */
import type { ModuleOptions } from "../index.js";

/** Options of a bundler plugin: those of the compiler that shape code, and where includes are looked for. */
export interface ThriftPluginOptions extends ModuleOptions {
  /**
   * An include root, which includes may not leave; relative to the working directory. Default: the package of each IDL
   * file, that is the nearest directory upward with a package.json.
   */
  readonly root?: string | undefined;
  /** More directories to look for includes in, relative to the working directory. */
  readonly includeDirs?: readonly string[] | undefined;
}
