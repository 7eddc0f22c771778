/** Views of unions. */
import { dropEdit, type Message } from "./message.js";
import { StructView } from "./struct-view.js";
import type { View } from "./view.js";

/** A union where it lies: at most one member is there, so one slot does for all, and a view takes 7 words however many they are. */
export abstract class UnionView<T extends object = object, Input = never> extends StructView<
  T,
  Input
> {
  /** @internal Index of the member that is there; -1 for none. */
  $member: number;
  /** @internal Its slot. */
  $slot: number;
  /** @internal Its view, if it was looked at. */
  $child: View | undefined;

  /** Views are made by `of` and `create`. */
  constructor(message: Message, start: number) {
    super(message, start);
    this.$member = -1;
    this.$slot = 0;
    this.$child = undefined;
  }

  /** @internal */
  override $slots(): number[] {
    return this.$kind.names.map((_, index) => (index === this.$member ? this.$slot : 0));
  }

  /** @internal */
  override $children(): (View | undefined)[] {
    return this.$kind.names.map((_, index) => (index === this.$member ? this.$child : undefined));
  }

  /** @internal The slot of the member of this index. */
  $slotOf(index: number): number {
    return index === this.$member ? this.$slot : 0;
  }

  /** @internal The member was set, or removed: then its slot is 0. */
  $setMember(index: number, slot: number): void {
    if (slot === 0) return;
    this.$member = index;
    this.$slot = slot;
    this.$child = undefined;
  }

  /** @internal */
  override $moveTo(start: number): void {
    this.$start = start;
    this.$end = 0;
    this.$odd = undefined;
    this.dropMember();
  }

  /** @internal */
  override $forget(index: number): void {
    if (index !== this.$member) return;
    this.$child?.$retire();
    if (this.$slot < 0) dropEdit(this.$message, this.$slot);
    this.dropMember();
  }

  private dropMember(): void {
    this.$member = -1;
    this.$slot = 0;
    this.$child = undefined;
  }
}
