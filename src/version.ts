/** The compiler's version, part of the content hash of its output. A test keeps it equal to package.json. */
export const version = "0.1.0";
