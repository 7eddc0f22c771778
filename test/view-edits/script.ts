/** Random edits, made to a view and to the canonical value that is its model. */
import { expect } from "vitest";
import { hasView } from "../../src/emitters/views/view-types.js";
import { resolveType } from "../../src/ir/definitions.js";
import type { FieldDef, MapType, ResolvedType, StructDef, Type } from "../../src/ir/definitions.js";
import { canonicalStructText, fillDefaults, getOwn, type Canonical } from "../support/canonical.js";
import { fromCanonical, structFromCanonical } from "../support/convert.js";
import { randomStruct, randomValue, type MutableRecord, type Random } from "./random.js";
import { errorOf } from "./errors.js";
import { keyOf, randomKey } from "./keys.js";
import { readStructView } from "./read-view.js";
import { cloneModel, RetiredViews } from "./retired.js";
import {
  subjectOf,
  type AnyListView,
  type AnyMapView,
  type AnyView,
  type ViewSubjects,
} from "./subjects.js";

/** Of the field in whatever holds it: from the message on, or from a value that was set. */
const pathTo = (name: string): string =>
  expect.stringMatching(new RegExp(String.raw`^([\w.[\]]+\.)?${name}$`)) as string;

/** What was edited: by field id a trace of the struct there, or that its value is another one. */
export type Trace = Map<number, Trace | "replaced">;

export class EditScript {
  readonly random: Random;
  readonly subjects: ViewSubjects;
  readonly retired: RetiredViews;
  readonly counts: Map<string, number>;

  constructor(random: Random, subjects: ViewSubjects, counts: Map<string, number>) {
    this.random = random;
    this.subjects = subjects;
    this.counts = counts;
    this.retired = new RetiredViews(random);
  }

  count(action: string): void {
    this.counts.set(action, (this.counts.get(action) ?? 0) + 1);
  }

  /** One edit somewhere in the struct; false if nothing was there to be edited. */
  editStruct(def: StructDef, view: AnyView, model: MutableRecord, trace: Trace): boolean {
    const { random } = this;
    if (def.fields.length === 0) return false;
    const field = random.pick(def.fields);
    const roll = random.next();
    if (roll < 0.12) return this.removeField(def, field, view, model, trace);
    if (roll < 0.18) return this.failToSet(field, view);
    if (roll < 0.6 && hasView(field.type)) return this.editInside(def, field, view, model, trace);
    this.replaceField(def, field, view, model, trace);
    return true;
  }

  private removeField(
    def: StructDef,
    { name, id, requiredness }: FieldDef,
    view: AnyView,
    model: MutableRecord,
    trace: Trace,
  ): boolean {
    const remove = (): void => {
      if (this.random.chance(0.5)) view.$clear(name);
      else view[name] = this.random.chance(0.5) ? undefined : null;
    };
    if (requiredness === "required" && def.flavor !== "union") {
      expect(errorOf(remove)).toMatchObject({ code: "MISSING_REQUIRED", path: pathTo(name) });
      this.count("refused removals");
      return false;
    }
    remove();
    this.count("removals");
    if (def.flavor === "union" && !Object.hasOwn(model, name)) return true;
    expect(view.$has(name)).toBe(false);
    delete model[name];
    markReplaced(def, id, trace);
    return true;
  }

  private failToSet({ name, type }: FieldDef, view: AnyView): false {
    const isPresent = view.$has(name);
    const kind = resolveType(type).kind;
    const wrong = ["struct", "list", "set", "map"].includes(kind) ? 5 : { x: 1 };
    const error = errorOf(() => (view[name] = wrong));
    expect(error).toMatchObject({ code: "INVALID_VALUE", path: pathTo(name) });
    expect(view.$has(name)).toBe(isPresent);
    this.count("refused values");
    return false;
  }

  private editInside(
    def: StructDef,
    field: FieldDef,
    view: AnyView,
    model: MutableRecord,
    trace: Trace,
  ): boolean {
    const { name, id, type } = field;
    const child = view[name] as AnyView | undefined;
    if (child === undefined) {
      expect(Object.hasOwn(model, name)).toBe(false);
      return false;
    }
    // Two handles to one child: what the one edits, the other shows.
    expect(view[name]).toBe(child);
    const resolved = resolveType(type);
    if (resolved.kind !== "struct") {
      const part = Object.hasOwn(model, name)
        ? getOwn(model, name)
        : getOwn(fillDefaults(def, model), name);
      if (!this.editContainer(resolved, child, part)) return false;
      model[name] = part;
      if (trace.get(id) === undefined) trace.set(id, "replaced");
      return true;
    }
    const inner: Trace | "replaced" = trace.get(id) ?? new Map();
    const known = inner === "replaced" ? new Map() : inner;
    const part = getOwn(model, name) as MutableRecord;
    if (!this.editStruct(resolved.def, child, part, known)) return false;
    this.count("edits of children");
    trace.set(id, inner);
    return true;
  }

