/** Views of maps. */
import type { Chunks } from "./chunks.js";
import { checkContent } from "./content.js";
import { areKeysDistinct } from "./distinct-keys.js";
import type { Edit } from "./edit.js";
import type { ElementKind } from "./element.js";
import type { Memory } from "../memory.js";
import { canonicalUuid } from "../uuid.js";
import { isAlike, openBlank } from "./fits.js";
import { EntryIterator } from "./iterators.js";
import { isStale, windowsOf, type Message } from "./message.js";
import { emitPart } from "./place.js";
import { resolveIndex, SequenceView } from "./sequence.js";
import { decodeAt } from "./values.js";
import { checkCurrent, type View } from "./view.js";

/** An entry that the wire does not have. */
interface Added {
  readonly key: Edit;
  /** What `keys` gives, where keys have parts. */
  readonly keyView: View | undefined;
  value: Edit;
  view: View | undefined;
}

/** Of maps without such entries. */
const none: never[] = [];

/**
 * A map where it lies. The first use of a key decodes all keys; values are decoded by each access. A key that comes twice has
 * its last value. Keys with parts are found by identity, as in a Map: by what `keys` gives.
 */
export class MapView<K, V, KeyInput = K, ValueInput = V>
  extends SequenceView
  implements Iterable<[K, V]>
{
  /** @internal */
  readonly $key: ElementKind<K, KeyInput>;
  /** @internal */
  readonly $value: ElementKind<V, ValueInput>;
  /** The codec's reader, where neither keys nor values have parts. */
  private readonly read: ((r: Memory) => ReadonlyMap<K, V>) | undefined;
  /** By key: which element is the value; of an added one the complement of its place. */
  private found: Map<K, number> | undefined;
  /** What `keys` gives for the objects that callers have set: those are copied, and found by themselves too. */
  private aliases: WeakMap<WeakKey, K> | undefined;
  private added: Added[] = none;
  /** Places in it whose entries were removed: the next ones take them. */
  private vacant: number[] = none;
  /** The keys by index, once `at` has asked. */
  private listed: K[] | undefined;
  /** Entries were added or removed. */
  private resized = false;

  /** @internal */
  constructor(
    message: Message,
    start: number,
    key: ElementKind<K, KeyInput>,
    value: ElementKind<V, ValueInput>,
    read?: (r: Memory) => ReadonlyMap<K, V>,
  ) {
    super(message, start, 6, 2);
    this.$key = key;
    this.$value = value;
    this.read = read;
  }

  /** Keys in the map. */
  get length(): number {
    return this.places.size;
  }

  /** The value of the key: decoded by each access, or, where it has parts, a view, the same at each access. */
  get(key: K): V | undefined {
    const place = this.places.get(this.known(key));
    return place === undefined ? undefined : this.valueAt(place);
  }

  /** There is an entry of the key. */
  has(key: K): boolean {
    return this.places.has(this.known(key));
  }

  /** The entry; negative indexes count from the end. */
  at(index: number): [K, V] | undefined {
    const i = resolveIndex(index, this.length);
    if (i === undefined) return undefined;
    const key = (this.listed ??= [...this.places.keys()])[i] as K;
    return [key, this.get(key) as V];
  }

  /** The keys in the order of the wire, those that were added behind them. */
  keys(): IterableIterator<K> {
    return this.places.keys();
  }

  /** The values in the order of the keys. */
  values(): IterableIterator<V> {
    return this.decode()?.values() ?? this.listValues();
  }

  /** Key and value of each entry, in the order of the keys. */
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.readEntries() ?? this.decode()?.entries() ?? this.listEntries();
  }

  /** The entries one by one where they lie: a Map of them takes twice as long. Only where no key comes twice. */
  private readEntries(): EntryIterator<K, V> | undefined {
    const { $message: m, $start: start, $key: key, $value: value, count, read } = this;
    if (read === undefined || windowsOf(m) !== undefined || !m.reading.strict) return undefined;
    if (key.isText !== true || (value.size === 0 && value.type !== 11)) return undefined;
    if (this.$isDirty() || !areKeysDistinct(m, start + 6, count / 2, value.size)) return undefined;
    return new EntryIterator<K, V>(m, start + 6, count / 2, value);
  }

  /** All entries at once, where none was set and none has parts. */
  private decode(): ReadonlyMap<K, V> | undefined {
    const { $message: m, $start: start, read } = this;
    if (read === undefined || this.$isDirty()) return undefined;
    const size = windowsOf(m) === undefined ? 6 : this.offsetOf(this.count) - start;
    return decodeAt(m, start, size, read);
  }

  private *listValues(): IterableIterator<V> {
    for (const place of this.places.values()) yield this.valueAt(place);
  }

  private *listEntries(): IterableIterator<[K, V]> {
    for (const [key, place] of this.places) yield [key, this.valueAt(place)];
  }

  /** Puts another value in the place of the key's, or adds an entry. Errors of encoding leave the map as it was. */
  set(key: KeyInput | (K & View), value: ValueInput | (V & View)): void {
    checkCurrent(this);
    const { size } = this.places;
    // Keys that are read in another form than they are given have no place here: they are found when they have been encoded.
    const before = this.places.get(this.known(key as K));
    // Both must be encoded before anything changes, and before the place is known: getters in them may edit the map too.
    const edit = this.encodeAt(before !== undefined && before >= 0 ? before : size * 2 + 1, value);
    const keyEdit = before === undefined ? this.encodeAs(this.$key, key, size) : undefined;
    const place = this.places.get(this.known(key as K));
    if (place === undefined)
      this.addEntry(key as K, keyEdit ?? this.encodeAs(this.$key, key, size), edit);
    else this.replaceValue(place, edit);
  }

  private replaceValue(place: number, edit: Edit): void {
    if (place >= 0) return this.storeAt(place, edit);
    const entry = this.added[~place] as Added;
    entry.view?.$retire();
    entry.value = edit;
    entry.view = undefined;
  }

  private addEntry(given: K, keyEdit: Edit, value: Edit): void {
    keyEdit.like = this.$message;
    // As it is on the wire: the caller's object may change, and a uuid has several forms.
    const key = this.$key.open(keyEdit.message, 0);
    const place = this.places.get(key);
    if (place !== undefined) return this.replaceValue(place, value);
    if (typeof given === "object" && given !== null)
      (this.aliases ??= new WeakMap<WeakKey, K>()).set(given, key);
    const keyView = this.$key.hasParts ? (key as K & View) : undefined;
    // It never shrinks.
    if (this.added.length === 0) {
      this.added = [];
      this.vacant = [];
    }
    const i = this.vacant.pop() ?? this.added.length;
    this.added[i] = { key: keyEdit, keyView, value, view: undefined };
    this.places.set(key, ~i);
    this.listed = undefined;
    this.resized = true;
  }

  /** Removes the entry; false where there is none. */
  delete(key: K): boolean {
    checkCurrent(this);
    const known = this.known(key);
    const place = this.places.get(known);
    if (place === undefined) return false;
    const { view, keyView } = (place < 0 ? this.added[~place] : undefined) ?? {
      view: this.openedAt(place),
      keyView: this.openedAt(place - 1),
    };
    view?.$retire();
    keyView?.$retire();
    if (place < 0) this.vacant.push(~place);
    this.listed = undefined;
    this.resized = true;
    return this.places.delete(known);
  }

  /** The key as `keys` gives it: of an object that was set its copy, of a uuid the form in which it is read. */
  private known(key: K): K {
    if (typeof key === "string") return this.$key.type === 16 ? canonicalUuid(key) : key;
    return typeof key === "object" && key !== null ? (this.aliases?.get(key) ?? key) : key;
  }

  private get places(): Map<K, number> {
    if (this.found === undefined) {
      const found = new Map<K, number>();
      for (let i = 0; i < this.count; i += 2) {
        const key = this.$elementAt(i) as K;
        const replaced = found.get(key);
        if (replaced !== undefined)
          checkContent(this.$value.open(this.$message, this.offsetOf(replaced)));
        found.set(key, i + 1);
      }
      this.found = found;
    }
    return this.found;
  }

  private valueAt(place: number): V {
    const entry = place < 0 ? this.added[~place] : undefined;
    if (entry === undefined) return this.$elementAt(place) as V;
    if (entry.view !== undefined) return entry.view as V & View;
    const value = this.$value.open(entry.value.message, 0);
    if (!this.$value.hasParts) return value;
    entry.view = value as V & View;
    if (isStale(this.$message)) entry.view.$retire();
    return value;
  }

  /** @internal */
  $toPlain(): Map<K, V> {
    return new Map(this);
  }

  /** @internal */
  $over(message: Message): this {
    return new MapView(message, 0, this.$key, this.$value, this.read) as this;
  }

  /** @internal */
  $fits(kind: ElementKind<unknown, never>): boolean {
    const other = kind.type === 13 && openBlank(kind);
    return (
      other instanceof MapView && [0, 1].every((i) => isAlike(this.kindOf(i), other.kindOf(i)))
    );
  }

  /** @internal */
  protected kindOf(i: number): ElementKind<unknown, never> {
    return (i & 1 ? this.$value : this.$key) as ElementKind<unknown, never>;
  }

  /** @internal */
  protected override placeOf(i: number): number {
    return i >> 1;
  }

  /** @internal */
  override $isDirty(): boolean {
    return (
      this.resized ||
      super.$isDirty() ||
      this.added.some(({ view, keyView }) => view?.$isDirty() === true || keyView?.$isDirty())
    );
  }

  /** @internal */
  override $visitOpened(visit: (view: View) => void): void {
    super.$visitOpened(visit);
    for (const { view, keyView } of this.added) {
      if (view !== undefined) visit(view);
      if (keyView !== undefined) visit(keyView);
    }
  }

  /** @internal */
  override $emit(chunks: Chunks): void {
    if (!this.resized && !this.hasDuplicates()) return super.$emit(chunks);
    const header = new Uint8Array(6);
    header[0] = this.$key.type;
    header[1] = this.$value.type;
    new DataView(header.buffer).setInt32(2, this.places.size);
    chunks.add(header);
    let index = -1;
    for (const place of this.places.values()) {
      index += 1;
      const entry = place < 0 ? this.added[~place] : undefined;
      if (entry === undefined) {
        this.emitElement(chunks, place - 1);
        this.emitElement(chunks, place);
        continue;
      }
      emitPart(entry.keyView ?? entry.key, chunks, index);
      emitPart(entry.view ?? entry.value, chunks, index);
    }
  }

  /** An edit of a value that is not the last of its key's would be lost. */
  private hasDuplicates(): boolean {
    return super.$isDirty() && this.places.size * 2 !== this.count;
  }
}
