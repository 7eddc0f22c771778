/**
 * Elements of fixed size, so many at once: for iterators. A function for each type, so that its loop reads one kind of array. `at`
 * is the offset of the first element, which goes to the first place of `values`. Where the list leaves the window, it is read element
 * by element.
 */
import {
  i16At,
  i32At,
  i64BigintAt,
  i64NumberAt,
  i64StringAt,
  i8At,
  boolAt,
  doubleAt,
  uuidAt,
} from "./values.js";
import { nearOffset, type Message } from "./message.js";

export function manyBool(m: Message, at: number, n: number, values: boolean[]): void {
  for (let i = 0; i < n; i++) values[i] = boolAt(m, at + i);
}

export function manyI8(m: Message, at: number, n: number, values: number[]): void {
  for (let i = 0; i < n; i++) values[i] = i8At(m, at + i);
}

export function manyI16(m: Message, at: number, n: number, values: number[]): void {
  for (let i = 0; i < n; i++) values[i] = i16At(m, at + i * 2);
}

/** Enums too. */
export function manyI32<T extends number>(m: Message, at: number, n: number, values: T[]): void {
  let o = nearOffset(m, at, n * 4);
  if (o < 0) {
    for (let i = 0; i < n; i++) values[i] = i32At(m, at + i * 4) as T;
    return;
  }
  const d = m.memory.view;
  for (let i = 0; i < n; i++) {
    values[i] = d.getInt32(o) as T;
    o = (o + 4) | 0;
  }
}

export function manyDouble(m: Message, at: number, n: number, values: number[]): void {
  let o = nearOffset(m, at, n * 8);
  if (o < 0) {
    for (let i = 0; i < n; i++) values[i] = doubleAt(m, at + i * 8);
    return;
  }
  const d = m.memory.view;
  for (let i = 0; i < n; i++) {
    values[i] = d.getFloat64(o);
    o = (o + 8) | 0;
  }
}

export function manyI64Bigint(m: Message, at: number, n: number, values: bigint[]): void {
  for (let i = 0; i < n; i++) values[i] = i64BigintAt(m, at + i * 8);
}

/** OUT_OF_RANGE beyond 2^53 - 1 either way. */
export function manyI64Number(m: Message, at: number, n: number, values: number[]): void {
  let o = nearOffset(m, at, n * 8);
  if (o < 0) {
    for (let i = 0; i < n; i++) values[i] = i64NumberAt(m, at + i * 8);
    return;
  }
  const d = m.memory.view;
  for (let i = 0; i < n; i++) {
    const high = d.getInt32(o);
    // As in `i64NumberAt`, which judges all others.
    values[i] =
      (high + 0x10_0000) >>> 21 === 0
        ? high * 0x1_0000_0000 + d.getUint32(o + 4)
        : i64NumberAt(m, m.shift + o);
    o = (o + 8) | 0;
  }
}

export function manyI64String(m: Message, at: number, n: number, values: string[]): void {
  for (let i = 0; i < n; i++) values[i] = i64StringAt(m, at + i * 8);
}

export function manyUuid(m: Message, at: number, n: number, values: string[]): void {
  for (let i = 0; i < n; i++) values[i] = uuidAt(m, at + i * 16);
}
