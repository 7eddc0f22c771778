/** The native tier: kernels of an optional add-on. Its absence is normal, and said in words for `simdInfo`. */

/**
 * Big-endian copies of `n` elements between two views, in C. Offsets are bytes from the start of each view, and may be
 * misaligned. They return how many elements were copied: fewer than `n`, in practice 0, where either view is too short
 * or detached; nothing is written then.
 */
export interface NativeKernels {
  readonly swap16: NativeSwap;
  readonly swap32: NativeSwap;
  readonly swap64: NativeSwap;
}

export type NativeSwap = (
  target: ArrayBufferView,
  targetByteOffset: number,
  source: ArrayBufferView,
  sourceByteOffset: number,
  n: number,
) => number;

/** The kernels and what the processor runs them with, such as `avx2`; or why there are none. */
export type NativeTier =
  | { readonly kernels: NativeKernels; readonly instructionSet: string }
  | { readonly absent: string };

/** Asked once, at the first long list. Never throws. */
export function loadNative(): NativeTier {
  return { absent: "the add-on is not installed" };
}
