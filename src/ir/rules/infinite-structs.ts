import type { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { describeCycle } from "../components.js";
import { resolveType, type FieldDef, type StructDef } from "../definitions.js";
import type { BoundProgram } from "../origins.js";
import { structsOf } from "./walk.js";

/** A field that every value of `owner` must fill with a value of `target`. */
interface Need {
  readonly owner: StructDef;
  readonly field: FieldDef;
  readonly target: StructDef;
}

type NeedsOf = (def: StructDef) => readonly Need[];

/**
 * A struct has some value that ends: no chain of required fields leads from it back to itself. Optional fields,
 * structs of default requiredness (which may stay unset) and containers (which may be empty) end a value; a union
 * ends where one of its fields does.
 */
export function checkInfiniteStructs(program: BoundProgram, sink: DiagnosticSink): void {
  const needs = new Map<StructDef, readonly Need[]>();
  for (const def of structsOf(program)) needs.set(def, findNeeds(def));
  const needsOf: NeedsOf = (def) => needs.get(def) ?? [];
  const finite = findFiniteStructs(needs.keys(), needsOf);
  const seen = new Set<StructDef>();
  for (const root of needs.keys()) {
    const cycle = findEndlessCycle(root, needsOf, finite, seen);
    if (cycle.length === 0) continue;
    const chain = describeCycle(cycle.map(({ owner, field }) => `${owner.name}.${field.name}`));
    sink.report("infinite-struct", cycle[0]?.field.nameSpan, { chain });
  }
}

function findNeeds(owner: StructDef): readonly Need[] {
  const needs: Need[] = [];
  for (const field of owner.fields) {
    const type = resolveType(field.type);
    if (type.kind === "struct") {
      if (owner.flavor === "union" || field.requiredness === "required") {
        needs.push({ owner, field, target: type.def });
      }
    } else if (owner.flavor === "union") {
      // The value can end with this field.
      return [];
    }
  }
  return needs;
}

/** The least set that holds a struct when it holds all that the struct needs, and a union when it holds any of it. */
function findFiniteStructs(defs: Iterable<StructDef>, needsOf: NeedsOf): ReadonlySet<StructDef> {
  const finite = new Set<StructDef>();
  const missing = new Map<StructDef, number>();
  const dependents = new Map<StructDef, StructDef[]>();
  const settled: StructDef[] = [];
  const settle = (def: StructDef): void => {
    if (!finite.has(def)) settled.push(def);
    finite.add(def);
  };
  for (const def of defs) {
    const needs = needsOf(def);
    missing.set(def, needs.length);
    for (const { target } of needs) {
      const list = dependents.get(target);
      if (list === undefined) dependents.set(target, [def]);
      else list.push(def);
    }
    if (needs.length === 0) settle(def);
  }
  for (let def = settled.pop(); def !== undefined; def = settled.pop()) {
    for (const dependent of dependents.get(def) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0 || dependent.flavor === "union") settle(dependent);
    }
  }
  return finite;
}

/** Follows needs that never end until they repeat; empty where they lead to structs that were `seen` before. */
function findEndlessCycle(
  root: StructDef,
  needsOf: NeedsOf,
  finite: ReadonlySet<StructDef>,
  seen: Set<StructDef>,
): readonly Need[] {
  const path: Need[] = [];
  const positions = new Map<StructDef, number>();
  let def = root;
  while (!finite.has(def) && !seen.has(def)) {
    seen.add(def);
    positions.set(def, path.length);
    const need = needsOf(def).find(({ target }) => !finite.has(target));
    if (need === undefined) return [];
    path.push(need);
    def = need.target;
  }
  const start = positions.get(def);
  return start === undefined ? [] : path.slice(start);
}
