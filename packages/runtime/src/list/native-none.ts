/** The native tier where there is none: browsers, and modules that a tool has made into scripts. */
import type { NativeTier } from "./native.js";

export function loadNative(): NativeTier {
  return { absent: "only modules in Node, Bun and Deno load add-ons" };
}
