/** From how many elements on a tier is faster than the loop before it. `npm run bench -- lists` finds them again. */

import { isJavaScriptCore, movesI64 } from "./engine.js";

/** Elements of a list. Of two versions of Node that share one, the higher is here. */
export interface ListThresholds {
  /** WebAssembly: typed arrays of i16, i32 and double that are written. */
  readonly typed: number;
  /** The same, of i64. */
  readonly typed64: number;
  /** WebAssembly: plain arrays that are written, of numbers and, on older V8, of bigints. */
  readonly plain: number;
  /** WebAssembly: typed arrays of i16, i32 and double that are read. Making the array is most of the work up to here. */
  readonly read: number;
  /** The same, of i64. */
  readonly read64: number;
  /** WebAssembly: arrays of the caller or in an arena that are read into, of i16, i32 and double. */
  readonly into: number;
  /** The same, of i64. */
  readonly into64: number;
  /** The native tier: typed arrays both ways. */
  readonly native: number;
}

const javaScriptCore: ListThresholds = {
  typed: 128,
  typed64: 32,
  plain: 96,
  read: 256,
  read64: 256,
  into: 128,
  into64: 128,
  native: 1024,
};

/** Its loops take half as long as older ones to read, but new arrays as long as ever. */
const v8: ListThresholds = {
  typed: 32,
  typed64: 32,
  plain: 32,
  read: 256,
  read64: 512,
  into: 128,
  into64: 192,
  native: 1024,
};

/** Its loops of i64 take 3 times as long. */
const olderV8: ListThresholds = {
  ...v8,
  typed64: 16,
  read: 128,
  read64: 48,
  into: 96,
  into64: 24,
};

export const defaultThresholds: ListThresholds = /* @__PURE__ */ (() =>
  Object.freeze(isJavaScriptCore ? javaScriptCore : movesI64 ? v8 : olderV8))();
