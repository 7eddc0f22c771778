/** The option `binary` of `decode`, `Reader` and views. */
import { fail } from "./errors.js";
import type { DecodeOptions } from "./limits.js";

/**
 * Subarrays are asked for.
 * @throws ThriftError INVALID_VALUE for what is neither "copy" nor "subarray".
 */
export function wantsSubarrays(options: DecodeOptions | undefined): boolean {
  const binary = options?.binary;
  if (binary === undefined || binary === "copy") return false;
  return binary === "subarray" || fail("INVALID_VALUE");
}
