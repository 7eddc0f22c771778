/** Fields that are unknown, missing, doubled or in another order. */
import { wireTypes, type WireField, type WireStruct, type WireValue } from "../../support/wire.js";
import { fromTree, type GeneratedCase, type Seed } from "./case.js";

const fixed = (type: number, size: number): WireValue => ({
  kind: "fixed",
  type,
  bytes: new Uint8Array(size).fill(5),
});

const text: WireValue = { kind: "string", bytes: new TextEncoder().encode("foreign") };

/** A value of every type on the wire. */
export const foreignValues: ReadonlyMap<string, WireValue> = new Map([
  ["bool", fixed(wireTypes.bool, 1)],
  ["i8", fixed(wireTypes.i8, 1)],
  ["double", fixed(wireTypes.double, 8)],
  ["i16", fixed(wireTypes.i16, 2)],
  ["i32", fixed(wireTypes.i32, 4)],
  ["i64", fixed(wireTypes.i64, 8)],
  ["uuid", fixed(wireTypes.uuid, 16)],
  ["string", text],
  ["struct", { kind: "struct", fields: [{ id: 1, value: text }] }],
  [
    "map",
    {
      kind: "map",
      keyType: wireTypes.string,
      valueType: wireTypes.uuid,
      entries: [[text, fixed(wireTypes.uuid, 16)]],
    },
  ],
  [
    "set",
    { kind: "list", type: wireTypes.set, elementType: wireTypes.string, elements: [text, text] },
  ],
  [
    "list",
    {
      kind: "list",
      type: wireTypes.list,
      elementType: wireTypes.struct,
      elements: [{ kind: "struct", fields: [] }],
    },
  ],
]);

export function replaceField(
  struct: WireStruct,
  at: number,
  ...replacements: readonly WireField[]
): WireStruct {
  const fields = [...struct.fields];
  fields.splice(at, 1, ...replacements);
  return { kind: "struct", fields };
}

export function* unknownFields(seed: Seed): Generator<GeneratedCase> {
  const used = new Set(seed.def.fields.map((field) => field.id));
  const ids = [0, 500, -7, -32768, 32766].filter((id) => !used.has(id));
  for (const [type, value] of foreignValues) {
    for (const id of ids) {
      for (const at of new Set([0, seed.wire.fields.length >> 1, seed.wire.fields.length])) {
        const fields = [...seed.wire.fields];
        fields.splice(at, 0, { id, value });
        yield fromTree("unknown-field", `${id} ${type} before ${at}`, seed, {
          kind: "struct",
          fields,
        });
      }
    }
  }
  const everywhere = insertUnknown(seed.wire);
  if (everywhere.kind === "struct") {
    yield fromTree("unknown-field", "in every struct, at every place", seed, everywhere);
  }
}

/** Unknown fields before and after every field of every struct. */
function insertUnknown(value: WireValue): WireValue {
  return mapStructs(value, (fields) => [
    ...fields.flatMap((field, at) => [{ id: -(at + 1), value: text }, field]),
    { id: -30000, value: fixed(wireTypes.i64, 8) },
  ]);
}

/** The value with every struct in it, keys and elements too, changed by `change`. */
export function mapStructs(
  value: WireValue,
  change: (fields: readonly WireField[]) => readonly WireField[],
): WireValue {
  const inner = (nested: WireValue): WireValue => mapStructs(nested, change);
  switch (value.kind) {
    case "struct":
      return {
        kind: "struct",
        fields: change(value.fields.map((field) => ({ id: field.id, value: inner(field.value) }))),
      };
    case "list":
      return { ...value, elements: value.elements.map(inner) };
    case "map":
      return { ...value, entries: value.entries.map(([key, item]) => [inner(key), inner(item)]) };
    default:
      return value;
  }
}

export function* orders(seed: Seed): Generator<GeneratedCase> {
  const changes: readonly (readonly [string, (fields: readonly WireField[]) => WireField[]])[] = [
    ["reversed", (fields) => fields.toReversed()],
    ["last first", (fields) => [...fields.slice(-1), ...fields.slice(0, -1)]],
    ["odd before even", (fields) => fields.toSorted((a, b) => (b.id & 1) - (a.id & 1))],
    ["variable first", (fields) => fields.toSorted((a, b) => rank(a) - rank(b))],
  ];
  for (const [name, change] of changes) {
    const wire = mapStructs(seed.wire, change);
    if (wire.kind === "struct") yield fromTree("order", name, seed, wire);
  }
}

const rank = (field: WireField): number => (field.value.kind === "fixed" ? 1 : 0);

/** Each field dropped once: MISSING_REQUIRED where it was required, its absent value elsewhere. */
export function* missingFields(seed: Seed): Generator<GeneratedCase> {
  for (const [at, field] of seed.wire.fields.entries()) {
    yield fromTree("required", `without ${field.id}`, seed, replaceField(seed.wire, at));
  }
  const bare = mapStructs(seed.wire, (fields) => fields.slice(0, -1));
  if (bare.kind === "struct") yield fromTree("required", "without each last field", seed, bare);
  yield fromTree("required", "without any field", seed, { kind: "struct", fields: [] });
}

/** The last occurrence of a field counts and nothing is merged; `other` holds other values of the same fields. */
export function* duplicates(seed: Seed, other: WireStruct): Generator<GeneratedCase> {
  yield fromTree("duplicate", "each field again, with another value", seed, {
    kind: "struct",
    fields: [...seed.wire.fields, ...other.fields],
  });
  yield fromTree("duplicate", "each field twice in a row", seed, {
    kind: "struct",
    fields: seed.wire.fields.flatMap((field) => [field, field]),
  });
  for (const [at, field] of seed.wire.fields.entries()) {
    for (const [type, value] of foreignValues) {
      // The second one has a wrong type: it is skipped and the first one stands.
      const wire = replaceField(seed.wire, at, field, { id: field.id, value });
      yield fromTree("duplicate", `field ${field.id} again as ${type}`, seed, wire);
    }
  }
}
