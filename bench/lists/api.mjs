/** The functions of ours that generated code calls for a kind. */
const suffixes = { i16: "I16", i32: "I32", double: "Double", i64: "I64" };

const suffixOf = ({ element, form }) =>
  element === "i64" && form === "number" ? "I64Number" : suffixes[element];

export const writerOf = (kind) => `writeList${suffixOf(kind)}`;

export const readerOf = (kind) =>
  `${kind.form === "typed" ? "readTyped" : "readList"}${suffixOf(kind)}`;

/** Copies elements into an array of the caller's. */
export const copierOf = (kind) => `copyInto${suffixOf(kind)}`;
