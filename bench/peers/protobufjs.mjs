/** protobufjs: encoder and decoder that it generates from the .proto at start; int64 as Long. */
import { readFileSync } from "node:fs";
import { mapToObject, objectToMap, toBuffer, toBytes } from "./forms.mjs";

export async function createProtobufjsPeer(struct) {
  const { default: protobuf } = await import("protobufjs");
  const text = readFileSync(new URL("workloads.proto", import.meta.url), "utf8");
  const { root } = protobuf.parse(text, { keepCase: true });
  const lookup = (name) => root.lookupType(`workloads.${name}`);
  const Type = lookup(struct);
  return {
    name: "protobufjs",
    form: {
      i64: (value) => protobuf.util.Long.fromNumber(value),
      binary: toBuffer,
      map: mapToObject,
      struct: (name, fields) => lookup(name).create(fields),
    },
    plain: { i64: Number, binary: toBytes, map: objectToMap },
    encode: (value) => Type.encode(value).finish(),
    decode: (bytes) => Type.decode(bytes),
  };
}