  private replaceField(
    def: StructDef,
    field: FieldDef,
    view: AnyView,
    model: MutableRecord,
    trace: Trace,
  ): void {
    const { name, id, type } = field;
    const { random } = this;
    if (!hasView(type)) {
      const value = randomValue(random, type, 2);
      view[name] = fromCanonical(type, value);
      this.count("values");
      this.put(def, field, model, trace, value);
      return;
    }
    const old = view[name];
    if (old !== undefined) this.retired.add(type, old, getOwn(fillDefaults(def, model), name));
    const roll = random.next();
    const nested = resolveType(type);
    if (roll < 0.2) {
      const own = view[name];
      view[name] = own;
      this.count("self-assignments");
      if (own === undefined) delete model[name];
      else model[name] = getOwn(fillDefaults(def, model), name);
      if (def.flavor !== "union" || own !== undefined) markReplaced(def, id, trace);
    } else if (roll < 0.3 && nested.kind === "struct" && nested.def.name === def.name) {
      const copy = cloneModel(model);
      view[name] = view;
      this.count("views inside themselves");
      this.put(def, field, model, trace, copy);
    } else if (roll < 0.6) {
      this.assignDonor(def, field, view, model, trace);
    } else {
      const value = randomValue(random, type, 2);
      view[name] = this.offer(type, value);
      this.count("new parts");
      this.put(def, field, model, trace, value);
    }
  }

  private put(
    def: StructDef,
    { name, id }: FieldDef,
    model: MutableRecord,
    trace: Trace,
    value: Canonical,
  ): void {
    if (def.flavor === "union") for (const other of Object.keys(model)) delete model[other];
    model[name] = value;
    markReplaced(def, id, trace);
  }

  /** Assigns the view of another message's field, edited before and after: the later edits must not show. */
  private assignDonor(
    def: StructDef,
    field: FieldDef,
    view: AnyView,
    model: MutableRecord,
    trace: Trace,
  ): void {
    const { name, type } = field;
    const value = randomStruct(this.random, def, 1);
    if (def.flavor === "union") for (const other of Object.keys(value)) delete value[other];
    value[name] = randomValue(this.random, type, 2);
    const { view: View, companion } = subjectOf(this.subjects, def);
    const input = structFromCanonical(def, value);
    const donor = this.random.chance(0.5)
      ? View.create(input)
      : View.of(companion.encode(input), { lazy: this.random.chance(0.3) });
    const part = donor[name] as AnyView;
    const partModel = getOwn(value, name);
    if (this.random.chance(0.5)) this.editPart(type, part, partModel);
    view[name] = part;
    this.count("views of others");
    this.put(def, field, model, trace, cloneModel(partModel));
    for (let count = this.random.below(3); count > 0; count--) {
      this.editPart(type, part, partModel);
    }
  }

  private editPart(type: Type, view: AnyView, model: Canonical): boolean {
    const resolved = resolveType(type);
    if (resolved.kind !== "struct") return this.editContainer(resolved, view, model);
    return this.editStruct(resolved.def, view, model as MutableRecord, new Map());
  }

  private editContainer(type: ResolvedType, view: AnyView, model: Canonical): boolean {
    if (type.kind === "list") {
      return this.editList(type.element, view as AnyListView, model as Canonical[]);
    }
    if (type.kind === "map") {
      const isText = type.as === "object" && resolveType(type.key).kind === "i64";
      const key: Type = isText ? { kind: "i64", as: "string" } : type.key;
      return this.editMap(key, type.value, view as AnyMapView, model as [Canonical, Canonical][]);
    }
    if (type.kind !== "set" || !hasView(type.element)) return false;
    const members = [...(view as AnyListView)];
    if (members.length === 0) return false;
    const i = this.random.below(members.length);
    this.count("edits of members");
    return this.editPart(type.element, members[i] as AnyView, getElement(model as Canonical[], i));
  }

