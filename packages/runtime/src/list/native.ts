/** The native tier: kernels of an optional add-on. Its absence is normal, and said in words for `simdInfo`. */

/**
 * Big-endian copies of `n` elements between two views, in C. Views are typed arrays of any kind or DataViews; offsets are
 * bytes from the start of each view, and may be misaligned. They return how many elements were copied: `n`, or 0 where
 * either view is too short or detached, an argument is none of its type, or both overlap with a shift; nothing is written
 * then. The same memory at the same place is swapped in place.
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

/** The kernels and what the processor runs them with; or why there are none. */
export type NativeTier =
  | {
      readonly kernels: NativeKernels;
      /** `avx2`, `ssse3`, `neon` or `scalar`: the best one, or what THRIFTGEN_SIMD_ISA names. */
      readonly instructionSet: string;
      /** What THRIFTGEN_SIMD_ISA names, where that is unknown or this processor lacks it. */
      readonly refused?: string;
    }
  | { readonly absent: string };

// Two modules with the same export: native-node.ts, and native-none.ts for browsers; see "imports" in package.json.
export { loadNative } from "#native";
