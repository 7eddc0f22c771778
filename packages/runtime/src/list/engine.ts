/** What the engine is good at: only speed depends on it. */

/**
 * JavaScriptCore (Bun, Safari). It makes a BigInt of each 64-bit element that it moves, but stores BigInts fast, and compares
 * them faster than it cuts them to 64 bits (1.2 ns against 2.8).
 */
export const isJavaScriptCore: boolean = /* @__PURE__ */ (() => "sourceURL" in new Error())();

/** 64-bit accesses of DataView take 1 ns: on V8 since 13 (Node 24). Before that they take 7 to 80, because of BigInts. */
export const movesI64: boolean = /* @__PURE__ */ (() =>
  "f16round" in Math && !("sourceURL" in new Error()))();

/** Where the low half of an i64 stands in memory: first on little-endian machines, which nearly all are. */
export const low: 0 | 1 = /* @__PURE__ */ (() =>
  new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1)();
export const high: 0 | 1 = /* @__PURE__ */ (() => (1 - low) as 0 | 1)();

/** Some engines change the bits of a NaN that they move as a number, as JavaScriptCore does; then doubles go in halves. */
export const changesNaN: boolean = /* @__PURE__ */ (() => {
  const d = new DataView(new ArrayBuffer(16));
  d.setInt32(0, 0x7ff80000);
  d.setInt32(4, 1);
  d.setFloat64(8, d.getFloat64(0));
  return d.getInt32(12) !== 1;
})();

/**
 * The same of stores alone: V8 since 14 (Node 26; 13.6 does not) sets the quiet bit of a NaN that optimised code loads from a
 * Float64Array and stores. That can't be asked for at load, when nothing is optimised, so the version is told by what came with it.
 */
export const quietsNaN: boolean = /* @__PURE__ */ (() =>
  changesNaN || "fromBase64" in Uint8Array)();
