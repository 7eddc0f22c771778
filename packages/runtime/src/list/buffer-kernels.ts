/** Bun's own byte swaps are vector code, and faster than copies through the stage from 256 elements on. */
import { bufferOf, offsetOf } from "./intrinsics.js";
import type { NativeKernels, NativeSwap } from "./native.js";

type Swap = (this: Uint8Array) => unknown;

/** Undefined outside of Bun: Node's and Deno's swaps are scalar, 2 to 8 times slower than the stage. */
export function bufferKernels(): NativeKernels | undefined {
  const { Bun, Buffer } = globalThis as {
    Bun?: unknown;
    Buffer?: { readonly prototype: Readonly<Record<"swap16" | "swap32" | "swap64", Swap>> };
  };
  if (Bun === undefined || Buffer === undefined) return undefined;
  const { swap16, swap32, swap64 } = Buffer.prototype;
  return { swap16: copyBy(swap16, 2), swap32: copyBy(swap32, 4), swap64: copyBy(swap64, 8) };
}

function copyBy(swap: Swap, size: number): NativeSwap {
  return (target, targetByteOffset, source, sourceByteOffset, n) => {
    const to = viewOf(target, targetByteOffset, n * size);
    const from = viewOf(source, sourceByteOffset, n * size);
    if (to === undefined || from === undefined) return 0;
    to.set(from);
    swap.call(to);
    return n;
  };
}

const sizeOf = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "byteLength")
    ?.get as (this: ArrayBufferView) => number)();

/**
 * Undefined where the view is too short, or detached. DataViews are ours; what typed arrays of the caller say of themselves
 * may be other memory.
 */
function viewOf(view: ArrayBufferView, byteOffset: number, size: number): Uint8Array | undefined {
  const isOurs = view instanceof DataView;
  if (byteOffset + size > (isOurs ? view.byteLength : sizeOf.call(view))) return undefined;
  const buffer = isOurs ? view.buffer : bufferOf.call(view);
  const start = isOurs ? view.byteOffset : offsetOf.call(view);
  return new Uint8Array(buffer, start + byteOffset, size);
}
