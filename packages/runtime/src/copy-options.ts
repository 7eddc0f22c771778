/** The options `binary` and `strings` of decoding: what is copied, and what is not. */
import { fail } from "./errors.js";
import type { DecodeOptions } from "./limits.js";
import type { StructReader } from "./codec.js";
import { openWindow } from "#text";

/**
 * Subarrays are asked for.
 * @throws ThriftError INVALID_VALUE for what is neither "copy" nor "subarray".
 */
export function wantsSubarrays(options: DecodeOptions | undefined): boolean {
  return isOther("binary", options?.binary, "subarray");
}

/**
 * Windows are asked for.
 * @throws ThriftError INVALID_VALUE for what is neither "copy" nor "windowed".
 */
export function wantsWindows(options: DecodeOptions | undefined): boolean {
  return isOther("strings", options?.strings, "windowed");
}

function isOther(name: string, value: string | undefined, other: string): boolean {
  if (value === undefined || value === "copy") return false;
  return value === other || fail("INVALID_VALUE", 0, `options.${name}`);
}

/** What reads the same with text cut out of windows. */
export function readerWindowed<T>(read: StructReader<T>): StructReader<T> {
  return (r) => {
    const { strict } = r;
    r.strict = openWindow(strict);
    try {
      return read(r);
    } finally {
      // The memory holds other bytes next.
      r.strict = strict;
    }
  };
}
