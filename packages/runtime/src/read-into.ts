/** Reading into an arena: structs without typed lists carry none of it. */
import type { Block } from "./block.js";
import type { StructReader } from "./codec.js";
import { decodeLarge } from "./decode-large.js";
import type { StructInfo } from "./info.js";
import type { DecodeOptions } from "./limits.js";
import { fail } from "./errors.js";
import type { ListArena } from "./list/arena.js";
import { genuineArenas } from "./genuine-arenas.js";
import type { Memory } from "./memory.js";

/** The verb `decode` of structs that hold typed lists. */
export function decodeTyped<T>(
  read: StructReader<T>,
  info: StructInfo,
  source: Uint8Array | Block,
  options?: DecodeOptions,
): T {
  return decodeLarge(readerInto(read, options?.arena), info, source, options);
}

/**
 * What reads typed lists into the arena, if there is one.
 * @throws ThriftError INVALID_VALUE for all but arenas as `new ListArena` gives them.
 */
export function readerInto<T>(
  read: StructReader<T>,
  arena: ListArena | undefined,
): StructReader<T> {
  if (arena === undefined) return read;
  if (!genuineArenas.has(arena)) fail("INVALID_VALUE");
  return (r: Memory) => {
    r.arena = arena;
    try {
      return read(r);
    } finally {
      // Others read in this memory next, and the pool must not keep the arena alive.
      r.arena = undefined;
    }
  };
}
