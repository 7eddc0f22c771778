/**
 * JSON to and from UTF-8 bytes. Maps are objects and binary is base64 text already, so turning
 * bytes into text and back is not in JSON's time.
 */
import { mapToObject, objectToMap, toBuffer, toBytes } from "./forms.mjs";

export function createJsonPeer() {
  return {
    name: "JSON",
    form: { binary: (bytes) => toBuffer(bytes).base64Slice(), map: mapToObject },
    plain: { binary: (text) => toBytes(Buffer.from(text, "base64")), map: objectToMap },
    encode: (value) => Buffer.from(JSON.stringify(value)),
    decode: (bytes) => JSON.parse(bytes.toString()),
  };
}
