/** What is expected of the files of ../shared/corpus beside "it compiles". */

/**
 * Files that Apache 0.24 accepts and that fall in a class which cases/idl.json rejects: refused with these classes,
 * compiled with `--lenient`.
 */
export const lenientFiles: ReadonlyMap<string, readonly string[]> = new Map();

/** Files that Apache 0.24 does not accept and this compiler does, each with the reason. */
export const acceptedHere: ReadonlyMap<string, string> = new Map();

/** Files that neither accepts: where the first diagnostic stands, and its class. */
export const refusals: ReadonlyMap<string, string> = new Map();
