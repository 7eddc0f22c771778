/** What the getters of a view give, in canonical form. */
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef, Type } from "../../src/ir/definitions.js";
import { hasView } from "../../src/emitters/views/view-types.js";
import { createRecord, type Canonical, type CanonicalStruct } from "../support/canonical.js";
import { toCanonical } from "../support/convert.js";
import type { AnyListView, AnyMapView, AnyView } from "./subjects.js";

export function readStructView(def: StructDef, view: AnyView): CanonicalStruct {
  const record = createRecord<Canonical>();
  for (const field of def.fields) {
    const value = view[field.name];
    if (value !== undefined) record[field.name] = readView(field.type, value);
  }
  return record;
}

export function readView(type: Type, value: unknown): Canonical {
  const resolved = resolveType(type);
  if (!hasView(type)) return toCanonical(type, value);
  switch (resolved.kind) {
    case "struct":
      return readStructView(resolved.def, value as AnyView);
    case "list":
    case "set":
      return [...(value as AnyListView)].map((element) => readView(resolved.element, element));
    case "map": {
      const isText = resolved.as === "object" && resolveType(resolved.key).kind === "i64";
      const key: Type = isText ? { kind: "i64", as: "string" } : resolved.key;
      return [...(value as AnyMapView)].map(([name, item]) => [
        readView(key, name),
        readView(resolved.value, item),
      ]);
    }
    default:
      throw new Error(`a ${resolved.kind} has no view`);
  }
}
