/** avsc: types from a schema with the same fields; long as number, Avro's own enum and map. */
import { structs } from "../codec/schema.mjs";
import { mapToObject, objectToMap, toBuffer, toBytes } from "./forms.mjs";

const COLORS = ["RED", "GREEN", "BLUE"];

/** Avro wants the full schema of a record at its first use, then its name. */
function toAvro(type, seen) {
  if (type.kind === "list") return { type: "array", items: toAvro(type.item, seen) };
  if (type.kind === "map") return { type: "map", values: "string" };
  if (type.kind === "struct") return toRecord(type.name, seen);
  if (type === "enum") {
    if (seen.has("Color")) return "Color";
    seen.add("Color");
    return { type: "enum", name: "Color", symbols: COLORS };
  }
  return { bool: "boolean", i16: "int", i32: "int", i64: "long", binary: "bytes" }[type] ?? type;
}

function toRecord(name, seen) {
  if (seen.has(name)) return name;
  seen.add(name);
  const fields = Object.entries(structs[name]).map(([field, type]) => ({
    name: field,
    type: toAvro(type, seen),
  }));
  return { type: "record", name, fields };
}

export async function createAvscPeer(struct) {
  const { default: avro } = await import("avsc");
  const type = avro.Type.forSchema(toRecord(struct, new Set()));
  return {
    name: "avsc",
    form: { enum: (value) => COLORS[value], binary: toBuffer, map: mapToObject },
    plain: { enum: (value) => COLORS.indexOf(value), binary: toBytes, map: objectToMap },
    encode: (value) => type.toBuffer(value),
    decode: (bytes) => type.fromBuffer(bytes),
  };
}
