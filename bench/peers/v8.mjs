/** Node's structured clone serializer: field names in every message, strings as raw UTF-16. */
import { deserialize, serialize } from "node:v8";
import { toBuffer, toBytes } from "./forms.mjs";

export function createV8Peer() {
  return {
    name: "v8.serialize",
    form: { binary: toBuffer },
    plain: { binary: toBytes },
    encode: (value) => serialize(value),
    decode: (bytes) => deserialize(bytes),
  };
}
