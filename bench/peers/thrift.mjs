/**
 * npm thrift: TFramedTransport and TBinaryProtocol, code of Apache's own compiler. One transport and
 * protocol serve all encodes, as one connection's do; each decode makes its own, as the receiver does.
 */
import { createRequire } from "node:module";
import { mapToObject, objectToMap, toBuffer, toBytes } from "./forms.mjs";

const require = createRequire(import.meta.url);

export function createThriftPeer(struct) {
  const { TBinaryProtocol, TFramedTransport } = require("thrift");
  const types = require("./generated/workloads_types.cjs");
  const Type = types[struct];
  let frame;
  const transport = new TFramedTransport(null, (buffer) => (frame = buffer));
  const protocol = new TBinaryProtocol(transport);
  return {
    name: "thrift",
    // i64 goes in as a number: the library takes it, and keeping Int64 objects would be no faster.
    form: {
      binary: toBuffer,
      map: mapToObject,
      struct: (name, fields) => Object.assign(new types[name](), fields),
    },
    plain: { i64: Number, binary: toBytes, map: objectToMap },
    encode: (value) => {
      value.write(protocol);
      transport.flush();
      return frame;
    },
    decode: (bytes) => {
      const value = new Type();
      value.read(new TBinaryProtocol(new TFramedTransport(bytes.subarray(4))));
      return value;
    },
  };
}
