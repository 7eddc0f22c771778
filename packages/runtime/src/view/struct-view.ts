/** Views of structs, unions and exceptions; the generated classes add properties and the scan. */
import type { Block } from "../block.js";
import { fastReadStruct, type StructReader, type StructWriter } from "../codec.js";
import { fail, ThriftError } from "../errors.js";
import type { ThriftException } from "../exception.js";
import type { StructInfo } from "../info.js";
import { maximumDepth } from "../limits.js";
import { readerInto } from "../read-into.js";
import { Chunks as ChunkList, type Chunks } from "./chunks.js";
import type { ElementKind } from "./element.js";
import { emitStruct } from "./emit-struct.js";
import type { ListView } from "./list-view.js";
import { clearField } from "./set-field.js";
import { draftMessage } from "./draft.js";
import { dropEdit, isUnfinished, seek, windowsOf, type Message } from "./message.js";
import { copyKept } from "./kept.js";
import { baseOf, type OddStruct } from "./odd.js";
import { placeInside } from "./place.js";
import { bytesOf, copyOf, placeInMessage } from "./read-object.js";
import { spreadRun } from "./run.js";
import { settleDraft, takeBlock, takeBytes } from "./settle.js";
import { View } from "./view.js";

type ListOpener = (m: Message, at: number) => ListView<unknown, never>;

/** What elements of a typed list read as. */
type NumberIn<List> = NonNullable<List> extends BigInt64Array ? bigint : number;

/** What a view reads as. */
type ValueOf<V> = V extends { $toObject(): infer T } ? T : never;

/**
 * The fields of a view's value. An exception has the properties of Error too, which are none: its fields of those names end in `$`.
 * Not `keyof Error`: that depends on the project's `lib`, and projects add to it what may be a field here.
 */
type FieldOf<V, T = ValueOf<V>> = Exclude<
  keyof T,
  T extends ThriftException ? "name" | "message" | "stack" | "cause" : never
> &
  string;

/** What a generated class tells about its struct. Fields are counted in the order in which we write them. */
export interface StructKind<T, Input> {
  readonly info: StructInfo;
  readonly read: StructReader<T>;
  readonly write: StructWriter<Input>;
  /** The properties. */
  readonly names: readonly string[];
  /** Their headers: type << 24 | id << 8. */
  readonly headers: readonly number[];
  /** Where the fields of the run begin that we write first: they are always there, and of fixed size. */
  readonly fixed: readonly number[];
  /** Bytes of that run. */
  readonly fixedSize: number;
  /** How many of its fields stand first with other writers too: as long as they do, they need no slots. */
  readonly shared: number;
  /** Indexes of required fields. */
  readonly required: readonly number[];
  readonly isUnion: boolean;
  /** By index, of typed lists: a view of the list at `at`. Missing where the struct has none. */
  readonly lists?: Readonly<Record<number, ListOpener>>;
  /** For fields that are set alone. */
  readonly edits: StructInfo;
  /** By index: header and value. Made with the first edit of each. */
  readonly writers: StructWriter<never>[];
  /** A view of the class. */
  readonly open: (m: Message) => StructView<object, never>;
}

/** What a view's struct is encoded from. */
export type InputOf<V> = V extends StructView<object, infer Input> ? Input : never;

/**
 * A struct where it lies. The first access to a field scans the structure of the whole struct, so that a property never
 * differs from what `decode` gives; its content is decoded by the access to it, and errors in it show there.
 */
export abstract class StructView<T extends object = object, Input = never> extends View {
  /** @internal Behind STOP; 0 before the first scan; of a lazy view that paused, minus the offset where it goes on. */
  $end: number;
  /** @internal */
  $odd: OddStruct | undefined;

  /** @internal */
  constructor(message: Message, start: number) {
    super(message, start);
    this.$end = 0;
    this.$odd = undefined;
  }

  /** @internal */
  abstract get $kind(): StructKind<T, Input>;
  /** @internal Scans on: to the end, or in a lazy view until behind the field of this index. */
  abstract $scan(until: number): void;
  /** @internal Notes where the fields stand, if the struct has a usual form, in which a list's scan has seen it. */
  $placeAll(_at: number, _end: number): void {
    // Others are scanned.
  }
  /** @internal Offsets of values by index; 0 for none, negative for fields that were set. */
  abstract $slots(): number[];
  /** @internal Views of fields that were looked at, by index. */
  $children(): (View | undefined)[] {
    return [];
  }

  /** A view of a new message: of the given value, or without any field yet. */
  static create<V extends StructView<object>>(
    this: new (message: Message, start: number) => V,
    input?: InputOf<V>,
  ): V {
    const { prototype } = this as unknown as {
      readonly prototype: { readonly $kind: StructKind<object, InputOf<V>> };
    };
    return new this(draftMessage(prototype.$kind, input), 0);
  }

  /** The value as plain objects: what `decode` of its bytes gives. */
  $toObject(): T {
    settleDraft(this);
    const { $message: m, $start: start, $kind: kind } = this;
    const isDirty = this.$isDirty();
    const isCopy = isDirty || windowsOf(m) !== undefined;
    const r = !isCopy ? seek(m, start, 1) : copyOf(m, isDirty ? this.$toBytes() : bytesOf(this));
    r.depth = maximumDepth;
    try {
      const value = fastReadStruct(readerInto(kind.read, m.reading.arena), kind.info, r);
      if (start === 0 && m.info !== undefined && r.offset !== r.end)
        throw fail("TRAILING_BYTES", r.offset);
      return value;
    } catch (error) {
      throw isDirty ? error : placeInMessage(this, error, isCopy ? start : 0);
    }
  }

