/**
 * msgpackr: records with shared structures; its native string reader is on where it installed.
 * Maps are objects, which it turns into records too: its best case, as map keys repeat from message
 * to message here. From maximumKeys keys up they are Maps, or it would compile a reader for each.
 */
import { mapToObject, objectToMap, toBuffer, toBytes } from "./forms.mjs";

const maximumKeys = 256;

export async function createMsgpackrPeer() {
  const { Packr, isNativeAccelerationEnabled } = await import("msgpackr");
  const packr = new Packr({ structures: [] });
  return {
    name: "msgpackr",
    note: `native string reader ${isNativeAccelerationEnabled ? "on" : "OFF"}`,
    form: {
      binary: toBuffer,
      map: (map) => (map.size < maximumKeys ? mapToObject(map) : map),
    },
    plain: {
      i64: Number,
      binary: toBytes,
      map: (value) => (value instanceof Map ? value : objectToMap(value)),
    },
    encode: (value) => packr.pack(value),
    decode: (bytes) => packr.unpack(bytes),
  };
}
