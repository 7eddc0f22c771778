/** The fields that stand first with other writers too: where they do, the struct's offset tells the slots of all. */
import { oddOf } from "./odd.js";
import type { StructView } from "./struct-view.js";

/** The slot of such a field; 0 for none. */
export function slotInRun(view: StructView, index: number): number {
  const places = view.$odd === undefined ? undefined : view.$odd.places;
  return places === undefined
    ? view.$start + (view.$kind.fixed[index] as number) + 3
    : (places[index] as number);
}

/** They do not stand so: each has a slot of its own from here on. */
export function clearRun(view: StructView, slots: number[]): void {
  oddOf(view).places = slots;
}

/** Their slots one by one, to be changed. */
export function spreadRun(view: StructView): number[] {
  const { fixed, shared } = view.$kind;
  return (oddOf(view).places ??= fixed.slice(0, shared).map((offset) => view.$start + offset + 3));
}

/** Completes an array of all slots with theirs. */
export function fillRun(view: StructView, slots: number[]): number[] {
  const { shared } = view.$kind;
  for (let index = 0; index < shared; index++) slots[index] = slotInRun(view, index);
  return slots;
}
