/** protobuf-es: schemas of protoc-gen-es; int64 as bigint. */
import { mapToObject, objectToMap, toBytes } from "./forms.mjs";

export async function createProtobufEsPeer(struct) {
  const { create, fromBinary, toBinary } = await import("@bufbuild/protobuf");
  const schemas = await import("./generated/workloads_pb.js");
  const schema = schemas[`${struct}Schema`];
  return {
    name: "protobuf-es",
    form: {
      i64: BigInt,
      map: mapToObject,
      struct: (name, fields) => create(schemas[`${name}Schema`], fields),
    },
    plain: { i64: Number, binary: toBytes, map: objectToMap },
    encode: (value) => toBinary(schema, value),
    decode: (bytes) => fromBinary(schema, bytes),
  };
}
