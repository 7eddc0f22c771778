/** Views of values that were replaced. */
import { expect } from "vitest";
import { hasView } from "../../src/emitters/views/view-types.js";
import { resolveType } from "../../src/ir/definitions.js";
import type { ResolvedType, StructDef, Type } from "../../src/ir/definitions.js";
import {
  asRecord,
  canonicalText,
  fillDefaults,
  getOwn,
  type Canonical,
} from "../support/canonical.js";
import { errorOf } from "./errors.js";
import type { Random } from "./random.js";
import { readView } from "./read-view.js";
import type { AnyListView, AnyMapView, AnyView } from "./subjects.js";

/** A view whose place another value has taken, and what it must still read as. */
interface Retired {
  readonly type: Type;
  readonly view: AnyView;
  readonly model: Canonical;
}

export class RetiredViews {
  /** Edits that were refused. */
  refusals = 0;
  private readonly random: Random;
  private readonly retired: Retired[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  /** Keeps a view that is about to be replaced, and maybe views of its own parts: those may also be opened later. */
  add(type: Type, view: unknown, model: Canonical): void {
    if (this.random.chance(0.6)) return;
    this.retired.push({ type, view: view as AnyView, model: cloneModel(model) });
    const resolved = resolveType(type);
    if (resolved.kind !== "struct") return;
    const filled = fillPart(type, model);
    for (const { name, type: inner } of resolved.def.fields) {
      if (!hasView(inner) || this.random.chance(0.5)) continue;
      const part = (view as AnyView)[name];
      if (part === undefined) continue;
      const partModel = cloneModel(getOwn(asRecord(filled), name));
      this.retired.push({ type: inner, view: part as AnyView, model: partModel });
    }
  }

  /** Views of replaced values read as they did and refuse edits, as all that is reached through them does. */
  check(): void {
    for (const { type, view, model } of this.retired) {
      const text = canonicalText(type, fillPart(type, model));
      if (this.random.chance(0.5)) expect(readText(type, view)).toBe(text);
      this.checkRefused(resolveType(type), view);
      expect(readText(type, view)).toBe(text);
    }
  }

  private checkRefused(type: ResolvedType, view: unknown): void {
    const refused = (edit: () => void): void => {
      this.refusals++;
      // Not by a matcher: there are more than 100,000 of these.
      const { code } = errorOf(edit);
      if (code !== "STALE_VIEW") expect.fail(`${code} for an edit of a replaced view`);
    };
    if (type.kind === "struct") {
      for (const { name, type: inner } of type.def.fields) {
        refused(() => ((view as AnyView)[name] = undefined));
        refused(() => (view as AnyView).$clear(name));
        const part = (view as AnyView)[name];
        if (hasView(inner) && part !== undefined) this.checkRefused(resolveType(inner), part);
      }
    } else if (type.kind === "list" || type.kind === "set") {
      const list = view as AnyListView;
      if (type.kind === "list" && list.length > 0) refused(() => list.set(0, list.at(0)));
      if (!hasView(type.element)) return;
      for (const element of list) this.checkRefused(resolveType(type.element), element);
    } else if (type.kind === "map") {
      const map = view as AnyMapView;
      for (const [key, value] of map) {
        refused(() => map.set(key, value));
        refused(() => map.delete(key));
        if (hasView(type.value)) this.checkRefused(resolveType(type.value), value);
      }
    }
  }
}

function readText(type: Type, view: AnyView): string {
  return canonicalText(type, readView(type, view));
}

/** With the defaults that reading adds. */
function fillPart(type: Type, model: Canonical): Canonical {
  const holder = { fields: [{ name: "part", type, requiredness: "required" }] };
  return getOwn(fillDefaults(holder as unknown as StructDef, { part: model }), "part");
}

export function cloneModel<T extends Canonical>(model: T): T {
  return structuredClone(model);
}
