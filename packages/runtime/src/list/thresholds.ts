/** From how many elements on a tier is faster than the loop before it. `npm run bench -- lists` finds them again. */

import { isJavaScriptCore } from "./engine.js";

/** Elements of a list. Node 20 and 24 differ little; where they do, the higher one is here. */
export interface ListThresholds {
  /** WebAssembly: typed arrays of i16, i32 and double that are written. */
  readonly typed: number;
  /** The same, of i64. */
  readonly typed64: number;
  /** WebAssembly: plain arrays that are written, of numbers and, on older V8, of bigints. */
  readonly plain: number;
  /** WebAssembly: typed arrays that are read. Making the array is most of the work up to here. */
  readonly read: number;
  /** WebAssembly: arrays of the caller that are read into. */
  readonly into: number;
  /** The native tier: typed arrays both ways. */
  readonly native: number;
}

export const defaultThresholds: ListThresholds = /* @__PURE__ */ (() =>
  Object.freeze(
    isJavaScriptCore
      ? { typed: 128, typed64: 32, plain: 96, read: 256, into: 128, native: 1024 }
      : { typed: 32, typed64: 32, plain: 32, read: 128, into: 64, native: 1024 },
  ))();
