/** Decoding with a say in whether binary is copied: structs that hold none carry none of it. */
import { wantsSubarrays } from "./binary-option.js";
import { Block, ownBytes } from "./block.js";
import { decodeStruct, fastReadStruct, type StructReader } from "./codec.js";
import { fail } from "./errors.js";
import type { StructInfo } from "./info.js";
import { maximumMessage, type DecodeOptions } from "./limits.js";
import { Memory } from "./memory.js";

/** The verb `decode` of structs that hold binary. */
export function decodeBinary<T>(
  read: StructReader<T>,
  info: StructInfo,
  source: Uint8Array | Block,
  options?: DecodeOptions,
): T {
  if (options === undefined || !wantsSubarrays(options) || source instanceof Block)
    return decodeStruct(read, info, source, options);
  const r = new Memory(ownBytes(source));
  r.end = r.bytes.length;
  if (r.end > maximumMessage) fail("SIZE_LIMIT");
  r.strict = options.utf8 !== "replace";
  r.binary = "subarray";
  const value = fastReadStruct(read, info, r);
  if (r.offset !== r.end) fail("TRAILING_BYTES", r.offset);
  return value;
}
