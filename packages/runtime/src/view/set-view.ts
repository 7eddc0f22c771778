/** Views of sets. */
import type { Memory } from "../memory.js";
import { canonicalUuid } from "../uuid.js";
import type { ElementKind } from "./element.js";
import { isAlike, openBlank } from "./fits.js";
import { windowsOf, type Message } from "./message.js";
import { resolveIndex, SequenceView } from "./sequence.js";
import { decodeAt } from "./values.js";

/**
 * A set where it lies. Its first use decodes all members; those with parts are views, each a member of its own, as decoded
 * objects would be.
 */
export class SetView<T, Input = T> extends SequenceView implements Iterable<T> {
  /** @internal */
  readonly $kind: ElementKind<T, Input>;
  private found: ReadonlySet<T> | undefined;
  /** The members by index, once `at` has asked. */
  private listed: T[] | undefined;
  /** The codec's reader, where members have no parts. */
  private readonly read: ((r: Memory) => ReadonlySet<T>) | undefined;

  /** @internal */
  constructor(
    message: Message,
    start: number,
    kind: ElementKind<T, Input>,
    read?: (r: Memory) => ReadonlySet<T>,
  ) {
    super(message, start, 5, 1);
    this.$kind = kind;
    this.read = read;
  }

  /** Members of the set. */
  get length(): number {
    return this.members.size;
  }

  /** It is a member; one with parts only as the view that iteration gives. */
  has(member: T): boolean {
    return this.members.has(this.$kind.type === 16 ? canonicalUuid(member) : member);
  }

  /** The member, in the order of the wire; negative indexes count from the end. */
  at(index: number): T | undefined {
    const i = resolveIndex(index, this.length);
    return i === undefined ? undefined : (this.listed ??= [...this.members])[i];
  }

  /** The members in the order of the wire. */
  [Symbol.iterator](): IterableIterator<T> {
    return this.members.values();
  }

  private get members(): ReadonlySet<T> {
    return (this.found ??= this.read === undefined ? this.collect() : this.decode(this.read));
  }

  private collect(): Set<T> {
    const found = new Set<T>();
    for (let i = 0; i < this.count; i++) found.add(this.$elementAt(i) as T);
    return found;
  }

  private decode(read: (r: Memory) => ReadonlySet<T>): ReadonlySet<T> {
    const { $message: m, $start: start } = this;
    const size = windowsOf(m) === undefined ? 5 : this.offsetOf(this.count) - start;
    return decodeAt(m, start, size, read);
  }

  /** @internal */
  $toPlain(): Set<T> {
    return new Set(this);
  }

  /** @internal */
  $over(message: Message): this {
    return new SetView(message, 0, this.$kind, this.read) as this;
  }

  /** @internal */
  $fits(kind: ElementKind<unknown, never>): boolean {
    const other = kind.type === 14 && openBlank(kind);
    return other instanceof SetView && isAlike(this.kindOf(), other.kindOf());
  }

  /** @internal */
  protected kindOf(): ElementKind<unknown, never> {
    return this.$kind as ElementKind<unknown, never>;
  }
}
