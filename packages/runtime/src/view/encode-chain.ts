/** Plain values written as chains. */
import { ChainBuffer, type ChainOptions } from "../chain/chain-buffer.js";
import { LargeBytes } from "../chain/large.js";
import { defaultThreshold } from "../chain/node.js";
import { encodePooledStruct } from "../codec.js";
import { fail, ThriftError } from "../errors.js";
import { acquireMemory, releaseMemory, type Memory } from "../memory.js";
import type { Message } from "./message.js";
import { StructView, type InputOf, type StructKind } from "./struct-view.js";

/** A generated class of views. */
export type ViewClass<V extends StructView<object>> = (new (message: Message, start: number) => V) &
  Pick<typeof StructView, "create">;

/**
 * Encodes a value as its class of views (`UserView`) would: `binary` that reaches the chain's threshold, however deep in the
 * value, goes in by reference, anything else into pooled memory. Those bytes must not change until the chain is flushed. A
 * view of the class gives its `$chain`. The caller releases the chain.
 * @throws ThriftError as `encode` does; INVALID_VALUE too where `view` is no such class, as the codec of the same name.
 */
export function encodeChain<V extends StructView<object>>(
  view: ViewClass<V>,
  value: InputOf<V>,
  options?: ChainOptions | null,
): ChainBuffer {
  const kind = (view as unknown as { prototype: V } | undefined)?.prototype?.$kind;
  if (kind === undefined) throw fail("INVALID_VALUE");
  if (value instanceof view) return value.$chain(options);
  const chain = new ChainBuffer(options);
  try {
    writeInto(chain, kind, value as never, options?.threshold ?? defaultThreshold);
    return chain;
  } catch (error) {
    chain.release();
    throw error;
  }
}

/** Bytes of memory that a message begins with: what pieces of chains have at most, less the pool's slack. */
const firstSize = 65_408;

/** The message in memory that is not much larger than it: the chain keeps that as long as it lives. */
function fitMemory(memory: Memory, size: number): Memory {
  if (memory.bytes.length <= 4 * Math.max(size, 256)) return memory;
  const fitting = acquireMemory(size);
  fitting.bytes.set(memory.bytes.subarray(0, size));
  releaseMemory(memory);
  return fitting;
}

function writeInto<T extends object, Input>(
  chain: ChainBuffer,
  { write, info }: StructKind<T, Input>,
  value: Input,
  threshold: number,
): void {
  const large = new LargeBytes(threshold);
  // What `encode` needed last says little: large bytes do not come here.
  const memory = acquireMemory(Math.min(info.size, firstSize));
  memory.strict = true;
  memory.binary = large;
  let size: number;
  try {
    size = write(memory, 0, value);
  } catch (error) {
    // Fields are found by stepping over what is written, and large bytes are not: the same mistake is made again without.
    encodePooledStruct(write, info, value).release();
    // A getter that threw once.
    throw error instanceof ThriftError ? error : new ThriftError("INVALID_VALUE", 0, "", error);
  } finally {
    memory.binary = undefined;
  }
  chain.adopt(fitMemory(memory, size), size, large);
}
