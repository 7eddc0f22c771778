/** The structs of the kitchen sink with their codecs and views. */
import type { Block } from "@thriftgen/runtime";
import type { StructDef } from "../../src/ir/definitions.js";
import { companionOf, type Companion } from "../support/companion.js";
import {
  compileOrFail,
  importGenerated,
  writeGenerated,
  type TestOptions,
} from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { linkProgram } from "../support/program.js";

/** A view of any kind, as tests that find it by name see it. */
export interface AnyView {
  [property: string]: unknown;
  $has(name: string): boolean;
  $clear(name: string): void;
  $toObject(): Record<string, unknown>;
  $toBytes(): Uint8Array;
  $chunks(): Uint8Array[];
  $toBlock(): Block;
  $own(): this;
}

export interface ViewClass {
  new (...args: never): AnyView;
  of(source: unknown, options?: { lazy?: boolean; utf8?: "strict" | "replace" }): AnyView;
  create(input?: unknown): AnyView;
}

export interface AnyListView extends AnyView, Iterable<unknown> {
  readonly length: number;
  at(index: number): unknown;
  set(index: number, value: unknown): void;
  forEachCursor(visit: (element: AnyView, index: number) => void): void;
}

export interface AnyMapView extends AnyView, Iterable<[unknown, unknown]> {
  readonly length: number;
  get(key: unknown): unknown;
  has(key: unknown): boolean;
  keys(): Iterable<unknown>;
  set(key: unknown, value: unknown): void;
  delete(key: unknown): boolean;
}

export interface ViewSubject {
  readonly name: string;
  readonly def: StructDef;
  readonly companion: Companion;
  readonly view: ViewClass;
}

/** By `subjectKey`. */
export type ViewSubjects = ReadonlyMap<string, ViewSubject>;

const files = ["kitchen_sink", "kitchen_keyed", "kitchen_extras"];

/** Programs are linked file by file, so one struct has several definitions: equal by this text. */
export function subjectKey(def: StructDef): string {
  return `${def.file.prefix}.${def.name}`;
}

export async function loadViewSubjects(options: TestOptions = {}): Promise<ViewSubjects> {
  const idl = readFixtures();
  const mains = files.map((name) => `${name}.thrift`);
  const generated = await compileOrFail(idl, mains, { ...options, views: true });
  const directory = writeGenerated(generated);
  const subjects = new Map<string, ViewSubject>();
  for (const name of files) {
    const codecs = await importGenerated(directory, `${name}.ts`);
    const views = await importGenerated(directory, `${name}.view.ts`);
    const program = await linkProgram(idl, `${name}.thrift`, options);
    const file = program.files.find((candidate) => candidate.prefix === name);
    for (const def of file?.definitions ?? []) {
      if (def.kind !== "struct") continue;
      const view = views[`${def.name}View`] as ViewClass;
      const companion = companionOf(codecs, def.name);
      subjects.set(subjectKey(def), { name: def.name, def, companion, view });
    }
  }
  return subjects;
}

export function subjectOf(subjects: ViewSubjects, def: StructDef): ViewSubject {
  const subject = subjects.get(subjectKey(def));
  if (subject === undefined) throw new Error(`no subject for ${def.name}`);
  return subject;
}

export function subjectNamed(subjects: ViewSubjects, name: string): ViewSubject {
  for (const subject of subjects.values()) if (subject.name === name) return subject;
  throw new Error(`no subject is called ${name}`);
}
