/** What lists, sets and maps have in common: elements one behind the other, found by an index that one scan makes. */
import { maximumDepth } from "../limits.js";
import { newArray } from "../read.js";
import type { Chunks } from "./chunks.js";
import { claimView } from "./claim.js";
import type { Edit } from "./edit.js";
import { encodeElement, type ElementKind, type Offsets } from "./element.js";
import { isStale, isUniform, seek, windowsOf, type Message } from "./message.js";
import { OpenedViews } from "./opened.js";
import { emitPart, placeInside } from "./place.js";
import type { StructView } from "./struct-view.js";
import { checkCurrent, View } from "./view.js";

/** Offsets of so many are a plain array: an Int32Array takes 200 ns more, as scanning twenty structs does, and half the memory. */
const fewElements = 1024;

/** Elements of any kind where they lie, `count` of them. */
export abstract class SequenceView extends View {
  /** Bytes from one element to the next; 0 where they vary, -1 before the scan. */
  private stride = -1;
  /** The same of structs that need no scan of their own; else 0. */
  private whole = 0;
  /** How many of the first ones are structs in their usual form. */
  private usual = 0;
  /** Where each begins, if they vary; the last is where they end. */
  private offsets: Offsets | undefined = undefined;
  /** The last one that is found. */
  private reached = 0;
  /** Views of elements with parts. */
  private opened: OpenedViews | undefined;
  private edits: Map<number, Edit> | undefined;

  /** @internal Elements on the wire: of maps keys and values. */
  protected readonly count: number;
  /** Bytes of the header. */
  private readonly header: number;

  /** @internal Behind `header` bytes stand `factor` elements for each that the header counts. */
  constructor(message: Message, start: number, header: number, factor: number) {
    super(message, start);
    const r = seek(this.$message, this.$start + header - 4, 4);
    this.count = r.view.getInt32(r.offset) * factor;
    this.header = header;
  }

  /** @internal The kind of element `i`. */
  protected abstract kindOf(i: number): ElementKind<unknown, never>;

  /** @internal Where element `i` begins; `count`: where the elements end. */
  protected offsetOf(i: number): number {
    if (this.stride < 0) this.scan();
    const { offsets } = this;
    if (offsets === undefined) return this.$start + this.header + i * this.stride;
    if (i > this.reached) this.findOffsets(offsets, i);
    return offsets[i] as number;
  }

  /** @internal The element as it is now. */
  $elementAt(i: number): unknown {
    return this.opened?.get(i) ?? this.openAt(i);
  }

  private openAt(i: number): unknown {
    const { $message: m } = this;
    const kind = this.kindOf(i);
    const edit = this.edits?.get(i);
    const at = edit === undefined ? this.offsetOf(i) : 0;
    const value = kind.open(edit === undefined ? m : edit.message, at);
    if (!kind.hasParts) return value;
    const view = value as View;
    if (edit === undefined) claimView(m, kind.heap, at);
    if (edit === undefined) this.markScanned(value as StructView, at, i);
    if (isStale(m)) view.$retire();
    (this.opened ??= new OpenedViews(this.count)).set(i, view);
    return view;
  }

  /**
   * @internal A view of the element at `at`, not read yet: where the list's scan has seen all, it needs none of its own. False where
   * it does.
   */
  protected markScanned(view: StructView, at: number, i: number): boolean {
    const { whole, $message: m } = this;
    if (whole === 0 && i >= this.usual) return false;
    // Which would ask for the memory.
    m.owner?.check();
    if (whole !== 0) {
      view.$end = at + whole;
    } else if (m.memory.bytes.length !== 0) view.$placeAll(at, this.offsetOf(i + 1));
    return view.$end !== 0;
  }

  /** @internal The view of element `i`, if it was looked at. */
  protected openedAt(i: number): View | undefined {
    return this.opened?.get(i);
  }

