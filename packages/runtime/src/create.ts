/** Copies of structs that hold structs. */
import { maximumDepth } from "./limits.js";

/**
 * The copy, with the depth that encode has too.
 * @throws ThriftError DEPTH_LIMIT, as of cyclic values.
 */
export function createStruct<T, I>(create: (value: I, depth: number) => T, value: I): T {
  return create(value, maximumDepth);
}
