/** Bounds on what one compilation may ask for, so that hostile IDL ends in a diagnostic and not in a full memory. */
export const limits = Object.freeze({
  /** Bytes of one IDL file. */
  fileSize: 16 * 1024 * 1024,
  /** Files of one compilation, and include lines of one file. */
  includes: 4096,
  /** Files on one chain of includes. */
  includeDepth: 64,
  /** Containers inside one another, with typedefs written out. */
  typeDepth: 256,
  /** Parts of one type, with typedefs written out: `map<i32, list<i32>>` has 4. */
  typeSize: 1024,
  /** Parts of all types of one file, each place of use with its typedefs written out. */
  typeParts: 1_000_000,
  /** Values inside one another, with constants written out. */
  valueDepth: 256,
  /** Parts of all constants and defaults of one file, with constants and left-out defaults written out. */
  valueSize: 1_000_000,
});
