/** What a caller's bytes really are, whatever a subclass says of itself. */
import { isBytes } from "../bytes.js";
import { fail } from "../errors.js";

type Asked = "length" | "byteOffset" | "buffer";

/** The getters of the language, which own properties and subclasses can't override. Looking them up takes longer. */
const getters = /* @__PURE__ */ (() => {
  const prototype: object = Object.getPrototypeOf(Uint8Array.prototype) as object;
  const get = (name: Asked): (() => unknown) =>
    Object.getOwnPropertyDescriptor(prototype, name)?.get as () => unknown;
  return { length: get("length"), byteOffset: get("byteOffset"), buffer: get("buffer") };
})();

/** How many bytes there are. Throws INVALID_VALUE for anything but a Uint8Array. */
export function lengthOf(source: Uint8Array): number {
  if (!isBytes(source)) fail("INVALID_VALUE");
  return getters.length.call(source) as number;
}

/** A plain view of the same bytes. Throws as `lengthOf` does. */
export function captureBytes(source: Uint8Array): Uint8Array {
  const length = lengthOf(source);
  // A detached buffer has no bytes, and refuses views.
  if (!length) return new Uint8Array(0);
  const buffer = getters.buffer.call(source) as ArrayBuffer;
  return new Uint8Array(buffer, getters.byteOffset.call(source) as number, length);
}

/** Shared memory has no `resizable`, nor have old engines: their bytes are copied, which is always right. */
export function hasFixedLength(bytes: Uint8Array): boolean {
  return (getters.buffer.call(bytes) as { resizable?: boolean }).resizable === false;
}