  /** @internal Elements that were set, where they have no parts: the messages of their values. */
  protected visitEdits(visit: (i: number, message: Message) => void): void {
    this.edits?.forEach((edit, i) => visit(i, edit.message));
  }

  /** @internal All elements are as they lie. */
  $isPristine(): boolean {
    return this.edits === undefined;
  }

  /** @internal The kind of the first element. */
  get $first(): ElementKind<unknown, never> {
    return this.kindOf(0);
  }

  /** @internal Puts another value in the place of element `i`. */
  protected replaceAt(i: number, value: unknown): void {
    checkCurrent(this);
    this.storeAt(i, this.encodeAt(i, value));
  }

  /** @internal The edit that puts the value in the place of element `i`; its getters may have made the view stale. */
  protected encodeAt(i: number, value: unknown): Edit {
    const edit = this.encodeAs(this.kindOf(i), value, this.placeOf(i));
    checkCurrent(this);
    edit.like = this.$message;
    return edit;
  }

  /** @internal A value of this kind, which errors say to stand at `place`. */
  protected encodeAs<X>(kind: ElementKind<unknown, X>, value: unknown, place: number): Edit {
    try {
      const edit = encodeElement(kind, value, place);
      edit.kind = kind as ElementKind<unknown, never>;
      return edit;
    } catch (error) {
      throw placeInside(this.$message, this.$start, error);
    }
  }

  /** @internal */
  protected storeAt(i: number, edit: Edit): void {
    this.opened?.get(i)?.$retire();
    this.opened?.delete(i);
    (this.edits ??= new Map<number, Edit>()).set(i, edit);
  }

  /** @internal Whether element `i` was set or edited. */
  protected isEdited(i: number): boolean {
    return this.edits?.has(i) === true || this.opened?.get(i)?.$isDirty() === true;
  }

  /** @internal */
  $isDirty(): boolean {
    let isDirty = this.edits !== undefined;
    this.opened?.forEach((view) => (isDirty ||= view.$isDirty()));
    return isDirty;
  }

  /** @internal */
  $stepOver(): void {
    this.offsetOf(this.count);
  }

  /** @internal Types of elements have no names. */
  get $info(): undefined {
    return undefined;
  }

  /** @internal */
  $visitOpened(visit: (view: View) => void): void {
    this.opened?.forEach(visit);
  }

  /** @internal */
  $emit(chunks: Chunks): void {
    const m = this.$message;
    let from = this.$start;
    for (const i of this.listEdited()) {
      chunks.addRange(m, from, this.offsetOf(i));
      this.emitElement(chunks, i);
      from = this.offsetOf(i + 1);
    }
    chunks.addRange(m, from, this.offsetOf(this.count));
  }

  /** Elements that were set or edited, in order. */
  private listEdited(): readonly number[] {
    const edited = new Set(this.edits?.keys());
    this.opened?.forEach((view, i) => {
      if (view.$isDirty()) edited.add(i);
    });
    const sorted = [...edited];
    sorted.sort((a, b) => a - b);
    return sorted;
  }

  /** @internal What paths call element `i`. */
  protected placeOf(i: number): number {
    return i;
  }

  /** @internal */
  protected emitElement(chunks: Chunks, i: number): void {
    const view = this.opened?.get(i);
    const edit = this.edits?.get(i);
    const part = view ?? edit;
    if (part !== undefined) emitPart(part, chunks, this.placeOf(i));
    else chunks.addRange(this.$message, this.offsetOf(i), this.offsetOf(i + 1));
  }

  private scan(): void {
    const { $message: m, count } = this;
    const first = this.$start + this.header;
    const kind = this.kindOf(0);
    const isFixed = kind.size > 0 && this.kindOf(1).size > 0;
    if (isFixed && kind === this.kindOf(1)) this.stride = kind.size;
    // A list may end where the message does.
    else if (count === 0) this.stride = 0;
    else {
      m.offset = seek(m, first, 1).offset;
      m.depth = maximumDepth;
      if (this.scanStrides(kind, first)) return;
      this.startOffsets(first);
    }
  }

