/** The values beside golden bytes, in canonical form: there binary is base64. */
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef, Type } from "../../src/ir/definitions.js";
import {
  asList,
  asPair,
  asRecord,
  createRecord,
  getOwn,
  type Canonical,
  type CanonicalStruct,
} from "../support/canonical.js";

export function structFromGolden(def: StructDef, value: Canonical): CanonicalStruct {
  const record = asRecord(value);
  const known = new Map(def.fields.map((field) => [field.name, field]));
  const result = createRecord<Canonical>();
  for (const name of Object.keys(record)) {
    const field = known.get(name);
    if (field === undefined) throw new Error(`${def.name} has no field ${name}`);
    result[name] = fromGolden(field.type, getOwn(record, name));
  }
  return result;
}

function fromGolden(type: Type, value: Canonical): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "binary":
      return Buffer.from(String(value), "base64").toString("hex");
    case "list":
    case "set":
      return asList(value).map((element) => fromGolden(resolved.element, element));
    case "map":
      return asList(value).map((entry) => {
        const [key, item] = asPair(entry);
        return [fromGolden(resolved.key, key), fromGolden(resolved.value, item)];
      });
    case "struct":
      return structFromGolden(resolved.def, value);
    default:
      return value;
  }
}
