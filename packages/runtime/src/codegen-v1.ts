/** The only module that generated code imports; its exports stay for a major version. */
export { Block } from "./block.js";
export * from "./codec.js";
export * from "./equals.js";
export { fail } from "./errors.js";
export type { FieldNames, StructInfo } from "./info.js";
export type { DecodeOptions, EncodeOptions } from "./limits.js";
export * from "./lists.js";
export type { Memory } from "./memory.js";
export * from "./read.js";
export { Reader } from "./reader.js";
export { skipField } from "./skip.js";
export { readKey } from "./text-key.js";
export { readString } from "./text-read.js";
export { sizeOfString, writeString } from "./text-write.js";
export * from "./uuid.js";
export * from "./write.js";
