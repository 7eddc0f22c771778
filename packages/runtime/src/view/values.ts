/** Values where they lie. `at` is the offset in the message, or the slot of a field that was set. */
import { readerInto } from "../read-into.js";
import type { Memory } from "../memory.js";
import { readBinary, readI64Number } from "../read.js";
import { readString } from "../text-read.js";
import { readUuid } from "../uuid.js";
import { rethrowAt } from "./explain.js";
import { editAt, nearOffset, seek, type Message } from "./message.js";

export function boolAt(m: Message, at: number): boolean {
  const o = nearOffset(m, at, 1);
  if (o >= 0) return m.memory.view.getUint8(o) !== 0;
  const r = seek(m, at, 1);
  return r.view.getUint8(r.offset) !== 0;
}

export function i8At(m: Message, at: number): number {
  const o = nearOffset(m, at, 1);
  if (o >= 0) return m.memory.view.getInt8(o);
  const r = seek(m, at, 1);
  return r.view.getInt8(r.offset);
}

export function i16At(m: Message, at: number): number {
  const o = nearOffset(m, at, 2);
  if (o >= 0) return m.memory.view.getInt16(o);
  const r = seek(m, at, 2);
  return r.view.getInt16(r.offset);
}

/** Enums too. */
export function i32At(m: Message, at: number): number {
  const o = nearOffset(m, at, 4);
  if (o >= 0) return m.memory.view.getInt32(o);
  const r = seek(m, at, 4);
  return r.view.getInt32(r.offset);
}

export function doubleAt(m: Message, at: number): number {
  const o = nearOffset(m, at, 8);
  if (o >= 0) return m.memory.view.getFloat64(o);
  const r = seek(m, at, 8);
  return r.view.getFloat64(r.offset);
}

export function i64BigintAt(m: Message, at: number): bigint {
  const o = nearOffset(m, at, 8);
  if (o >= 0) return m.memory.view.getBigInt64(o);
  const r = seek(m, at, 8);
  return r.view.getBigInt64(r.offset);
}

/** OUT_OF_RANGE beyond 2^53 - 1 either way. */
export function i64NumberAt(m: Message, at: number): number {
  const o = nearOffset(m, at, 8);
  if (o >= 0) {
    const { view } = m.memory;
    const high = view.getInt32(o);
    // Less than 2^52 either way, as almost all are: surely in range.
    if ((high + 0x10_0000) >>> 21 === 0) return high * 0x1_0000_0000 + view.getUint32(o + 4);
  }
  const r = seek(m, at, 8);
  try {
    return readI64Number(r, r.offset);
  } catch (error) {
    return rethrowAt(at < 0 ? editAt(m, at).message : m, error);
  }
}

export function i64StringAt(m: Message, at: number): string {
  return String(i64BigintAt(m, at));
}

export function uuidAt(m: Message, at: number): string {
  const r = seek(m, at, 16);
  return readUuid(r, r.offset);
}

/** INVALID_UTF8 where the text is malformed. */
export function textAt(m: Message, at: number): string {
  let r = seek(m, at, 4);
  const n = r.view.getInt32(r.offset) + 4;
  if (n > r.end - r.offset) r = seek(m, at, n);
  try {
    return readString(r);
  } catch (error) {
    return rethrowAt(at < 0 ? editAt(m, at).message : m, error);
  }
}

/** A list of numbers, `size` bytes each, as the codec reads it. */
export function typedAt<T>(m: Message, at: number, size: number, read: (r: Memory) => T): T {
  const r = seek(m, at, 5);
  return decodeAt(m, at, 5 + r.view.getInt32(r.offset + 1) * size, read);
}

/** What the codec reads from `n` bytes, or, of a message in one piece, from as many as it needs. */
export function decodeAt<T>(m: Message, at: number, n: number, read: (r: Memory) => T): T {
  const r = seek(m, at, n);
  r.heap = 0;
  try {
    return readerInto(read, m.reading.arena)(r);
  } catch (error) {
    return rethrowAt(at < 0 ? editAt(m, at).message : m, error);
  }
}

/** A copy of the bytes, or a part of the message where that was asked for. */
export function binaryAt(m: Message, at: number): Uint8Array {
  const r = seek(m, at, 4);
  return readBinary(seek(m, at, r.view.getInt32(r.offset) + 4));
}
