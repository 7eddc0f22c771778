/** The same message in other forms: orders, fields that nobody knows, doubled ones, and large. */
import { foreignValues, mapStructs } from "../cases/generate/fields.js";
import {
  wireTypeOf,
  writeWire,
  type WireField,
  type WireStruct,
  type WireValue,
} from "../support/wire.js";

type Fields = readonly WireField[];

const foreign = [...foreignValues.values()];

/** Forms of `wire` in which every struct has been changed; `other` holds other values of the same fields. */
export function* wireVariants(
  wire: WireStruct,
  other: WireStruct,
): Generator<readonly [name: string, bytes: Uint8Array]> {
  const change = (edit: (fields: Fields) => Fields): Uint8Array =>
    writeWire(mapStructs(wire, edit)).bytes;
  yield ["ours", writeWire(wire).bytes];
  yield ["id order", change((fields) => fields.toSorted((a, b) => a.id - b.id))];
  yield ["reversed", change((fields) => fields.toReversed())];
  yield ["unknown fields", change(mixUnknown)];
  yield ["known ids of other types", change(mixWrongTypes)];
  yield ["each twice", change((fields) => fields.flatMap((field) => [field, field]))];
  yield ["doubled, reversed", change((fields) => [...fields, ...fields.toReversed()])];
  yield ["others first", joinFields(other.fields, wire.fields)];
  yield ["others last", joinFields(wire.fields, other.fields)];
  yield ["others between", joinFields(interleave(wire.fields, other.fields), [])];
  yield [
    "all of it",
    joinFields(mixUnknown(mixWrongTypes(other.fields.toReversed())), wire.fields),
  ];
}

function joinFields(first: Fields, second: Fields): Uint8Array {
  return writeWire({ kind: "struct", fields: [...first, ...second] }).bytes;
}

/** Before and behind every field, of every type in turn. */
function mixUnknown(fields: Fields): Fields {
  return [...fields.flatMap((field, at) => [unknown(at), field]), unknown(fields.length)];
}

function unknown(at: number): WireField {
  return { id: -1 - at, value: foreign[at % foreign.length] as WireValue };
}

function mixWrongTypes(fields: Fields): Fields {
  return fields.flatMap((field, at) => {
    const values = foreign.filter((value) => wireTypeOf(value) !== wireTypeOf(field.value));
    const wrong = { id: field.id, value: values[at % values.length] as WireValue };
    return at % 2 === 0 ? [wrong, field] : [field, wrong];
  });
}

function interleave(first: Fields, second: Fields): Fields {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => [second[at], first[at]])
    .flat()
    .filter((field) => field !== undefined);
}

/** Two values of one type as one: texts, lists and maps joined, the fields of structs one by one. */
export function mergeWires(first: WireValue, second: WireValue): WireValue {
  if (first.kind === "struct" && second.kind === "struct") return mergeStructs(first, second);
  if (first.kind === "string" && second.kind === "string")
    return { kind: "string", bytes: Buffer.concat([first.bytes, second.bytes]) };
  if (first.kind === "list" && second.kind === "list") {
    if (first.elements.length === 0) return second;
    const joined = [...first.elements, ...second.elements];
    return second.elements.length === 0 ? first : { ...first, elements: joined };
  }
  if (first.kind === "map" && second.kind === "map") {
    if (first.entries.length === 0) return second;
    const joined = [...first.entries, ...second.entries];
    return second.entries.length === 0 ? first : { ...first, entries: joined };
  }
  return second;
}

export function mergeStructs(first: WireStruct, second: WireStruct): WireStruct {
  const left = new Map(second.fields.map((field) => [field.id, field]));
  const fields = first.fields.map((field) => {
    const match = left.get(field.id);
    left.delete(field.id);
    if (match === undefined || wireTypeOf(match.value) !== wireTypeOf(field.value)) return field;
    return { id: field.id, value: mergeWires(field.value, match.value) };
  });
  return { kind: "struct", fields: [...fields, ...left.values()] };
}

/** At least `size` bytes of the given values: merged, and where that does not grow, between unknown fields. */
export function growWire(samples: readonly WireStruct[], size: number): Uint8Array {
  let merged: WireStruct = { kind: "struct", fields: [] };
  let bytes = new Uint8Array(0);
  for (const sample of samples) {
    merged = mergeStructs(merged, sample);
    bytes = Uint8Array.from(writeWire(merged).bytes);
    if (bytes.length >= size) return bytes;
  }
  const padding = { kind: "string", bytes: new Uint8Array(size / 3).fill(0x41) } as const;
  const fields = [0, 1, 2].flatMap((part): readonly WireField[] => [
    { id: -9, value: padding },
    ...merged.fields.filter((_, index) => index % 3 === part),
  ]);
  return writeWire({ kind: "struct", fields: [...fields, { id: -8, value: padding }] }).bytes;
}
