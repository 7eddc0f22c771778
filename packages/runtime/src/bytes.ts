/** What the callers' bytes are. */

/**
 * A Uint8Array, of whatever realm: jsdom, iframes and vm contexts have one of their own, and get Buffers of Node's. Neither a Proxy
 * around one, which has no length, nor what only inherits from it.
 */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) &&
  (value instanceof Uint8Array ||
    (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === "Uint8Array");
