/** Random canonical values from a seed: faster than fast-check's, for scripts that are run by the ten thousand. */
import { resolveType } from "../../src/ir/definitions.js";
import type { FieldDef, StructDef, Type } from "../../src/ir/definitions.js";
import {
  canonicalText,
  createRecord,
  doubleToCanonical,
  type Canonical,
} from "../support/canonical.js";

export type MutableRecord = Record<string, Canonical>;

/** Mulberry32: 32 bits of state, the same numbers for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1);
  }

  /** 0 to before 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** 0 to before `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(part: number): boolean {
    return this.next() < part;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => [this.next(), item] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}

const texts = [
  "",
  "a",
  "name",
  "Grüße",
  "日本語",
  "👩‍🚀",
  "__proto__",
  "constructor",
  "\0",
  "\uFEFFbom",
  "x".repeat(70),
  "é".repeat(40),
];
const wide = ["0", "-1", "7", "9007199254740991", "-9007199254740991", "4294967296"];
const wider = ["9223372036854775807", "-9223372036854775808", "9007199254740993"];
const doubles = [0, 1.5, -2.25, 1e300, 5e-324, NaN, Infinity, -Infinity];

/** Nested structs and containers below this depth are absent or empty. */
const maxDepth = 3;

export function randomStruct(random: Random, def: StructDef, depth = 0): MutableRecord {
  const record = createRecord<Canonical>();
  if (def.flavor === "union") {
    const flat = def.fields.filter((field) => resolveType(field.type).kind !== "struct");
    const field = random.pick(depth >= maxDepth ? flat : def.fields);
    record[field.name] = randomValue(random, field.type, depth + 1);
    return record;
  }
  for (const field of def.fields) {
    if (isLeftOut(random, field, depth)) continue;
    record[field.name] = randomValue(random, field.type, depth + 1);
  }
  return record;
}

/** Fields that are not required are absent now and then, those with structs at a depth always. */
function isLeftOut(random: Random, field: FieldDef, depth: number): boolean {
  if (field.requiredness === "required") return false;
  const hasParts = ["struct", "list", "set", "map"].includes(resolveType(field.type).kind);
  return random.chance(hasParts && depth >= maxDepth ? 1 : 0.3);
}

export function randomValue(random: Random, type: Type, depth: number): Canonical {
  const resolved = resolveType(type);
  switch (resolved.kind) {
    case "bool":
      return random.chance(0.5);
    case "i8":
      return random.below(256) - 128;
    case "i16":
      return random.below(65_536) - 32_768;
    case "i32":
    case "enum":
      return (random.below(2 ** 32) - 2 ** 31) >> random.below(32);
    case "i64":
      return random.pick(resolved.as === "number" ? wide : [...wide, ...wider]);
    case "double":
      return doubleToCanonical(random.pick(doubles));
    case "string":
      return random.chance(0.005) ? "long ".repeat(2500) : random.pick(texts);
    case "binary":
      // Large ones are not copied.
      return "0b000c".repeat(random.chance(0.005) ? 3000 : random.below(4));
    case "uuid":
      return `00112233-4455-6677-8899-${String(random.below(1e9)).padStart(12, "0")}`;
    case "list":
      return listOf(random, depth, () => randomValue(random, resolved.element, depth + 1));
    case "set": {
      const members = listOf(random, depth, () => randomValue(random, resolved.element, depth + 1));
      return distinctBy(members, (member) => canonicalText(resolved.element, member));
    }
    case "map": {
      const entries = listOf(random, depth, (): readonly [Canonical, Canonical] => [
        randomValue(random, resolved.key, depth + 1),
        randomValue(random, resolved.value, depth + 1),
      ]);
      return distinctBy(entries, ([key]) => canonicalText(resolved.key, key)).map(([key, item]) => [
        key,
        item,
      ]);
    }
    case "struct":
      return randomStruct(random, resolved.def, depth);
    case "error":
      throw new Error("an unresolved type");
  }
}

function listOf<T>(random: Random, depth: number, make: () => T): T[] {
  return Array.from({ length: depth > maxDepth ? 0 : random.below(4) }, make);
}

function distinctBy<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [textOf(item), item])).values()];
}
