/** Long lists of structs that all take the same bytes. */
import type { Memory } from "./memory.js";
import { badValue, reserve } from "./write.js";

/** Elements that are opened at once, so that a list of wrong values claims no room for all; generated code has it, too. */
const together = 64;

/**
 * Opens up to 64 of `n` structs of `size` bytes, of which the `index`th stands at `o` behind 64 that are written: makes room
 * and copies their headers and STOPs from those. They are not deeper than those, either.
 */
export function openElements(w: Memory, o: number, index: number, n: number, size: number): void {
  const room = Math.min(n - index, together) * size;
  reserve(w, o, room);
  const before = o - together * size;
  w.bytes.copyWithin(o, before, before + room);
}

/** What a list of structs holds at `o` must be an object. */
export function checkElement(value: unknown, o: number): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) badValue(value, o);
}
