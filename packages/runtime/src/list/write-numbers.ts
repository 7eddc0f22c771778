/**
 * Lists from plain arrays of numbers. Elements are read one by one and checked, because `set` of typed arrays would take "5" for
 * 5; four at a time straight into the stage, which is faster than unchecked stores by a DataView from 32 elements on.
 */
import type { Memory } from "../memory.js";
import { badValue, writeListHeader } from "../write.js";
import { stageSize } from "./stage.js";
import { long, openStage } from "./tiers.js";

export function writeNumbersI16(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 6, n, 2);
  if (n >= long.plain && stageI16(w, o, a, n)) return o + n * 2;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x << 16) >> 16 !== x) badValue(x, o, 0);
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

function fillI16(to: Int16Array, a: readonly number[], from: number, n: number, o: number): void {
  let i = 0;
  for (; i < n - 3; i += 4) {
    const p = a[from + i] as number;
    const q = a[from + i + 1] as number;
    const r = a[from + i + 2] as number;
    const s = a[from + i + 3] as number;
    if (
      typeof p !== "number" ||
      (p << 16) >> 16 !== p ||
      typeof q !== "number" ||
      (q << 16) >> 16 !== q ||
      typeof r !== "number" ||
      (r << 16) >> 16 !== r ||
      typeof s !== "number" ||
      (s << 16) >> 16 !== s
    )
      break;
    to[i] = p;
    to[i + 1] = q;
    to[i + 2] = r;
    to[i + 3] = s;
  }
  for (; i < n; i++) {
    const x = a[from + i] as number;
    if (typeof x !== "number" || (x << 16) >> 16 !== x) badValue(x, o + i * 2, 0);
    to[i] = x;
  }
}

export function writeNumbersI32(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 8, n, 4);
  if (n >= long.plain && stageI32(w, o, a, n)) return o + n * 4;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number" || (x | 0) !== x) badValue(x, o, 0);
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

function fillI32(to: Int32Array, a: readonly number[], from: number, n: number, o: number): void {
  let i = 0;
  for (; i < n - 3; i += 4) {
    const p = a[from + i] as number;
    const q = a[from + i + 1] as number;
    const r = a[from + i + 2] as number;
    const s = a[from + i + 3] as number;
    if (
      typeof p !== "number" ||
      (p | 0) !== p ||
      typeof q !== "number" ||
      (q | 0) !== q ||
      typeof r !== "number" ||
      (r | 0) !== r ||
      typeof s !== "number" ||
      (s | 0) !== s
    )
      break;
    to[i] = p;
    to[i + 1] = q;
    to[i + 2] = r;
    to[i + 3] = s;
  }
  for (; i < n; i++) {
    const x = a[from + i] as number;
    if (typeof x !== "number" || (x | 0) !== x) badValue(x, o + i * 4, 0);
    to[i] = x;
  }
}

export function writeNumbersDouble(w: Memory, o: number, a: readonly number[]): number {
  if (!Array.isArray(a)) badValue(a, o);
  const n = a.length;
  o = writeListHeader(w, o, 4, n, 8);
  if (n >= long.plain && stageDouble(w, o, a, n)) return o + n * 8;
  const d = w.view;
  for (let i = 0; i < n; i++) {
    const x = a[i] as number;
    if (typeof x !== "number") badValue(x, o);
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
      typeof p !== "number" ||
      typeof q !== "number" ||
      typeof r !== "number" ||
      typeof s !== "number"
    )
      break;
    to[i] = p;
    to[i + 1] = q;
    to[i + 2] = r;
    to[i + 3] = s;
  }
  for (; i < n; i++) {
    const x = a[from + i] as number;
    if (typeof x !== "number") badValue(x, o + i * 8);
    to[i] = x;
  }
}
