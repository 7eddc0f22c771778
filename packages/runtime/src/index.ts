/** What users of generated code import. */
export { allocateBlock, Block, wrapBlock } from "./block.js";
export { ThriftError, type ThriftErrorCode } from "./errors.js";
export { limits, type DecodeOptions, type EncodeOptions } from "./limits.js";
export { poolStatistics } from "./memory.js";
export { Reader } from "./reader.js";
export { enumName, isKnown, type UnrecognizedEnum } from "./enums.js";
export { ThriftException } from "./exception.js";
export { unknownFields } from "./unknown.js";
export { ChainBuffer, type ChainOptions, type ChainStatistics } from "./chain/chain-buffer.js";
export { ChainCursor } from "./chain/cursor.js";
export { revokeBlock } from "./chain/revoke.js";
export { encodeChain, type ViewClass } from "./view/encode-chain.js";
export type { ListView } from "./view/list-view.js";
export type { MapView } from "./view/map-view.js";
export type { ViewOptions, ViewSource } from "./view/message.js";
export type { SetView } from "./view/set-view.js";
export type { StructView } from "./view/struct-view.js";