  /** @internal */
  $toPlain(): T {
    return this.$toObject();
  }

  override $toBytes(): Uint8Array {
    const bytes = takeBytes(this);
    return bytes === undefined ? super.$toBytes() : copyKept(bytes, bytes.length);
  }

  override $chunks(): Uint8Array[] {
    const bytes = takeBytes(this);
    return bytes === undefined ? super.$chunks() : [bytes];
  }

  override $toBlock(): Block {
    return takeBlock(this) ?? super.$toBlock();
  }

  /** @internal */
  override $collect(): Chunks {
    const bytes = takeBytes(this);
    if (bytes === undefined) return super.$collect();
    const chunks = new ChunkList();
    chunks.add(bytes);
    return chunks;
  }

  // By `this`, not T: a view of some T stays a view of an object, which TypeScript cannot tell where conditions ask about T.
  /** The field is there: on the wire, or set. */
  $has<V extends StructView>(this: V, name: FieldOf<V>): boolean {
    if (this.$end <= 0) this.$scan(-1);
    const index = this.$kind.names.indexOf(name);
    // A default that was edited is written.
    return (this.$slots()[index] ?? 0) !== 0 || this.$children()[index]?.$isDirty() === true;
  }

  /**
   * A typed list where it lies, to read elements of it, or copy some, without decoding all; the property gives all of them, as
   * an array of your own. It shows the list as it is now, and can't be edited. Undefined where the field is not there.
   * INVALID_VALUE for a field that is no typed list.
   */
  $list<V extends StructView, K extends FieldOf<V>>(
    this: V,
    name: K,
  ): ListView<NumberIn<ValueOf<V>[K]>, never> | undefined {
    if (this.$end <= 0) this.$scan(-1);
    const index = this.$kind.names.indexOf(name);
    const open = this.$kind.lists?.[index] ?? refuseName(this, name);
    const slot = this.$slots()[index] ?? 0;
    if (slot === 0) return undefined;
    const list = open(this.$message, slot);
    list.$retire();
    return list as ListView<NumberIn<ValueOf<V>[K]>, never>;
  }

  /** Removes the field, wherever it stands. MISSING_REQUIRED if it is required. */
  $clear<V extends StructView>(this: V, name: FieldOf<V>): void {
    const index = this.$kind.names.indexOf(name);
    if (index < 0) refuseName(this, name);
    clearField(this, index);
  }

  /** @internal */
  $stepOver(): void {
    this.$scan(-1);
  }

  /** @internal */
  get $info(): StructInfo {
    return this.$kind.info;
  }

  /** @internal */
  $over(message: Message): this {
    return this.$kind.open(message) as unknown as this;
  }

  /** @internal */
  $fits(kind: ElementKind<unknown, never>): boolean {
    if (kind.type !== 12) return false;
    // Opening does not read.
    const other = kind.open(this.$message, this.$start);
    return other instanceof StructView && other.$kind === this.$kind;
  }

  /** @internal Shows another struct of the message. */
  $moveTo(start: number): void {
    this.$start = start;
    this.$end = 0;
    this.$odd = undefined;
    // The properties of the generated class.
    const fields = this as unknown as Record<string, unknown>;
    const { names, shared } = this.$kind;
    const count = names.length;
    const slots = slotKeys(count);
    for (let index = shared; index < count; index++) fields[slots[index] as string] = 0;
    const children = this.$children();
    for (let index = 0; index < children.length; index++)
      if (children[index] !== undefined) fields[`$c${index}`] = undefined;
  }

  /** @internal Its slot and view are no more. */
  $forget(index: number): void {
    this.$children()[index]?.$retire();
    const slot = this.$slots()[index] ?? 0;
    if (slot < 0) dropEdit(this.$message, slot);
    if (index < this.$kind.shared) spreadRun(this)[index] = 0;
    else Object.assign(this, { [`$${index}`]: 0, [`$c${index}`]: undefined });
  }

  /** @internal */
  $isDirty(): boolean {
    return baseOf(this) !== undefined || this.$children().some((child) => child?.$isDirty());
  }

  /** @internal */
  $visitOpened(visit: (view: View) => void): void {
    for (const child of this.$children()) if (child !== undefined) visit(child);
  }

  /** @internal */
  $emit(chunks: Chunks): void {
    if (this.$end <= 0) this.$scan(-1);
    const { $message: m, $start: start, $end: end } = this;
    if (!isUnfinished(m) && !this.$isDirty()) return chunks.addRange(m, start, end);
    emitStruct(this, chunks);
  }
}

/** What the view has no such field for. */
function refuseName(view: StructView, name: string): never {
  const error = new ThriftError("INVALID_VALUE", 0, name);
  throw placeInside(view.$message, view.$start, error);
}

const keys: string[] = [];

/** `$0`, `$1` and so on, `count` at the least. */
function slotKeys(count: number): readonly string[] {
  for (let index = keys.length; index < count; index++) keys.push(`$${index}`);
  return keys;
}
