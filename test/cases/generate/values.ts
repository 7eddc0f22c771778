/** Values at their limits: scalars, malformed text, names that mean something to JavaScript, equal keys. */
import { wireTypes, type WireFixed, type WireStruct, type WireValue } from "../../support/wire.js";
import { fromTree, type GeneratedCase, type Seed } from "./case.js";

/** Every fixed-size value of the message becomes the same bit pattern. */
export function* scalars(seed: Seed): Generator<GeneratedCase> {
  const patterns: readonly (readonly [string, (value: WireFixed) => readonly number[]])[] = [
    ["zero", () => [0]],
    ["all ones", () => [255]],
    ["smallest", () => [128, 0]],
    ["largest", () => [127, 255]],
    ["one", (value) => [...Array.from({ length: value.bytes.length - 1 }, () => 0), 1]],
    ["infinity", () => [0x7f, 0xf0, 0]],
    ["signalling NaN", () => [0x7f, 0xf0, 0, 0, 0, 0, 0, 1]],
    ["NaN with a payload", () => [0xff, 0xf8, 0xde, 0xad, 0xbe, 0xef, 1, 2]],
    ["2^53", () => [0, 0x20, 0]],
    ["2^53 + 1", () => [0, 0x20, 0, 0, 0, 0, 0, 1]],
  ];
  for (const [name, pattern] of patterns) {
    const wire = mapValues(seed.wire, (value) => {
      if (value.kind !== "fixed") return value;
      const given = pattern(value);
      const rest = given.length === 1 || given.length === 2 ? (given.at(-1) ?? 0) : 0;
      return { ...value, bytes: value.bytes.map((_, at) => given[at] ?? rest) };
    });
    yield fromTree("scalar", name, seed, wire);
  }
  for (const byte of [2, 127, 128, 255]) {
    const wire = mapValues(seed.wire, (value) =>
      value.kind === "fixed" && value.type === wireTypes.bool
        ? { ...value, bytes: Uint8Array.of(byte) }
        : value,
    );
    yield fromTree("scalar", `bool byte ${byte}`, seed, wire);
  }
}

const malformed: readonly (readonly [string, readonly number[]])[] = [
  ["a lone continuation", [0x80]],
  ["overlong slash", [0xc0, 0xaf]],
  ["overlong NUL in three bytes", [0xe0, 0x80, 0x80]],
  ["high surrogate", [0xed, 0xa0, 0x80]],
  ["low surrogate", [0xed, 0xbf, 0xbf]],
  ["pair of surrogates", [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x8a]],
  ["cut after two of three bytes", [0xe2, 0x82]],
  ["cut after three of four bytes", [0xf0, 0x9f, 0x98]],
  ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
  ["five bytes", [0xf8, 0x88, 0x80, 0x80, 0x80]],
  ["0xff", [0xff]],
];

const wellFormed: readonly string[] = [
  "\u{10ffff}",
  "\u2028\u2029",
  "\uFEFFbom kept",
  "\uFFFD",
  "\0",
  "𝒳".repeat(40),
  "界".repeat(40),
  "é".repeat(40),
];

/** Each sequence as every string, alone, after long ASCII and after long CJK, which decoders treat differently. */
export function* texts(seed: Seed): Generator<GeneratedCase> {
  const encoder = new TextEncoder();
  for (const [name, sequence] of malformed) {
    for (const prefix of ["", "a".repeat(7), "a".repeat(80), "界".repeat(30)]) {
      const bytes = Uint8Array.from([...encoder.encode(prefix), ...sequence, 0x62]);
      const wire = replaceStrings(seed.wire, bytes);
      yield fromTree("utf8", `${name} after ${prefix.length}`, seed, wire, "strict");
      yield fromTree("utf8", `${name} after ${prefix.length}, replaced`, seed, wire, "replace");
    }
  }
  for (const text of wellFormed) {
    const wire = replaceStrings(seed.wire, encoder.encode(text));
    yield fromTree("utf8", `well formed ${JSON.stringify(text.slice(0, 4))}`, seed, wire);
  }
}

const hazardNames = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "length",
  "then",
  "",
];

export function* names(seed: Seed): Generator<GeneratedCase> {
  for (const name of hazardNames) {
    const wire = replaceStrings(seed.wire, new TextEncoder().encode(name));
    yield fromTree("js-names", JSON.stringify(name), seed, wire);
  }
}

/** Every map entry and set member three times; the last value of a key counts. */
export function* duplicateKeys(seed: Seed): Generator<GeneratedCase> {
  const wire = mapValues(seed.wire, (value) => {
    if (value.kind === "map") {
      const swapped = value.entries.map(
        ([key], at) => [key, value.entries.at(-1 - at)?.[1] ?? key] as const,
      );
      return { ...value, entries: [...value.entries, ...value.entries, ...swapped] };
    }
    if (value.kind !== "list" || value.type !== wireTypes.set) return value;
    return { ...value, elements: [...value.elements, ...value.elements, ...value.elements] };
  });
  yield fromTree("duplicate-keys", "three times", seed, wire);
}

function replaceStrings(wire: WireStruct, bytes: Uint8Array): WireStruct {
  return mapValues(wire, (value) => (value.kind === "string" ? { ...value, bytes } : value));
}

/** The struct with every value in it, however deep, changed by `change`, innermost first. */
function mapValues(wire: WireStruct, change: (value: WireValue) => WireValue): WireStruct {
  const walk = (value: WireValue): WireValue => {
    switch (value.kind) {
      case "struct":
        return walkStruct(value);
      case "list":
        return change({ ...value, elements: value.elements.map(walk) });
      case "map":
        return change({
          ...value,
          entries: value.entries.map(([key, item]) => [walk(key), walk(item)]),
        });
      default:
        return change(value);
    }
  };
  const walkStruct = (struct: WireStruct): WireStruct => ({
    kind: "struct",
    fields: struct.fields.map((field) => ({ id: field.id, value: walk(field.value) })),
  });
  return walkStruct(wire);
}
