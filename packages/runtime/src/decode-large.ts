/** Decoding of messages of any size: structs without containers and binary, and of few strings, carry none of it. */
import { readerWindowed, wantsSubarrays, wantsWindows } from "./copy-options.js";
import { Block, ownBytes } from "./block.js";
import { decodeStruct, fastReadStruct, type StructReader } from "./codec.js";
import { fail } from "./errors.js";
import type { StructInfo } from "./info.js";
import { maximumMessage, type DecodeOptions } from "./limits.js";
import { Memory } from "./memory.js";

/** To copy so many bytes into memory whose DataView exists already takes as long as to make a DataView: 75 ns. */
const largestCopy = 4096;

/** The verb `decode` of structs that hold containers, binary or more than a few strings. */
export function decodeLarge<T>(
  read: StructReader<T>,
  info: StructInfo,
  source: Uint8Array | Block,
  options?: DecodeOptions,
): T {
  if (options === undefined && !(source?.length > largestCopy))
    return decodeStruct(read, info, source);
  const reader = wantsWindows(options) ? readerWindowed(read) : read;
  const areParts = wantsSubarrays(options);
  if (source instanceof Block || (!areParts && !(source?.length > largestCopy)))
    return decodeStruct(reader, info, source, options);
  const r = new Memory(ownBytes(source));
  r.end = r.bytes.length;
  if (r.end > maximumMessage) fail("SIZE_LIMIT");
  r.strict = options?.utf8 !== "replace";
  if (areParts) r.binary = "subarray";
  const value = fastReadStruct(reader, info, r);
  if (r.offset !== r.end) fail("TRAILING_BYTES", r.offset);
  return value;
}
