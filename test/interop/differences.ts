/**
 * Everything in which npm thrift 0.24 with Debian's compiler 0.17 (`js:node,es6`) turns a value of the kitchen sink
 * into another one. Each entry says exactly what comes out, so that a random run proves both that nothing else differs
 * and that every entry still holds.
 */
import { createRequire } from "node:module";
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

const require = createRequire(import.meta.url);
const Int64 = require("node-int64") as new (value: Buffer | string) => {
  readonly buffer: Buffer;
  toString(): string;
};

type Direction = "read" | "write";
type Entries = readonly (readonly [Canonical, Canonical])[];

export interface Difference {
  readonly id: string;
  /** What Apache's side does, and which side is right. */
  readonly why: string;
  readonly direction: Direction | "both";
  /** A value that shows it. */
  readonly example: { readonly struct: string; readonly value: CanonicalStruct };
  /** Changes map entries of a key type; returns the same list where it does not apply. */
  readonly onMap?: (keyKind: string, entries: Entries) => Entries;
  readonly onDouble?: (value: Canonical) => Canonical;
  readonly onStruct?: (def: StructDef, value: CanonicalStruct) => CanonicalStruct;
}

export const differences: readonly Difference[] = [
  {
    id: "negative-zero",
    why: "Its writer makes -0.0 a 0.0.",
    direction: "write",
    example: { struct: "Lists", value: { ratios: ["-0"] } },
    onDouble: (value) => (value === "-0" ? 0 : value),
  },
  {
    id: "proto-key",
    why: "Its maps are objects with a prototype: the key `__proto__` is lost.",
    direction: "both",
    example: { struct: "Maps", value: { byName: [["__proto__", 1]] } },
    onMap: (kind, entries) =>
      kind === "string" ? filterEntries(entries, (key) => key !== "__proto__") : entries,
  },
  {
    id: "wide-key-read",
    why: "It reads an i64 key as the text of a rounded number, so keys beyond 2^53 become (-)Infinity.",
    direction: "read",
    example: { struct: "Maps", value: { byWide: [["9223372036854775807", "1"]] } },
    onMap: (kind, entries) =>
      kind === "i64" ? mapKeys(entries, (key) => toInt64(key).toString()) : entries,
  },
  {
    id: "wide-key-write",
    why: "It writes an i64 key by reading its decimal text as hexadecimal.",
    direction: "write",
    example: { struct: "Maps", value: { byWide: [["10", "1"]] } },
    onMap: (kind, entries) => (kind === "i64" ? mapKeys(entries, rereadAsHex) : entries),
  },
  {
    id: "bool-key-write",
    why: "It writes a bool key by the truth of its text, so that `false` becomes true.",
    direction: "write",
    example: { struct: "Maps", value: { byFlag: [[false, 1]] } },
    onMap: (kind, entries) => (kind === "bool" ? mapKeys(entries, () => true) : entries),
  },
  {
    id: "optional-default",
    why: "Its constructor sets the default of an optional field, so an absent one reads as that.",
    direction: "read",
    example: {
      struct: "Sink",
      value: { shape: { circle: 1 }, count: 1, title: "", preset: [] },
    },
    onStruct: (def, value) => {
      const absent = def.fields.filter(
        (field) =>
          field.requiredness === "optional" &&
          field.defaultValue?.kind === "enum" &&
          !Object.hasOwn(value, field.name),
      );
      if (absent.length === 0) return value;
      const filled = copyRecord(value);
      for (const { name, defaultValue } of absent) {
        if (defaultValue?.kind === "enum") filled[name] = defaultValue.value;
      }
      return filled;
    },
  },
];

/** The value as it arrives on the other side; `seen` collects the ids of the differences that changed something. */
export function expectedOf(
  def: StructDef,
  value: Canonical,
  direction: Direction,
  seen: Set<string>,
): CanonicalStruct {
  const active = differences.filter(
    (difference) => difference.direction === direction || difference.direction === "both",
  );
  const note = <T>(difference: Difference, before: T, after: T): T => {
    if (JSON.stringify(before) !== JSON.stringify(after)) seen.add(difference.id);
    return after;
  };
  const walkStruct = (struct: StructDef, nested: Canonical): CanonicalStruct => {
    const record = asRecord(nested);
    let result: CanonicalStruct = createRecord<Canonical>();
    for (const field of struct.fields) {
      if (!Object.hasOwn(record, field.name)) continue;
      (result as Record<string, Canonical>)[field.name] = walk(
        field.type,
        getOwn(record, field.name),
      );
    }
    for (const difference of active) {
      if (difference.onStruct === undefined) continue;
      result = note(difference, result, difference.onStruct(struct, result));
    }
    return result;
  };
  const walk = (type: Type, nested: Canonical): Canonical => {
    const resolved = resolveType(type);
    switch (resolved.kind) {
      case "struct":
        return walkStruct(resolved.def, nested);
      case "list":
      case "set":
        return asList(nested).map((element) => walk(resolved.element, element));
      case "map": {
        const keyKind = resolveType(resolved.key).kind;
        let entries: Entries = asList(nested).map((entry) => {
          const [key, item] = asPair(entry);
          return [key, walk(resolved.value, item)] as const;
        });
        for (const difference of active) {
          if (difference.onMap === undefined) continue;
          entries = note(difference, entries, difference.onMap(keyKind, entries));
        }
        return entries.map(([key, item]) => [key, item]);
      }
      case "double":
        return active.reduce<Canonical>(
          (current, difference) =>
            difference.onDouble === undefined
              ? current
              : note(difference, current, difference.onDouble(current)),
          nested,
        );
      default:
        return nested;
    }
  };
  return walkStruct(def, value);
}

function filterEntries(entries: Entries, keep: (key: Canonical) => boolean): Entries {
  return entries.filter(([key]) => keep(key));
}

/** Entries whose keys become equal are one entry, the last. */
function mapKeys(entries: Entries, change: (key: Canonical) => Canonical): Entries {
  return [...new Map(entries.map(([key, item]) => [change(key), item]))];
}

function toInt64(key: Canonical): { toString(): string } {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(BigInt(String(key)));
  return new Int64(buffer);
}

function rereadAsHex(key: Canonical): Canonical {
  return new Int64(String(key)).buffer.readBigInt64BE().toString();
}

function copyRecord(value: CanonicalStruct): Record<string, Canonical> {
  return Object.assign(createRecord<Canonical>(), value);
}
