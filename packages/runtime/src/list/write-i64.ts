/** Lists of i64 from plain arrays, of safe integers and of bigints. */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { comparesBigints, high, low, movesI64 } from "./engine.js";
import { stageSize } from "./stage.js";
import { long, openStage } from "./tiers.js";

/** 2^-32: a product by it is exact, and takes less than a division. */
const highUnit = 2.3283064365386963e-10;

export function writeNumbersI64(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  if (n >= long.plain && stageNumbers(w, o, a, n)) return o + n * 8;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (!Number.isSafeInteger(x)) badValue(x, o, 0);
    d.setInt32(o, Math.floor(x * highUnit));
    d.setInt32(o + 4, x | 0);
    o = (o + 8) | 0;
  }
  return o;
}

function stageNumbers(w: Memory, o: number, a: readonly number[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 8) {
      const count = Math.min(n - i, stageSize / 8);
      fillNumbers(stage.i32, a, i, count, o + i * 8);
      stage.swap64(count * 8);
      w.bytes.set(stage.takeBytes(count * 8), o + i * 8);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

/** In halves: the stage is there on little-endian machines only.*/
function fillNumbers(
  to: Int32Array,
  a: readonly number[],
  from: number,
  n: number,
  o: number,
): void {
  let i = 0;
  for (; i < n - 3; i += 4) {
    const p = a[from + i] as number;
    const q = a[from + i + 1] as number;
    const r = a[from + i + 2] as number;
    const s = a[from + i + 3] as number;
    if (
      !Number.isSafeInteger(p) ||
      !Number.isSafeInteger(q) ||
      !Number.isSafeInteger(r) ||
      !Number.isSafeInteger(s)
    )
      break;
    to[i * 2] = p | 0;
    to[i * 2 + 1] = Math.floor(p * highUnit);
    to[i * 2 + 2] = q | 0;
    to[i * 2 + 3] = Math.floor(q * highUnit);
    to[i * 2 + 4] = r | 0;
    to[i * 2 + 5] = Math.floor(r * highUnit);
    to[i * 2 + 6] = s | 0;
    to[i * 2 + 7] = Math.floor(s * highUnit);
  }
  for (; i < n; i++) {
    const x = a[from + i] as number;
    if (!Number.isSafeInteger(x)) badValue(x, o + i * 8, 0);
    to[i * 2] = x | 0;
    to[i * 2 + 1] = Math.floor(x * highUnit);
  }
}

export function writeBigintsI64(w: Memory, o: number, a: readonly bigint[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 10, n, 8);
  if (comparesBigints) return compareBigints(w.view, o, a, n);
  if (movesI64) return moveBigints(w.view, o, a, n);
  return n >= long.plain && stageBigints(w, o, a, n) ? o + n * 8 : splitBigints(w.view, o, a, n);
}

/** For JavaScriptCore. */
function compareBigints(d: DataView, o: number, a: readonly bigint[], n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") badValue(x, o);
    if (x < -0x8000000000000000n || x > 0x7fffffffffffffffn) badValue(x, o, x);
    d.setBigInt64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

/** For V8 since 13: 2.3 ns for each, of which the check takes half. */
function moveBigints(d: DataView, o: number, a: readonly bigint[], n: number): number {
  for (let i = 0; i < n; i++) {
    const x = a[i] as bigint;
    if (typeof x !== "bigint") badValue(x, o);
    const whole = BigInt.asIntN(64, x);
    if (whole !== x) badValue(x, o, x);
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
    if (typeof x !== "bigint") badValue(x, o);
    whole[0] = x;
    if (BigInt.asIntN(64, x) !== x) badValue(x, o, x);
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

function fillBigints(
  to: BigInt64Array,
  a: readonly bigint[],
  from: number,
  n: number,
  o: number,
): void {
  for (let i = 0; i < n; i++) {
    const x = a[from + i] as bigint;
    if (typeof x !== "bigint") badValue(x, o + i * 8);
    to[i] = x;
    if (BigInt.asIntN(64, x) !== x) badValue(x, o + i * 8, x);
  }
}
