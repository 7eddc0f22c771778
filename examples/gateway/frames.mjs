/** Framed Thrift: 4 bytes of length, then a message. */
import { ChainBuffer, ThriftError } from "@thriftgen/runtime";

/** Bytes of a frame at most, as in Apache's libraries. */
export const maximumFrame = 16_384_000;

const nothing = new Uint8Array(0);

/**
 * Cuts what arrives into frames. Chunks of 8 KiB and more are kept as they are, smaller ones are gathered in pooled
 * memory: a chain of many small nodes would cost more than their copies.
 */
export class FrameBuffer {
  // What a socket gives lies in memory of its own already.
  #pending = new ChainBuffer({ threshold: 8192 });

  /** Bytes that wait for the rest of their frame. */
  get length() {
    return this.#pending.length;
  }

  append(chunk) {
    this.#pending.append(chunk);
  }

  /**
   * The next frame without its length, a chain over the same memory, which the caller releases; undefined where it is not
   * complete yet. Throws SIZE_LIMIT as soon as the length is there, so that nothing is gathered for it.
   */
  next() {
    const pending = this.#pending;
    if (pending.length < 4) return undefined;
    const size = int32At(pending.peek(4), 0) >>> 0;
    if (size > maximumFrame) throw new ThriftError("SIZE_LIMIT", 0, "frame length");
    if (pending.length < 4 + size) return undefined;
    const frame = pending.slice(4, 4 + size);
    pending.replace(0, 4 + size, nothing);
    return frame;
  }

  release() {
    this.#pending.release();
  }
}

/** Message types of Thrift Binary; replies don't come this way. */
const calls = new Set([1, 4]);

/**
 * Steps over the header of a message: version and type, name, sequence id. Throws INVALID_DATA for anything but a call
 * with the strict header.
 */
export function takeHeader(frame) {
  const start = frame.peek(8);
  const version = int32At(start, 0);
  if (version >>> 16 !== 0x8001) throw new ThriftError("INVALID_DATA", 0, "message version");
  if (!calls.has(version & 0xff)) throw new ThriftError("INVALID_DATA", 3, "message type");
  const size = int32At(start, 4);
  if (size < 0) throw new ThriftError("NEGATIVE_SIZE", 4, "message name");
  const bytes = frame.next(12 + size);
  return { bytes, method: new TextDecoder().decode(bytes.subarray(8, 8 + size)) };
}

function int32At(bytes, offset) {
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(offset);
}
