/** What the companions of all structs have in common, for code that is written for any of them. */
import type { Block } from "./block.js";
import type { DecodeOptions, EncodeOptions } from "./limits.js";
import type { Reader } from "./reader.js";

/** The verbs of a struct, union or exception: `User` is a `StructCodec<User, User.Input>`. */
export interface StructCodec<T, Input = T> {
  /** Bytes of the caller's own. */
  readonly encode: (value: Input, options?: EncodeOptions) => Uint8Array;
  /** The message in pooled memory, to be released. */
  readonly encodePooled: (value: Input, options?: EncodeOptions) => Block;
  /** The value of a whole message. */
  readonly decode: (source: Uint8Array | Block, options?: DecodeOptions) => T;
  /** How many bytes `encode` gives. */
  readonly byteLength: (value: Input, options?: EncodeOptions) => number;
  /** Writes at `offset` of the target, and returns the offset behind the message. */
  readonly fastWrite: (
    value: Input,
    target: Uint8Array | Block,
    offset: number,
    options?: EncodeOptions,
  ) => number;
  /** The value at `reader.offset`, which moves behind it. */
  readonly fastRead: (reader: Reader) => T;
  /** A copy with all defaults filled in. */
  readonly create: (input: Input) => T;
  // Declared as a method: any codec is a StructCodec<object, never> then.
  /** Whether both are the same by value. */
  equals(a: T | Input, b: T | Input): boolean;
}
