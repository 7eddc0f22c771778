/** Random canonical values of an IDL's types, for fast-check. */
import fc from "fast-check";
import { resolveType } from "../../src/ir/definitions.js";
import type { FieldDef, StructDef, Type } from "../../src/ir/definitions.js";
import {
  canonicalText,
  createRecord,
  doubleToCanonical,
  type Canonical,
  type CanonicalStruct,
} from "./canonical.js";

export interface ArbitraryOptions {
  /** Nested structs and containers below this depth are absent or empty. */
  readonly maxDepth: number;
  readonly maxLength: number;
  /** Leave out fields for which this is false (a peer that cannot carry them). */
  readonly keepField?: (field: FieldDef, def: StructDef) => boolean;
}

const defaults: ArbitraryOptions = { maxDepth: 4, maxLength: 4 };

/** Fields that are always written are always present, so that values survive a round trip as they are. */
export function arbitraryStruct(
  def: StructDef,
  options: Partial<ArbitraryOptions> = {},
): fc.Arbitrary<CanonicalStruct> {
  return structOf(def, { ...defaults, ...options }, 0);
}

function structOf(
  def: StructDef,
  options: ArbitraryOptions,
  depth: number,
): fc.Arbitrary<CanonicalStruct> {
  const fields = def.fields.filter((field) => options.keepField?.(field, def) ?? true);
  if (def.flavor === "union") return unionOf(def, fields, options, depth);
  const parts = fields.map((field) => fieldOf(field, options, depth));
  return fc.tuple(...parts).map((values) => {
    const record = createRecord<Canonical>();
    fields.forEach((field, index) => {
      const value = values[index];
      if (value !== undefined) record[field.name] = value;
    });
    return record;
  });
}

function unionOf(
  def: StructDef,
  fields: readonly FieldDef[],
  options: ArbitraryOptions,
  depth: number,
): fc.Arbitrary<CanonicalStruct> {
  const flat = fields.filter((field) => resolveType(field.type).kind !== "struct");
  const usable = depth >= options.maxDepth && flat.length > 0 ? flat : fields;
  const arms = usable.map((field) =>
    valueOf(field.type, options, depth + 1).map((value) => {
      const record = createRecord<Canonical>();
      record[field.name] = value;
      return record;
    }),
  );
  if (arms.length === 0) throw new Error(`${def.name} has no member to choose`);
  return fc.oneof(...arms);
}

function fieldOf(
  field: FieldDef,
  options: ArbitraryOptions,
  depth: number,
): fc.Arbitrary<Canonical | undefined> {
  const isStruct = resolveType(field.type).kind === "struct";
  const isOptional =
    field.requiredness === "optional" || (field.requiredness === "default" && isStruct);
  if (isOptional && depth >= options.maxDepth) return fc.constant(undefined);
  const value = valueOf(field.type, options, depth + 1);
  return isOptional ? fc.option(value, { nil: undefined }) : value;
}

function valueOf(type: Type, options: ArbitraryOptions, depth: number): fc.Arbitrary<Canonical> {
  const resolved = resolveType(type);
  const maxLength = depth > options.maxDepth ? 0 : options.maxLength;
  switch (resolved.kind) {
    case "bool":
      return fc.boolean();
    case "i8":
      return fc.integer({ min: -128, max: 127 });
    case "i16":
      return fc.integer({ min: -32768, max: 32767 });
    case "i32":
      return fc.integer();
    case "enum":
      return fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...memberValues(resolved.def.members)) },
        fc.integer(),
      );
    case "i64":
      return integer64(resolved.as === "number").map(String);
    case "double":
      return fc.double().map(doubleToCanonical);
    case "string":
      return text;
    case "binary":
      return fc
        .uint8Array({ maxLength: maxLength * 4 })
        .map((bytes) => Buffer.from(bytes).toString("hex"));
    case "uuid":
      return fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) =>
        Buffer.from(bytes)
          .toString("hex")
          .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
      );
    case "list":
      if (maxLength === 0) return fc.constant([]);
      return fc.array(valueOf(resolved.element, options, depth + 1), { maxLength });
    case "set":
      if (maxLength === 0) return fc.constant([]);
      return fc.uniqueArray(keyOf(resolved.element, options, depth + 1), {
        maxLength,
        selector: (element) => canonicalText(resolved.element, element),
      });
    case "map":
      if (maxLength === 0) return fc.constant([]);
      return fc.uniqueArray(
        fc.tuple(
          keyOf(resolved.key, options, depth + 1),
          valueOf(resolved.value, options, depth + 1),
        ),
        { maxLength, selector: ([key]) => canonicalText(resolved.key, key) },
      );
    case "struct":
      return structOf(resolved.def, options, depth);
    case "error":
      throw new Error("an unresolved type");
  }
}

/** JavaScript's Map and Set make -0 a 0, so it cannot stand there. */
function keyOf(type: Type, options: ArbitraryOptions, depth: number): fc.Arbitrary<Canonical> {
  const key = valueOf(type, options, depth);
  if (resolveType(type).kind !== "double") return key;
  return key.map((value) => (value === "-0" ? 0 : value));
}

function memberValues(members: readonly { readonly value: number }[]): number[] {
  return members.length === 0 ? [0] : members.map((member) => member.value);
}

function integer64(safe: boolean): fc.Arbitrary<bigint> {
  if (safe) return fc.maxSafeInteger().map(BigInt);
  const edge = fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n, -1n, 0n, 2n ** 32n);
  const any = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  return fc.oneof(edge, any, fc.maxSafeInteger().map(BigInt));
}

/** Long enough to pass every border between a codec's ways to handle text, with all widths of UTF-8. */
const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 20, maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 20, maxLength: 120 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "__proto__", "constructor", "\uFEFFbom", "\uFFFD", "\0"),
  },
);
