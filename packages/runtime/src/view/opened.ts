/** Views of a sequence's elements, each made once. */
import { newArray } from "../read.js";
import type { View } from "./view.js";

/** So many are kept in a Map: an array has room for all elements. */
const few = 16;

export class OpenedViews {
  private readonly count: number;
  private some: Map<number, View> | undefined = new Map();
  private all: (View | undefined)[] = [];

  constructor(count: number) {
    this.count = count;
  }

  get(i: number): View | undefined {
    return this.some === undefined ? this.all[i] : this.some.get(i);
  }

  set(i: number, view: View): void {
    const { some } = this;
    if (some !== undefined && some.size < few) {
      some.set(i, view);
      return;
    }
    if (some !== undefined) {
      this.all = newArray<View | undefined>(this.count);
      for (const [at, known] of some) this.all[at] = known;
      this.some = undefined;
    }
    this.all[i] = view;
  }

  delete(i: number): void {
    if (this.some === undefined) this.all[i] = undefined;
    else this.some.delete(i);
  }

  /** In no order. */
  forEach(visit: (view: View, i: number) => void): void {
    if (this.some === undefined) this.all.forEach((view, i) => view && visit(view, i));
    else this.some.forEach(visit);
  }
}
