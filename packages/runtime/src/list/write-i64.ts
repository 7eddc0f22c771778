/** Lists of i64 from plain arrays, of safe integers and of bigints. */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { isJavaScriptCore, high, low, movesI64 } from "./engine.js";
import { stageSize } from "./stage.js";
import { long, openStage } from "./tiers.js";

/** 2^-32: a product by it is exact, and takes less than a division. */
const highUnit = 2.3283064365386963e-10;

export function writeNumbersI64(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  if (n >= long.plain && stageNumbers(w, o, a, n)) return o + n * 8;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (!Number.isSafeInteger(x)) throw badValue(x, o, 0);
    d.setInt32(o, Math.floor(x * highUnit));
    d.setInt32(o + 4, x | 0);
    o = (o + 8) | 0;
  }
  return o;
}

/**
 * Vectors make the halves and judge the numbers: 0.5 to 0.65 of the loop's time (Node 20), 0.6 to 0.8 (Node 24). They judge once the
 * stage is full: where a getter of the caller throws, its error comes before that of a number in front of it.
 */
function stageNumbers(w: Memory, o: number, a: readonly number[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 8) {
      const count = Math.min(n - i, stageSize / 8);
      fillNumbers(stage.f64, a, i, count, o + i * 8);
      for (let k = count; (k & 7) !== 0; k++) stage.f64[k] = 0;
      const done = stage.integer64(count * 8);
      if (done < count * 8) refuseUnsafe(stage.f64, done / 8, count, o + i * 8);
      w.bytes.set(stage.takeBytes(count * 8), o + i * 8);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

/** Throws for the first number that is no safe integer. */
function refuseUnsafe(to: Float64Array, first: number, end: number, o: number): void {
  for (let k = first; k < end; k++) {
    if (!Number.isSafeInteger(to[k])) throw badValue(to[k], o + k * 8, 0);
  }
}

/** Doubles go the same way, but by a function of their own, which sees other kinds of arrays. 2047 is `stageSize / 8 - 1`. */
function fillNumbers(
  to: Float64Array,
  a: readonly number[],
  start: number,
  n: number,
  o: number,
): void {
  let i = start | 0;
  const end = (i + n) | 0;
  const last = (end - 7) | 0;
  for (; i < last; i = (i + 8) | 0) {
    const p = a[i] as number;
    const q = a[(i + 1) | 0] as number;
    const r = a[(i + 2) | 0] as number;
    const s = a[(i + 3) | 0] as number;
    const t = a[(i + 4) | 0] as number;
    const u = a[(i + 5) | 0] as number;
    const v = a[(i + 6) | 0] as number;
    const x = a[(i + 7) | 0] as number;
    if (
      typeof p !== "number" ||
      typeof q !== "number" ||
      typeof r !== "number" ||
      typeof s !== "number" ||
      typeof t !== "number" ||
      typeof u !== "number" ||
      typeof v !== "number" ||
      typeof x !== "number"
    )
      break;
    const k = i & 2047;
    to[k] = p;
    to[k + 1] = q;
    to[k + 2] = r;
    to[k + 3] = s;
    to[k + 4] = t;
    to[k + 5] = u;
    to[k + 6] = v;
    to[k + 7] = x;
  }
  for (; i < end; i = (i + 1) | 0) {
    const x = a[i] as number;
    if (typeof x !== "number") {
      // One before it may be no integer, and comes first.
      refuseUnsafe(to, 0, i - start, o);
      throw badValue(x, o + (i - start) * 8, 0);
    }
    to[i & 2047] = x;
  }
}

export function writeBigintsI64(w: Memory, o: number, a: readonly bigint[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  if (isJavaScriptCore) return compareBigints(w.view, o, a, n);
  if (movesI64) return moveBigints(w.view, o, a, n);
  return n >= long.plain && stageBigints(w, o, a, n) ? o + n * 8 : splitBigints(w.view, o, a, n);
}

/** For JavaScriptCore. */
function compareBigints(d: DataView, o: number, a: readonly bigint[], n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") throw badValue(x, o);
    if (x < -0x8000000000000000n || x > 0x7fffffffffffffffn) throw badValue(x, o, x);
    d.setBigInt64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

/** For V8 since 13. Four at a time, for the same reason as in the stage: 0.7 to 0.9 times as long as one by one. */
function moveBigints(d: DataView, o: number, a: readonly bigint[], n: number): number {
  let i = 0;
  const last = (n - 3) | 0;
  for (; i < last; i = (i + 4) | 0) {
    const p = a[i] as bigint;
    const q = a[(i + 1) | 0] as bigint;
    const r = a[(i + 2) | 0] as bigint;
    const s = a[(i + 3) | 0] as bigint;
    if (
      typeof p !== "bigint" ||
      typeof q !== "bigint" ||
      typeof r !== "bigint" ||
      typeof s !== "bigint"
    )
      break;
    d.setBigInt64(o, p);
    d.setBigInt64((o + 8) | 0, q);
    d.setBigInt64((o + 16) | 0, r);
    d.setBigInt64((o + 24) | 0, s);
    if (
      BigInt.asIntN(64, p) !== p ||
      BigInt.asIntN(64, q) !== q ||
      BigInt.asIntN(64, r) !== r ||
      BigInt.asIntN(64, s) !== s
    )
      break;
    o = (o + 32) | 0;
  }
  for (; i < n; i = (i + 1) | 0) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") throw badValue(x, o);
    const whole = BigInt.asIntN(64, x);
    if (whole !== x) throw badValue(x, o, x);
    d.setBigInt64(o, whole);
    o = (o + 8) | 0;
  }
  return o;
}

const whole = /* @__PURE__ */ new BigInt64Array(1);
const halves = /* @__PURE__ */ (() => new Int32Array(whole.buffer))();

/** For V8 before 13: stores of typed arrays take 2 ns, those of DataViews 8. */
function splitBigints(d: DataView, o: number, a: readonly bigint[], n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") throw badValue(x, o);
    whole[0] = x;
    if (BigInt.asIntN(64, x) !== x) throw badValue(x, o, x);
    d.setInt32(o, halves[high] as number);
    d.setInt32(o + 4, halves[low] as number);
    o = (o + 8) | 0;
  }
  return o;
}

function stageBigints(w: Memory, o: number, a: readonly bigint[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 8) {
      const count = Math.min(n - i, stageSize / 8);
      fillBigints(stage.i64, a, i, count, o + i * 8);
      stage.swap64(count * 8);
      w.bytes.set(stage.takeBytes(count * 8), o + i * 8);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

/**
 * Four at a time. V8 branches on the sign of each bigint that it moves, and again on each that it compares: for signs in no order
 * one by one takes 1.5 times as long. 2047 is `stageSize / 8 - 1`.
 */
function fillBigints(
  to: BigInt64Array,
  a: readonly bigint[],
  start: number,
  n: number,
  o: number,
): void {
  let i = start | 0;
  const end = (i + n) | 0;
  const last = (end - 3) | 0;
  for (; i < last; i = (i + 4) | 0) {
    const p = a[i] as bigint;
    const q = a[(i + 1) | 0] as bigint;
    const r = a[(i + 2) | 0] as bigint;
    const s = a[(i + 3) | 0] as bigint;
    if (
      typeof p !== "bigint" ||
      typeof q !== "bigint" ||
      typeof r !== "bigint" ||
      typeof s !== "bigint"
    )
      break;
    const k = i & 2047;
    to[k] = p;
    to[k + 1] = q;
    to[k + 2] = r;
    to[k + 3] = s;
    if (
      BigInt.asIntN(64, p) !== p ||
      BigInt.asIntN(64, q) !== q ||
      BigInt.asIntN(64, r) !== r ||
      BigInt.asIntN(64, s) !== s
    )
      break;
  }
  for (; i < end; i = (i + 1) | 0) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") throw badValue(x, o + (i - start) * 8);
    to[i & 2047] = x;
    if (BigInt.asIntN(64, x) !== x) throw badValue(x, o + (i - start) * 8, x);
  }
}
