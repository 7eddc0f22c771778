/**
 * What few structs have: fields that come twice, unknown ones, edits. Kept apart, because
 * each property of a view costs 1 ns to open it.
 */
import type { StructView } from "./struct-view.js";

export class OddStruct {
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

/** No slots: of a struct that was not scanned, or whose run stands as we write it. */
export const noPlaces = /* @__PURE__ */ Object.freeze([]) as unknown as number[];

/** The slots of the run, to be changed. */
export function spreadRun(view: StructView): number[] {
  if (view.$run < 0) return view.$places;
  const { fixed, run } = view.$kind;
  view.$places = fixed.slice(0, run).map((offset) => view.$run + offset + 3);
  view.$run = -1;
  return view.$places;
}

/** Completes an array of all slots with those of the run. */
export function fillRun(view: StructView, slots: number[]): number[] {
  const { $run: start, $places: places } = view;
  const { fixed, run } = view.$kind;
  for (let index = 0; index < run; index++)
    slots[index] = start < 0 ? (places[index] ?? 0) : start + (fixed[index] as number) + 3;
  return slots;
}
