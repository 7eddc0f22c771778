/** One full value of a type: every field present, two elements in each container, nested to a small depth. */
import { resolveType } from "../../src/ir/definitions.js";
import type { StructDef, Type } from "../../src/ir/definitions.js";
import { createRecord, type Canonical, type CanonicalStruct } from "./canonical.js";

const maxDepth = 3;

/** `arm` chooses the member of unions, counted over their fields. */
export function sampleStruct(def: StructDef, arm = 0, depth = 0): CanonicalStruct {
  const record = createRecord<Canonical>();
  const fields =
    def.flavor === "union"
      ? def.fields.filter((_, index) => index === arm % def.fields.length)
      : def.fields;
  for (const field of fields) {
    const isStruct = resolveType(field.type).kind === "struct";
    if (depth >= maxDepth && isStruct && field.requiredness !== "required") {
      if (def.flavor !== "union") continue;
      return sampleStruct(def, arm + 1, depth);
    }
    record[field.name] = sampleValue(field.type, arm, depth + 1);
  }
  return record;
}

const scalars: Readonly<Record<string, readonly [Canonical, Canonical]>> = {
  bool: [true, false],
  i8: [-128, 7],
  i16: [32767, -2],
  i32: [-2147483648, 70000],
  i64: ["9007199254740991", "-5"],
  double: [1.5, -1e300],
  string: ["hié 😊", "plain"],
  binary: ["00ff80", ""],
  uuid: ["00112233-4455-6677-8899-aabbccddeeff", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
};

function sampleValue(type: Type, arm: number, depth: number, index: 0 | 1 = 0): Canonical {
  const resolved = resolveType(type);
  const element = (inner: Type): Canonical[] => {
    const isDeep = depth >= maxDepth && resolveType(inner).kind === "struct";
    if (isDeep) return [];
    return [sampleValue(inner, arm, depth + 1, 0), sampleValue(inner, arm, depth + 1, 1)];
  };
  switch (resolved.kind) {
    case "enum":
      return resolved.def.members[index]?.value ?? 0;
    case "list":
    case "set":
      return element(resolved.element);
    case "map": {
      const values = element(resolved.value);
      const keys = values.length === 0 ? [] : element(resolved.key);
      return keys.map((key, at) => [key, values[at] ?? 0]);
    }
    case "struct":
      return sampleStruct(resolved.def, arm + index, depth);
    case "error":
      throw new Error("an unresolved type");
    default: {
      const values = scalars[resolved.kind];
      if (values === undefined) throw new Error(`no sample for ${resolved.kind}`);
      return values[index];
    }
  }
}
