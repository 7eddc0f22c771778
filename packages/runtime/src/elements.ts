/** Long lists of structs that all take the same bytes. */
import type { Memory } from "./memory.js";
import { badValue, reserve } from "./write.js";

/**
 * Opens the next of `left` structs of `size` bytes at `o`, at most `count`, which stand behind `count` that are written: makes
 * room and copies headers and STOPs from those. They are not deeper than those, either.
 */
export function openElements(
  w: Memory,
  o: number,
  left: number,
  count: number,
  size: number,
): void {
  const room = Math.min(left, count) * size;
  reserve(w, o, room);
  const before = o - count * size;
  w.bytes.copyWithin(o, before, before + room);
}

/**
 * What a list of structs holds at `o` must be an object. `begin` has the same line: calling this there would make the bundle of
 * one struct 3,082 bytes, of 3,072 that it may have.
 */
export function checkElement(value: unknown, o: number): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badValue(value, o);
}
