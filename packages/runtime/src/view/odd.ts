/**
 * What few structs have: fields in another order, or twice, unknown ones, edits. Kept apart, because each property of a view
 * costs 1 ns to open it.
 */
import type { StructView } from "./struct-view.js";

export class OddStruct {
  /** Slots of the fields that stand first with other writers too, where they don't stand so. */
  places: number[] | undefined = undefined;
  /** Slots before the first edit. */
  base: readonly number[] | undefined = undefined;
  /** Pairs: start of a field that no slot stands for, and the index of its field; -1 for unknown ones. */
  extra: number[] | undefined = undefined;
}

export function oddOf(view: StructView): OddStruct {
  return (view.$odd ??= new OddStruct());
}

export function baseOf(view: StructView): readonly number[] | undefined {
  return view.$odd === undefined ? undefined : view.$odd.base;
}

export function extraOf(view: StructView): number[] | undefined {
  return view.$odd === undefined ? undefined : view.$odd.extra;
}

/** Notes a field that no slot stands for. */
export function addExtra(view: StructView, start: number, index: number): void {
  (oddOf(view).extra ??= []).push(start, index);
}
