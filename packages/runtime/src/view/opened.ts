/** Views of a sequence's elements, each made once. */
import { newArray } from "../read.js";
import type { View } from "./view.js";

/** An array has room for all elements: where these are more, the first ones to be looked at are kept in a Map. */
const manyElements = 1024;
/** So many of them. */
const fewViews = 16;

export class OpenedViews {
  private readonly count: number;
  private some: Map<number, View> | undefined;
  private all: (View | undefined)[];

  constructor(count: number) {
    this.count = count;
    this.some = count > manyElements ? new Map() : undefined;
    this.all = newArray(count > manyElements ? 0 : count);
  }

  get(i: number): View | undefined {
    return this.some === undefined ? this.all[i] : this.some.get(i);
  }

  set(i: number, view: View): void {
    const { some } = this;
    if (some === undefined) this.all[i] = view;
    else if (some.size < fewViews) some.set(i, view);
    else {
      this.all = newArray<View | undefined>(this.count);
      for (const [at, known] of some) this.all[at] = known;
      this.all[i] = view;
      this.some = undefined;
    }
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
