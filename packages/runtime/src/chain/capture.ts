/** What a caller's bytes really are, whatever a subclass says of itself. */
import { fail } from "../errors.js";

/** Asks the getter of the language, which own properties and subclasses can't override. */
function ask(name: "length" | "byteOffset" | "buffer", bytes: Uint8Array): unknown {
  const prototype: object = Object.getPrototypeOf(Uint8Array.prototype) as object;
  return Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(bytes);
}

/** A plain view of the same bytes. Throws INVALID_VALUE for anything but a Uint8Array. */
export function captureBytes(source: Uint8Array): Uint8Array {
  if (!(source instanceof Uint8Array) || !ArrayBuffer.isView(source)) fail("INVALID_VALUE");
  const buffer = ask("buffer", source) as ArrayBuffer;
  const length = ask("length", source) as number;
  // A detached buffer has no bytes, and refuses views.
  if (!length) return new Uint8Array(0);
  return new Uint8Array(buffer, ask("byteOffset", source) as number, length);
}

/** Shared memory has no `resizable`, nor have old engines: their bytes are copied, which is always right. */
export function hasFixedLength(bytes: Uint8Array): boolean {
  return (bytes.buffer as { resizable?: boolean }).resizable === false;
}
