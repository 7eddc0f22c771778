/** The fields that stand first with other writers too: one offset, `$run`, tells the slots of all, as long as they stand so. */
import type { StructView } from "./struct-view.js";

/** Of a struct that was not scanned, or whose fields stand so. */
export const noPlaces = /* @__PURE__ */ Object.freeze([]) as unknown as number[];

/** Their slots one by one, to be changed. */
export function spreadRun(view: StructView): number[] {
  if (view.$run < 0) return view.$places;
  const { fixed, shared } = view.$kind;
  view.$places = fixed.slice(0, shared).map((offset) => view.$run + offset + 3);
  view.$run = -1;
  return view.$places;
}

/** Completes an array of all slots with theirs. */
export function fillRun(view: StructView, slots: number[]): number[] {
  const { $run: start, $places: places } = view;
  const { fixed, shared } = view.$kind;
  for (let index = 0; index < shared; index++)
    slots[index] = start < 0 ? (places[index] ?? 0) : start + (fixed[index] as number) + 3;
  return slots;
}
