/**
 * Lists from plain arrays of numbers. Each element is read and checked by itself: `set` of a typed array would take "5" for 5.
 * Long lists go straight into the stage, which takes 0.5 to 0.95 times as long as the same checks with stores by a DataView: doubles
 * eight at a time, integers sixteen, because eight take 1.1 times as long, and up to 1.4 times from 128k elements on. Their ranges
 * are checked after the stores, which cut numbers to size as `| 0` does. `| 0` and the masks, which are `stageSize / size - 1`,
 * keep V8 from asking for overflows: without them it takes 1.5 times as long (Node 20 and 24).
 */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { stageSize } from "./stage.js";
import { long, openStage } from "./tiers.js";

export function writeNumbersI16(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 6, n, 2);
  if (n >= long.plain && stageI16(w, o, a, n)) return o + n * 2;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 16) >> 16 !== x) throw badValue(x, o, 0);
    d.setInt16(o, x);
    o = (o + 2) | 0;
  }
  return o;
}

function stageI16(w: Memory, o: number, a: readonly number[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 2) {
      const count = Math.min(n - i, stageSize / 2);
      fillI16(stage.i16, a, i, count, o + i * 2);
      stage.swap16(count * 2);
      w.bytes.set(stage.takeBytes(count * 2), o + i * 2);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

function fillI16(to: Int16Array, a: readonly number[], start: number, n: number, o: number): void {
  let i = start | 0;
  const end = (i + n) | 0;
  const last = (end - 15) | 0;
  for (; i < last; i = (i + 16) | 0) {
    const p = a[i] as number;
    const q = a[(i + 1) | 0] as number;
    const r = a[(i + 2) | 0] as number;
    const s = a[(i + 3) | 0] as number;
    const t = a[(i + 4) | 0] as number;
    const u = a[(i + 5) | 0] as number;
    const v = a[(i + 6) | 0] as number;
    const x = a[(i + 7) | 0] as number;
    const y = a[(i + 8) | 0] as number;
    const z = a[(i + 9) | 0] as number;
    const b = a[(i + 10) | 0] as number;
    const c = a[(i + 11) | 0] as number;
    const e = a[(i + 12) | 0] as number;
    const f = a[(i + 13) | 0] as number;
    const g = a[(i + 14) | 0] as number;
    const h = a[(i + 15) | 0] as number;
    // prettier-ignore
    if (
      typeof p !== "number" || typeof q !== "number" || typeof r !== "number" || typeof s !== "number" ||
      typeof t !== "number" || typeof u !== "number" || typeof v !== "number" || typeof x !== "number" ||
      typeof y !== "number" || typeof z !== "number" || typeof b !== "number" || typeof c !== "number" ||
      typeof e !== "number" || typeof f !== "number" || typeof g !== "number" || typeof h !== "number"
    ) break;
    const k = i & 8191;
    to[k] = p;
    to[k + 1] = q;
    to[k + 2] = r;
    to[k + 3] = s;
    to[k + 4] = t;
    to[k + 5] = u;
    to[k + 6] = v;
    to[k + 7] = x;
    to[k + 8] = y;
    to[k + 9] = z;
    to[k + 10] = b;
    to[k + 11] = c;
    to[k + 12] = e;
    to[k + 13] = f;
    to[k + 14] = g;
    to[k + 15] = h;
    // prettier-ignore
    if (
      (p << 16) >> 16 !== p || (q << 16) >> 16 !== q || (r << 16) >> 16 !== r || (s << 16) >> 16 !== s ||
      (t << 16) >> 16 !== t || (u << 16) >> 16 !== u || (v << 16) >> 16 !== v || (x << 16) >> 16 !== x ||
      (y << 16) >> 16 !== y || (z << 16) >> 16 !== z || (b << 16) >> 16 !== b || (c << 16) >> 16 !== c ||
      (e << 16) >> 16 !== e || (f << 16) >> 16 !== f || (g << 16) >> 16 !== g || (h << 16) >> 16 !== h
    ) break;
  }
  for (; i < end; i = (i + 1) | 0) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 16) >> 16 !== x) throw badValue(x, o + (i - start) * 2, 0);
    to[i & 8191] = x;
  }
}

export function writeNumbersI32(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 8, n, 4);
  if (n >= long.plain && stageI32(w, o, a, n)) return o + n * 4;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x | 0) !== x) throw badValue(x, o, 0);
    d.setInt32(o, x);
    o = (o + 4) | 0;
  }
  return o;
}

