/** What went wrong, for programs; the README's table of codes says what to do about each. */
export type ThriftErrorCode =
  | "TRUNCATED"
  | "NEGATIVE_SIZE"
  | "SIZE_LIMIT"
  | "DEPTH_LIMIT"
  | "INVALID_TYPE"
  | "INVALID_DATA"
  | "INVALID_UTF8"
  | "INVALID_VALUE"
  | "MISSING_REQUIRED"
  | "OUT_OF_RANGE"
  | "TRAILING_BYTES"
  | "RELEASED_BUFFER"
  | "STALE_VIEW";

/** Every failure of encoding, decoding and buffers. Texts are short, because they ship with every bundle. */
export class ThriftError extends Error {
  readonly code: ThriftErrorCode;
  /** Byte offset in the input where the trouble was seen; 0 when encoding, which leaves nothing written. */
  readonly offset: number;
  /** The field, such as `leaves[3].l` (map entries count from 0); empty where it is the message itself. */
  readonly path: string;

  constructor(code: ThriftErrorCode, offset = 0, path = "", cause?: unknown) {
    super(`${code} at byte ${offset}${path && ` in ${path}`}`, { cause });
    this.name = "ThriftError";
    this.code = code;
    this.offset = offset;
    this.path = path;
  }
}

/** Throws; a function of its own so that the hot callers stay small enough to be inlined. */
export function fail(code: ThriftErrorCode, offset?: number, path?: string): never {
  throw new ThriftError(code, offset, path);
}