  private editList(element: Type, view: AnyListView, model: Canonical[]): boolean {
    const { random } = this;
    expect(view.length).toBe(model.length);
    if (model.length === 0) {
      expect(errorOf(() => view.set(0, 1))).toMatchObject({ code: "OUT_OF_RANGE" });
      return false;
    }
    const i = random.below(model.length);
    const isView = hasView(element);
    if (isView && random.chance(0.5)) {
      const part = view.at(i);
      expect(view.at(i - model.length)).toBe(part);
      this.count("edits of elements");
      return this.editPart(element, part as AnyView, getElement(model, i));
    }
    if (isView) this.retired.add(element, view.at(i), getElement(model, i));
    const index = random.chance(0.5) ? i : i - model.length;
    const from = random.below(model.length);
    if (isView && random.chance(0.3)) {
      view.set(index, view.at(from));
      model[i] = cloneModel(getElement(model, from));
    } else {
      const value = randomValue(random, element, 3);
      view.set(index, this.offer(element, value));
      model[i] = value;
    }
    this.count("elements");
    return true;
  }

  /** The value as it may be assigned: plain, a view, or a container in which either is. */
  private offer(type: Type, value: Canonical): unknown {
    const plain = fromCanonical(type, value);
    const resolved = resolveType(type);
    if (!hasView(type) || this.random.chance(0.5)) return plain;
    if (resolved.kind === "struct")
      return subjectOf(this.subjects, resolved.def).view.create(plain);
    this.count("containers of offers");
    return this.offerParts(resolved, value);
  }

  private offerParts(type: ResolvedType, value: Canonical): unknown {
    if (type.kind === "list" || type.kind === "set") {
      const parts = (value as Canonical[]).map((part) => this.offer(type.element, part));
      return type.kind === "list" ? parts : new Set(parts);
    }
    const map = type as MapType;
    const entries = (value as [Canonical, Canonical][]).map(
      ([key, item]) => [this.offer(map.key, key), this.offer(map.value, item)] as const,
    );
    return map.as === "map" ? new Map(entries) : Object.fromEntries(entries);
  }

  private editMap(
    keyType: Type,
    valueType: Type,
    view: AnyMapView,
    model: [Canonical, Canonical][],
  ): boolean {
    const { random } = this;
    expect(view.length).toBe(model.length);
    const value = randomValue(random, valueType, 3);
    if (model.length === 0 || random.chance(0.3)) {
      const key = randomKey(random, keyType, model);
      if (key === undefined) return false;
      view.set(fromCanonical(keyType, key), this.offer(valueType, value));
      model.push([key, value]);
      this.count("new entries");
      return true;
    }
    const i = random.below(model.length);
    const entry = model[i] ?? (["", ""] as const);
    const key = keyOf(keyType, view, entry[0]);
    expect(view.has(key)).toBe(true);
    if (hasView(valueType)) {
      const part = view.get(key);
      expect(view.get(key)).toBe(part);
      if (random.chance(0.4)) {
        this.count("edits of map values");
        return this.editPart(valueType, part as AnyView, entry[1]);
      }
      this.retired.add(valueType, part, entry[1]);
    }
    if (random.chance(0.4)) {
      expect(view.delete(key)).toBe(true);
      expect(view.delete(key)).toBe(false);
      model.splice(i, 1);
      this.count("deleted entries");
    } else {
      view.set(key, this.offer(valueType, value));
      model[i] = [entry[0], value];
      this.count("replaced entries");
    }
    return true;
  }

  /** One random field reads as the model has it. */
  checkRead(def: StructDef, view: AnyView, model: MutableRecord): void {
    if (def.fields.length === 0) return;
    const field = this.random.pick(def.fields);
    const one = { ...def, fields: [field] };
    const expected = fillDefaults(
      one,
      Object.hasOwn(model, field.name) ? pickOne(model, field) : {},
    );
    const found = readStructView(one, view);
    expect(canonicalStructText(one, found)).toBe(canonicalStructText(one, expected));
  }
}

function pickOne(model: MutableRecord, { name }: FieldDef): MutableRecord {
  return { [name]: getOwn(model, name) };
}

/** In a union the other members are gone too. */
function markReplaced(def: StructDef, id: number, trace: Trace): void {
  if (def.flavor === "union") for (const field of def.fields) trace.set(field.id, "replaced");
  trace.set(id, "replaced");
}

function getElement(model: readonly Canonical[], i: number): Canonical {
  const element = model[i];
  if (element === undefined) throw new Error(`no element ${i}`);
  return element;
}
