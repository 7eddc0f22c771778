/** What the callers' bytes are. */

/** The getter of the language, which own properties and subclasses can't override: a typed array's class, undefined for all else. */
const classOf = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)
    ?.get as (this: unknown) => string | undefined)();

/**
 * A Uint8Array, of whatever realm: jsdom, iframes and vm contexts have one of their own, and get Buffers of Node's. Neither a Proxy
 * around one, which has no length, nor what only inherits from it.
 */
export const isBytes = (value: unknown): value is Uint8Array =>
  classOf.call(value) === "Uint8Array";
