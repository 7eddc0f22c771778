/** The only module that generated code imports; its exports stay for a major version. */
export { Block } from "./block.js";
export * from "./codec.js";
export { createStruct } from "./create.js";
export * from "./equals.js";
export { fail } from "./errors.js";
export { claimHeap } from "./heap.js";
export type { FieldNames, StructInfo } from "./info.js";
export type { DecodeOptions, EncodeOptions } from "./limits.js";
export { decimalKey, keysOf } from "./keys.js";
export { decodeTyped } from "./read-into.js";
export * from "./lists.js";
export type { Memory } from "./memory.js";
export { Reader } from "./reader.js";
export * from "./fields.js";
export * from "./fields-i64.js";
export * from "./read.js";
export { skipValue } from "./skip.js";
export { readKey } from "./text-key.js";
export { readString } from "./text-read.js";
export { sizeOfString, writeString } from "./text-write.js";
export * from "./uuid.js";
export * from "./write.js";
export type { UnrecognizedEnum } from "./enums.js";
export { makeException, ThriftException } from "./exception.js";
export * from "./unknown.js";
export { copyDouble, copyI16, copyI32, copyI64, copyI8 } from "./view/copy.js";
export { openDefault, type ElementKind } from "./view/element.js";
export { ListView } from "./view/list-view.js";
export { MapView } from "./view/map-view.js";
export {
  draftMessage,
  openMessage,
  type Message,
  type ViewOptions,
  type ViewSource,
} from "./view/message.js";
export * from "./view/scan.js";
export * from "./view/scan-struct.js";
export { setField } from "./view/set-field.js";
export { SetView } from "./view/set-view.js";
export { StructView, type StructKind } from "./view/struct-view.js";
export * from "./view/values.js";
export type { View } from "./view/view.js";
