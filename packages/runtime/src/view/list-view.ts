/** Views of lists. */
import { fail, ThriftError } from "../errors.js";
import { refundViews } from "./claim.js";
import type { ElementCopier, NumberArray } from "./copy.js";
import type { ElementKind } from "./element.js";
import { isAlike, openBlank } from "./fits.js";
import { FixedIterator, PartIterator, TextIterator } from "./iterators.js";
import { retireCursor, type Message } from "./message.js";
import { clampIndex, resolveIndex, SequenceView } from "./sequence.js";
import { placeInside } from "./place.js";
import type { StructView } from "./struct-view.js";
import type { View } from "./view.js";

/**
 * A list where it lies. Elements are decoded by each access; structs and containers are views, the same at each access.
 */
export class ListView<T, Input = T> extends SequenceView implements Iterable<T> {
  /** @internal */
  readonly $kind: ElementKind<T, Input>;
  /** Of numbers. */
  private readonly copy: ElementCopier | undefined;

  /** @internal */
  constructor(message: Message, start: number, kind: ElementKind<T, Input>, copy?: ElementCopier) {
    super(message, start, 5, 1);
    this.$kind = kind;
    this.copy = copy;
  }

  /** Elements in the list. */
  get length(): number {
    return this.count;
  }

  /** The element; negative indexes count from the end. */
  at(index: number): T | undefined {
    const i = resolveIndex(index, this.count);
    return i === undefined ? undefined : (this.$elementAt(i) as T);
  }

  /** Puts another element in the place of one; negative indexes count from the end. OUT_OF_RANGE where there is none. */
  set(index: number, value: Input | (T & View)): void {
    const i = Number.isInteger(index) ? resolveIndex(index, this.count) : undefined;
    this.replaceAt(i ?? this.failIndex(index), value);
  }

  private failIndex(index: number): never {
    // What plain JavaScript gives may be anything, also what has no text.
    const place = typeof index === "object" ? "object" : String(index);
    const error = new ThriftError("OUT_OF_RANGE", 0, `[${place}]`);
    throw placeInside(this.$message, this.$start, error);
  }

  /** The elements; those that are set meanwhile as they are when it is their turn. */
  [Symbol.iterator](): IterableIterator<T> {
    const { $kind: kind, count } = this;
    if (kind.hasParts) return new PartIterator<T>(this, count);
    return kind.many === undefined
      ? new TextIterator<T>(this, count, kind.open)
      : new FixedIterator<T>(this, count, kind.many);
  }

  /**
   * Calls `visit` with each element, always with the same view where elements are structs: it shows another one each time, and
   * can't be edited.
   */
  forEachCursor(visit: (element: T, index: number) => void): void {
    let cursor: StructView | undefined;
    for (let i = 0; i < this.count; i++) {
      const isShown = this.$kind.type === 12 && !this.isEdited(i);
      if (isShown) {
        const at = this.offsetOf(i);
        if (cursor === undefined) {
          cursor = this.$kind.open(this.$message, at) as StructView;
          cursor.$message = retireCursor(cursor.$message);
          this.markScanned(cursor, at, i);
        } else {
          cursor.$start = at;
          cursor.$end = 0;
          cursor.$odd = undefined;
          if (!this.markScanned(cursor, at, i)) cursor.$moveTo(at);
        }
      }
      visit((isShown ? cursor : this.$elementAt(i)) as T, i);
      if (!isShown || cursor === undefined) continue;
      this.noteEnd(i, cursor.$end);
      refundViews(cursor.$message);
    }
  }

  /**
   * Decodes the elements from index `from` to before `to` (as `slice` takes them) into `target`, the first at its index `start`.
   * Returns how many those are. Nothing else of the list is read, and nothing is allocated.
   * @throws ThriftError, before anything is written: SIZE_LIMIT where they do not fit; INVALID_VALUE where the target's type is not
   * that of the elements (see `NumberArray`), or the elements are no numbers.
   */
  copyInto(target: NumberArray, start = 0, from = 0, to = this.count): number {
    const { copy } = this;
    if (copy === undefined) throw fail("INVALID_VALUE");
    const first = clampIndex(from, this.count);
    const n = Math.max(0, clampIndex(to, this.count) - first);
    copy(this.$message, this.$start + 5 + first * this.$kind.size, n, target, start);
    this.visitEdits((i, message) => {
      if (i >= first && i < first + n) copy(message, 0, 1, target, start + i - first);
    });
    return n;
  }

  /** @internal */
  $toPlain(): T[] {
    return [...this];
  }

  /** @internal */
  $over(message: Message): this {
    return new ListView(message, 0, this.$kind, this.copy) as this;
  }

  /** @internal */
  $fits(kind: ElementKind<unknown, never>): boolean {
    const other = kind.type === 15 && openBlank(kind);
    return other instanceof ListView && isAlike(this.kindOf(), other.kindOf());
  }

  /** @internal */
  protected kindOf(): ElementKind<unknown, never> {
    return this.$kind as ElementKind<unknown, never>;
  }
}
