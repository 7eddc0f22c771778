/** One vector for each kernel of the add-on, before the first use: a wrong binary must cost speed only. */
import type { NativeKernels, NativeSwap } from "./native.js";

/** What the add-on exports. */
export interface Addon extends NativeKernels {
  readonly features: { readonly instructionSet: string; readonly refused?: string };
}

const GUARD = 0xa5;

/** What is wrong with an add-on, in words; undefined if nothing. */
export function findFault(addon: Addon): string | undefined {
  if (typeof addon?.features?.instructionSet !== "string") return "it does not export its features";
  return (
    findKernelFault("swap16", addon.swap16, 2) ??
    findKernelFault("swap32", addon.swap32, 4) ??
    findKernelFault("swap64", addon.swap64, 8)
  );
}

/** As many bytes as each loop of a kernel runs once for (128, 32, three elements), from odd places, and guards around. */
function findKernelFault(name: string, swap: NativeSwap, width: number): string | undefined {
  if (typeof swap !== "function") return `it does not export ${name}`;
  const n = 160 / width + 3;
  const source = new Uint8Array(1 + n * width).map((_, i) => i * 37 + 11);
  const target = new Uint8Array(3 + n * width + 5).fill(GUARD);
  // One byte too many.
  if (swap(target, 9, source, 1, n) !== 0) return `${name} does not refuse what is too short`;
  if (swap(target, 3, source, 1, n) !== n) return `${name} refuses what fits`;
  const isRight = target.every((byte, i) => {
    const at = i - 3;
    if (at < 0 || at >= n * width) return byte === GUARD;
    return byte === source[1 + at - (at % width) + (width - 1 - (at % width))];
  });
  return isRight ? undefined : `${name} gives wrong bytes`;
}
