/** Plain values written as chains. */
import type { ChainBuffer, ChainOptions } from "../chain/chain-buffer.js";
import { freshThreshold } from "../chain/node.js";
import { ThriftError } from "../errors.js";
import type { Message } from "./message.js";
import { StructView, type InputOf } from "./struct-view.js";

/** A generated class of views. */
export type ViewClass<V extends StructView<object>> = (new (message: Message, start: number) => V) &
  Pick<typeof StructView, "create">;

const empty = new Uint8Array(0);

/**
 * Encodes a value as its class of views (`UserView`) would: `binary` fields of the struct itself that reach the chain's
 * threshold go in by reference, anything else into pooled memory. Those bytes must not change until the chain is flushed.
 * Large bytes deeper in the value are copied; set them through a view to avoid that. The caller releases the chain.
 * @throws ThriftError as `encode` does.
 */
export function encodeChain<V extends StructView<object>>(
  view: ViewClass<V>,
  value: InputOf<V>,
  options?: ChainOptions,
): ChainBuffer {
  const { names, headers } = (view as unknown as { prototype: V }).prototype.$kind;
  const large: Record<string, PropertyDescriptor> = {};
  const fields: [string, Uint8Array][] = [];
  for (let i = 0; i < names.length; i++) {
    if ((headers[i] as number) >>> 24 !== 11) continue;
    const name = names[i] as string;
    const bytes = readField(value, name);
    if (!(bytes instanceof Uint8Array) || !ArrayBuffer.isView(bytes)) continue;
    if (bytes.length < freshThreshold) continue;
    large[name] = { value: empty };
    fields.push([name, bytes]);
  }
  if (fields.length === 0) return StructView.create.call(view, value as never).$chain(options);
  // The place of each is kept, so that the bytes are those of `encode`.
  const made = StructView.create.call(view, copyWith(value as object, large) as never);
  for (const [name, bytes] of fields) Reflect.set(made, name, bytes);
  return made.$chain(options);
}

/** A getter that throws is an error of ours, as in `encode`. */
function readField(value: unknown, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  } catch (cause) {
    throw new ThriftError("INVALID_VALUE", 0, name, cause);
  }
}

/** With properties of its own: fields called as what every object inherits are read from those alone. */
function copyWith(value: object, others: Readonly<Record<string, PropertyDescriptor>>): object {
  const own = Object.getOwnPropertyDescriptors(value);
  return Object.create(Object.getPrototypeOf(value) as object | null, {
    ...own,
    ...others,
  }) as object;
}