  /** The scan of the struct may have seen them all. */
  private scanStrides(
    { run, stride, isWhole }: ElementKind<unknown, never>,
    first: number,
  ): boolean {
    const { $message: m, count } = this;
    const start = m.offset;
    if (run === undefined || stride === undefined || this.kindOf(0) !== this.kindOf(1))
      return false;
    if (!isUniform(m, first)) {
      if (run(m, count) !== count) {
        m.offset = start;
        return false;
      }
      m.scanned += count * stride;
    }
    this.stride = stride;
    if (m.reading.stamped) return true;
    if (isWhole === true) this.whole = stride;
    else this.usual = count;
    return true;
  }

  /** The first ones, if they are in their usual form. */
  private startOffsets(first: number): void {
    const { $message: m, count, run } = this;
    const offsets = count < fewElements ? newArray<number>(count + 1) : new Int32Array(count + 1);
    offsets[0] = first;
    if (run !== undefined) {
      this.reached = run(m, count, offsets);
      if (windowsOf(m) === undefined) this.usual = this.reached;
      m.scanned += (offsets[this.reached] as number) - first;
    }
    this.offsets = offsets;
    this.stride = 0;
  }

  /**
   * On to element `until` of a list of structs: the scan of the struct around it has stepped over all, so whoever reads one
   * after the other scans them once, as views of them. Others are all found at once, in half the time.
   */
  private findOffsets(offsets: Offsets, until: number): void {
    const { type } = this.kindOf(0);
    const last = type === 12 && this.kindOf(1).type === 12 ? until : this.count;
    while (this.reached < last) {
      const end = type === 12 ? this.endOf(this.reached, offsets[this.reached] as number) : 0;
      if (end === 0) this.skipElements(offsets, last);
      else offsets[++this.reached] = end;
    }
  }

  /** @internal A cursor that shows element `i` has scanned it. */
  protected noteEnd(i: number, end: number): void {
    if (this.offsets === undefined || i !== this.reached || end <= 0) return;
    this.offsets[i + 1] = end;
    this.reached = i + 1;
  }

  /** Where element `i` ends, if a view of it has scanned it; else 0. */
  private endOf(i: number, at: number): number {
    // The elements are structs.
    const view = this.opened?.get(i) as StructView | undefined;
    if (view === undefined || view.$message !== this.$message || view.$start !== at) return 0;
    return Math.max(view.$end, 0);
  }

  /** Steps over the elements from the one that was reached to before `until`. */
  private skipElements(offsets: Offsets, until: number): void {
    const { $message: m, run } = this;
    let i = this.reached;
    const at = offsets[i] as number;
    m.offset = seek(m, at, 1).offset;
    m.depth = maximumDepth;
    while (i < until) {
      if (run !== undefined) i += run(m, until - i, offsets, i);
      if (i === until) break;
      this.kindOf(i).skip(m);
      offsets[++i] = m.shift + m.offset;
    }
    this.reached = i;
    m.scanned += (offsets[i] as number) - at;
  }

  /** Of structs alone. */
  private get run(): ElementKind<unknown, never>["run"] {
    const { run } = this.kindOf(0);
    return run !== undefined && this.kindOf(1).run === run ? run : undefined;
  }
}

/** The index that `at` means: negative ones count from the end; undefined outside. */
export function resolveIndex(i: number, length: number): number | undefined {
  const index = Math.trunc(i) || 0;
  const resolved = index < 0 ? index + length : index;
  return resolved >= 0 && resolved < length ? resolved : undefined;
}

/** The index that `slice` takes `i` for: negative ones count from the end, all are in bounds. */
export function clampIndex(i: number, length: number): number {
  const index = Math.trunc(i) || 0;
  return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
}