function stageI32(w: Memory, o: number, a: readonly number[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 4) {
      const count = Math.min(n - i, stageSize / 4);
      fillI32(stage.i32, a, i, count, o + i * 4);
      stage.swap32(count * 4);
      w.bytes.set(stage.takeBytes(count * 4), o + i * 4);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

function fillI32(to: Int32Array, a: readonly number[], start: number, n: number, o: number): void {
  let i = start | 0;
  const end = (i + n) | 0;
  const last = (end - 15) | 0;
  for (; i < last; i = (i + 16) | 0) {
    const p = a[i] as number;
    const q = a[(i + 1) | 0] as number;
    const r = a[(i + 2) | 0] as number;
    const s = a[(i + 3) | 0] as number;
    const t = a[(i + 4) | 0] as number;
    const u = a[(i + 5) | 0] as number;
    const v = a[(i + 6) | 0] as number;
    const x = a[(i + 7) | 0] as number;
    const y = a[(i + 8) | 0] as number;
    const z = a[(i + 9) | 0] as number;
    const b = a[(i + 10) | 0] as number;
    const c = a[(i + 11) | 0] as number;
    const e = a[(i + 12) | 0] as number;
    const f = a[(i + 13) | 0] as number;
    const g = a[(i + 14) | 0] as number;
    const h = a[(i + 15) | 0] as number;
    // prettier-ignore
    if (
      typeof p !== "number" || typeof q !== "number" || typeof r !== "number" || typeof s !== "number" ||
      typeof t !== "number" || typeof u !== "number" || typeof v !== "number" || typeof x !== "number" ||
      typeof y !== "number" || typeof z !== "number" || typeof b !== "number" || typeof c !== "number" ||
      typeof e !== "number" || typeof f !== "number" || typeof g !== "number" || typeof h !== "number"
    ) break;
    const k = i & 4095;
    to[k] = p;
    to[k + 1] = q;
    to[k + 2] = r;
    to[k + 3] = s;
    to[k + 4] = t;
    to[k + 5] = u;
    to[k + 6] = v;
    to[k + 7] = x;
    to[k + 8] = y;
    to[k + 9] = z;
    to[k + 10] = b;
    to[k + 11] = c;
    to[k + 12] = e;
    to[k + 13] = f;
    to[k + 14] = g;
    to[k + 15] = h;
    // prettier-ignore
    if (
      (p | 0) !== p || (q | 0) !== q || (r | 0) !== r || (s | 0) !== s ||
      (t | 0) !== t || (u | 0) !== u || (v | 0) !== v || (x | 0) !== x ||
      (y | 0) !== y || (z | 0) !== z || (b | 0) !== b || (c | 0) !== c ||
      (e | 0) !== e || (f | 0) !== f || (g | 0) !== g || (h | 0) !== h
    ) break;
  }
  for (; i < end; i = (i + 1) | 0) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x | 0) !== x) throw badValue(x, o + (i - start) * 4, 0);
    to[i & 4095] = x;
  }
}

export function writeNumbersDouble(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) throw badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 4, n, 8);
  if (n >= long.plain && stageDouble(w, o, a, n)) return o + n * 8;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number") throw badValue(x, o);
    d.setFloat64(o, x);
    o = (o + 8) | 0;
  }
  return o;
}

function stageDouble(w: Memory, o: number, a: readonly number[], n: number): boolean {
  const stage = openStage();
  if (stage === undefined) return false;
  stage.busy = true;
  try {
    for (let i = 0; i < n; i += stageSize / 8) {
      const count = Math.min(n - i, stageSize / 8);
      fillDouble(stage.f64, a, i, count, o + i * 8);
      stage.swap64(count * 8);
      w.bytes.set(stage.takeBytes(count * 8), o + i * 8);
    }
  } finally {
    stage.busy = false;
  }
  return true;
}

function fillDouble(
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
    const z = a[(i + 7) | 0] as number;
    if (
      typeof p !== "number" ||
      typeof q !== "number" ||
      typeof r !== "number" ||
      typeof s !== "number" ||
      typeof t !== "number" ||
      typeof u !== "number" ||
      typeof v !== "number" ||
      typeof z !== "number"
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
    to[k + 7] = z;
  }
  for (; i < end; i = (i + 1) | 0) {
    const x = a[i] as number;
    if (typeof x !== "number") throw badValue(x, o + (i - start) * 8);
    const k = i & 2047;
    to[k] = x;
  }
}
