/** Plain values written as chains. */
import { ChainBuffer, type ChainOptions } from "../chain/chain-buffer.js";
import { LargeBytes } from "../chain/large.js";
import { defaultThreshold } from "../chain/node.js";
import { encodePooledStruct } from "../codec.js";
import { ThriftError } from "../errors.js";
import { acquireMemory } from "../memory.js";
import type { Message } from "./message.js";
import { StructView, type InputOf, type StructKind } from "./struct-view.js";

/** A generated class of views. */
export type ViewClass<V extends StructView<object>> = (new (message: Message, start: number) => V) &
  Pick<typeof StructView, "create">;

/**
 * Encodes a value as its class of views (`UserView`) would: `binary` that reaches the chain's threshold, however deep in the
 * value, goes in by reference, anything else into pooled memory. Those bytes must not change until the chain is flushed. A
 * view of the class gives its `$chain`. The caller releases the chain.
 * @throws ThriftError as `encode` does.
 */
export function encodeChain<V extends StructView<object>>(
  view: ViewClass<V>,
  value: InputOf<V>,
  options: ChainOptions = {},
): ChainBuffer {
  if (value instanceof view) return value.$chain(options);
  const kind = (view as unknown as { prototype: V }).prototype.$kind;
  const chain = new ChainBuffer(options);
  try {
    writeInto(chain, kind, value as never, options.threshold ?? defaultThreshold);
    return chain;
  } catch (error) {
    chain.release();
    throw error;
  }
}

function writeInto<T extends object, Input>(
  chain: ChainBuffer,
  { write, info }: StructKind<T, Input>,
  value: Input,
  threshold: number,
): void {
  const large = new LargeBytes(threshold);
  const memory = acquireMemory(info.size);
  memory.strict = true;
  memory.large = large;
  let size: number;
  try {
    size = write(memory, 0, value);
  } catch (error) {
    // Fields are found by stepping over what is written, and large bytes are not: the same mistake is made again without.
    encodePooledStruct(write, info, value).release();
    // A getter that threw once.
    throw error instanceof ThriftError ? error : new ThriftError("INVALID_VALUE", 0, "", error);
  } finally {
    memory.large = undefined;
  }
  info.size = Math.max(info.size, Math.min(size, 8e6));
  chain.adopt(memory, size, large);
}
