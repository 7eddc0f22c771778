/** The verbs of every companion, around the generated writers and readers. */
import { Block } from "./block.js";
import { fail, ThriftError } from "./errors.js";
import type { StructInfo } from "./info.js";
import { maximumDepth, maximumMessage, type DecodeOptions, type EncodeOptions } from "./limits.js";
import { acquireMemory, Memory, releaseMemory } from "./memory.js";
import { locateField } from "./skip.js";
import { returnSlab, takeSlab } from "./slab.js";

/** Writes a struct at `o`, returns the offset behind it. */
export type StructWriter<T> = (w: Memory, o: number, value: T) => number;
/** Reads a struct at `r.offset`. */
export type StructReader<T> = (r: Memory) => T;

/** Bytes of the caller's own: never recycled. Small messages share one ArrayBuffer, as with Buffer.allocUnsafe. */
export function encodeStruct<T>(
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  options?: EncodeOptions,
): Uint8Array {
  const w = takeSlab(info.size);
  const start = w.offset;
  const length = writeMessage(w, write, info, value, options);
  // A slab that was too small has become a piece of the pool.
  if (w.home) {
    releaseMemory(w);
    return w.bytes.slice(start, start + length);
  }
  returnSlab(w, start + length);
  return new Uint8Array(w.bytes.buffer, start, length);
}

/** A message in pooled memory, to be released. */
export function encodePooledStruct<T>(
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  options?: EncodeOptions,
): Block {
  const w = acquireMemory(info.size);
  return new Block(w, writeMessage(w, write, info, value, options));
}

/** Writes one message, returns its length. On an error the memory is dropped. */
function writeMessage<T>(
  w: Memory,
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  options?: EncodeOptions,
): number {
  const { bytes, offset } = w;
  w.strict = options?.utf8 !== "replace";
  try {
    const length = write(w, offset, value) - offset;
    // The next message is likely to need as much. After a large one the guess falls by an eighth each time; it is 8 MB at
    // most, so that small messages do not hold more for it.
    const used = w.bytes === bytes ? length : judgeGrown(w, length);
    info.size = Math.min(Math.max(used, (info.size * 7) >> 3), 8e6);
    return length;
  } catch (error) {
    throw explainError(error, w, offset, info, 0);
  }
}

/** The size to begin with next time. Only a message that outgrew its first memory can be too large for readers. */
function judgeGrown(w: Memory, length: number): number {
  if (length > maximumMessage) fail("SIZE_LIMIT");
  return w.end;
}

/**
 * The exact size of a message, found by writing it: for structs without containers and binary, where adding sizes up
 * takes as long.
 */
export function measureWritten<T>(
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  options?: EncodeOptions,
): number {
  const message = encodePooledStruct(write, info, value, options);
  message.release();
  return message.length;
}

/** The exact size of a message by a function that adds sizes up. Where that stumbles over a value, `encode` judges it. */
export function measureStruct<T>(
  size: (value: T, depth: number) => number,
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  options?: EncodeOptions,
): number {
  try {
    const total = value && typeof value === "object" ? size(value, maximumDepth) : NaN;
    if (Number.isInteger(total)) return total;
  } catch {
    // As encode.
  }
  return measureWritten(write, info, value, options);
}

/**
 * The error with the path of its field, which is found in the bytes read or written so far. Ours has no path yet, or the
 * rest of one, which begins with a dot ("/" comes next); else a getter's own encode or decode threw it.
 */
export function explainError(
  error: unknown,
  r: Memory,
  start: number,
  info: StructInfo,
  offset?: number,
): ThriftError {
  const explained =
    error instanceof ThriftError && error.path < "/"
      ? new ThriftError(
          error.code,
          offset ?? error.offset,
          locateField(r, start, error.offset, info.names, error.path),
        )
      : new ThriftError("INVALID_VALUE", offset ?? start, "", error);
  // What reads or writes in this memory next has all levels.
  r.depth = maximumDepth;
  return explained;
}

/** Writes at `offset` of the target, whose other bytes stay as they are; on an error all of them do. */
export function fastWriteStruct<T>(
  write: StructWriter<T>,
  info: StructInfo,
  value: T,
  target: Uint8Array | Block,
  offset: number,
  options?: EncodeOptions,
): number {
  const message = encodePooledStruct(write, info, value, options);
  const source = message.bytes;
  // Given back first, so that no mistake keeps it: nobody takes it before it is copied.
  message.release();
  const bytes = target instanceof Block ? target.bytes : target;
  if (!(bytes instanceof Uint8Array)) fail("INVALID_VALUE");
  if (!(Number.isInteger(offset) && offset >= 0 && offset + source.length <= bytes.length))
    fail("SIZE_LIMIT");
  bytes.set(source, offset);
  return offset + source.length;
}

/** The value of a whole message; bytes behind it are TRAILING_BYTES. */
export function decodeStruct<T>(
  read: StructReader<T>,
  info: StructInfo,
  source: Uint8Array | Block,
  options?: DecodeOptions,
): T {
  // Asked for before the copy is made, which other code could recycle: a getter, or a Proxy around bytes.
  const strict = options?.utf8 !== "replace";
  const length = source?.length;
  let r: Memory;
  if (source instanceof Block) r = source.memory;
  else {
    // Of another realm a view that has as many bytes as elements: `isBytes` takes more than the bundle of one struct may have.
    if (!(
      source instanceof Uint8Array ||
      (ArrayBuffer.isView(source) && (source as Uint8Array).byteLength === length)
    ))
      fail("INVALID_VALUE");
    // A copy in memory whose DataView exists already. Given back at once: nobody takes it until it is read.
    r = acquireMemory(length);
    // Detached bytes can't be copied: there are none.
    if (length) r.bytes.set(source);
    releaseMemory(r);
  }
  if (length > maximumMessage) fail("SIZE_LIMIT");
  r.strict = strict;
  r.offset = 0;
  r.end = length;
  const value = fastReadStruct(read, info, r);
  if (r.offset !== r.end) fail("TRAILING_BYTES", r.offset);
  return value;
}

/** The value at `r.offset`, which moves behind it; where the read fails, it stays. */
export function fastReadStruct<T>(read: StructReader<T>, info: StructInfo, r: Memory): T {
  const start = r.offset;
  r.heap = 0;
  void r.block?.memory;
  try {
    return read(r);
  } catch (error) {
    throw explainError(error, r, start, info);
  }
}
