/** Structs with their views, and the canonical form of what views give. */
import { ListView, MapView, SetView } from "@thriftgen/runtime/codegen-v1";
import { resolveType, type Program, type StructDef, type Type } from "../../src/ir/definitions.js";
import { createRecord, type Canonical, type CanonicalStruct } from "../support/canonical.js";
import { companionOf, type Companion } from "../support/companion.js";
import {
  compileOrFail,
  importGenerated,
  writeGenerated,
  type Files,
  type TestOptions,
} from "../support/compile-module.js";
import { toCanonical } from "../support/convert.js";
import { readFixtures } from "../support/fixtures.js";
import { linkProgram } from "../support/program.js";
import { viewOf, type AnyView, type ViewClass } from "./forms.js";

export interface ViewSubject {
  readonly name: string;
  readonly def: StructDef;
  readonly companion: Companion;
  readonly view: ViewClass;
}

const kitchen = ["kitchen_sink", "kitchen_keyed", "kitchen_extras"];

/** Every struct, union and exception of the kitchen sink's files. */
export async function loadKitchen(options: TestOptions = {}): Promise<readonly ViewSubject[]> {
  return loadViews(readFixtures(), kitchen, options);
}

/** Those of the given files, named without `.thrift`. */
export async function loadViews(
  files: Files,
  names: readonly string[],
  options: TestOptions = {},
): Promise<readonly ViewSubject[]> {
  const mains = names.map((name) => `${name}.thrift`);
  const generated = await compileOrFail(files, mains, { ...options, views: true });
  const directory = writeGenerated(generated);
  const subjects: ViewSubject[] = [];
  for (const name of names) {
    const module = await importGenerated(directory, `${name}.ts`);
    const views = await importGenerated(directory, `${name}.view.ts`);
    const program: Program = await linkProgram(files, `${name}.thrift`, options);
    const file = program.files.find((candidate) => candidate.prefix === name);
    for (const def of file?.definitions ?? []) {
      if (def.kind !== "struct") continue;
      const companion = companionOf(module, def.name);
      subjects.push({ name: def.name, def, companion, view: viewOf(views, def.name) });
    }
  }
  return subjects;
}

export function subjectNamed(subjects: readonly ViewSubject[], name: string): ViewSubject {
  const found = subjects.find((subject) => subject.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** What `decode` gives for a field, as text; entries of Maps and Sets in their order. */
export function decodedText(type: Type, value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(ordered(type, toCanonical(type, value)));
}

/** The same of what a view's property gives: everything in it is read. */
export function viewedText(type: Type, value: unknown): string {
  return value === undefined
    ? "absent"
    : JSON.stringify(ordered(type, viewToCanonical(type, value)));
}

/** Reads a field of a view and everything in it. */
export function readField(view: AnyView, def: StructDef, name: string): string {
  const field = def.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${def.name} has no ${name}`);
  return viewedText(field.type, view[name]);
}

/** The same without cursors, which show one struct after the other in one view. */
export function readParts(view: AnyView, def: StructDef): void {
  for (const { name, type } of def.fields)
    if (view[name] !== undefined) viewToCanonical(type, view[name], false);
}

/** Every field of a view, deep. */
export function readAll(view: AnyView, def: StructDef): string {
  return def.fields.map((field) => viewedText(field.type, view[field.name])).join();
}

export function decodedAll(decoded: Readonly<Record<string, unknown>>, def: StructDef): string {
  return def.fields.map((field) => decodedText(field.type, decoded[field.name])).join();
}

/** `isOuter`: no list is around it. */
function viewToCanonical(type: Type, value: unknown, isOuter = true): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "struct": {
      const result = createRecord<Canonical>();
      for (const field of resolved.def.fields) {
        const item = (value as AnyView)[field.name];
        if (item !== undefined) result[field.name] = viewToCanonical(field.type, item, isOuter);
      }
      return result;
    }
    case "list":
      if (resolved.as === "typed") return toCanonical(type, value);
      return listToCanonical(resolved.element, value, isOuter);
    case "set":
      if (!(value instanceof SetView)) throw new Error("a set is no SetView");
      return [...checkLength(value)].map((element) =>
        viewToCanonical(resolved.element, element, isOuter),
      );
    case "map": {
      if (!(value instanceof MapView)) throw new Error("a map is no MapView");
      // The keys of object maps read i64 as text.
      const isWideName = resolved.as === "object" && resolveType(resolved.key).kind === "i64";
      const key: Type = isWideName ? { kind: "i64", as: "string" } : resolved.key;
      return [...checkLength(value as MapView<unknown, unknown>)].map(([name, item]) => {
        if (!value.has(name) || value.get(name) !== value.get(name))
          throwUnlessNaN(value.get(name));
        return [
          viewToCanonical(key, name, isOuter),
          viewToCanonical(resolved.value, item, isOuter),
        ];
      });
    }
    default:
      return toCanonical(type, value);
  }
}

/** NaN differs from itself, and bytes are a copy each time. */
function throwUnlessNaN(value: unknown): void {
  if (typeof value === "object" && value !== null && ArrayBuffer.isView(value)) return;
  if (typeof value !== "number" || !Number.isNaN(value)) throw new Error("get is not stable");
}

/** By iteration, by `at`, and by the cursor where no list is around it: at each level it would double the work. */
function listToCanonical(element: Type, value: unknown, isOuter: boolean): Canonical {
  if (!(value instanceof ListView)) throw new Error("a list is no ListView");
  const elements = [...checkLength(value as ListView<unknown>)];
  const result = elements.map((one) => viewToCanonical(element, one, false));
  const last = value.length - 1;
  if (last >= 0 && typeof elements[last] === "object" && !ArrayBuffer.isView(elements[last])) {
    if (value.at(-1) !== elements[last]) throw new Error("an element is another view each time");
  }
  if (!isOuter) return result;
  let seen = 0;
  value.forEachCursor((cursor, index) => {
    if (index !== seen++) throw new Error("the cursor leaves out an element");
    // One in eight, as the cursor reads what `at` has read.
    if ((index & 7) !== 0) return;
    const text = JSON.stringify(viewToCanonical(element, cursor, false));
    if (text !== JSON.stringify(result[index])) throw new Error("the cursor shows something else");
  });
  return result;
}

function checkLength<T extends Iterable<unknown> & { readonly length: number }>(view: T): T {
  let count = 0;
  for (const _ of view) count++;
  if (count !== view.length) throw new Error(`${view.length} elements, ${count} are given`);
  return view;
}

/** Objects order keys that look like indexes anew: their entries have no order of their own. */
function ordered(type: Type, value: Canonical): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "list":
    case "set":
      return (value as readonly Canonical[]).map((element) => ordered(resolved.element, element));
    case "map": {
      const entries = (value as readonly (readonly [Canonical, Canonical])[]).map(
        ([key, item]): Canonical => [ordered(resolved.key, key), ordered(resolved.value, item)],
      );
      if (resolved.as === "map") return entries;
      return entries.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    case "struct":
      return orderedStruct(resolved.def, value as CanonicalStruct);
    default:
      return value;
  }
}

function orderedStruct(def: StructDef, value: CanonicalStruct): CanonicalStruct {
  const result = createRecord<Canonical>();
  for (const field of def.fields) {
    const item = value[field.name];
    if (item !== undefined) result[field.name] = ordered(field.type, item);
  }
  return result;
}
