/** Bounds that keep hostile files cheap. Files themselves are bounded by the loader (16 MiB). */

/** Levels of nested types or values; each costs some ten stack frames. */
export const maximumNesting = 256;

/** UTF-16 units of one name; everything downstream multiplies names into paths and identifiers. */
export const maximumNameLength = 1024;

/** Tokens of one file. A token and its node take some 200 bytes, so this stays well below 1 GiB. */
export const maximumTokens = 4_000_000;

/** After this many syntax errors a file is most likely not Thrift at all, and the rest of it is not read. */
export const maximumSyntaxErrors = 100;
