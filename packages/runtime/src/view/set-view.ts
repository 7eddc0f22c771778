/** Views of sets. */
import type { ElementKind } from "./element.js";
import type { Message } from "./message.js";
import { resolveIndex, SequenceView } from "./sequence.js";

/**
 * A set where it lies. Its first use decodes all members; those with parts are views, each a member of its own, as decoded
 * objects would be.
 */
export class SetView<T, Input = T> extends SequenceView implements Iterable<T> {
  /** @internal */
  readonly $kind: ElementKind<T, Input>;
  private found: Set<T> | undefined;

  /** @internal */
  constructor(message: Message, start: number, kind: ElementKind<T, Input>) {
    super(message, start, 5, 1);
    this.$kind = kind;
  }

  /** Members of the set. */
  get length(): number {
    return this.members.size;
  }

  has(member: T): boolean {
    return this.members.has(member);
  }

  /** The member, in the order of the wire; negative indexes count from the end. */
  at(index: number): T | undefined {
    const i = resolveIndex(index, this.length);
    return i === undefined ? undefined : [...this.members][i];
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.members.values();
  }

  private get members(): Set<T> {
    if (this.found === undefined) {
      const found = new Set<T>();
      for (let i = 0; i < this.count; i++) found.add(this.$elementAt(i) as T);
      this.found = found;
    }
    return this.found;
  }

  /** @internal */
  protected kindOf(): ElementKind<unknown, never> {
    return this.$kind as ElementKind<unknown, never>;
  }
}
