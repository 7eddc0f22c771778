/**
 * The lowest rung of the ladder: a Binary writer as most libraries have it, with one Buffer for each value that it
 * writes and one concatenation at the end. It shares nothing with our runtime.
 */
import { structs } from "./schema.mjs";

const WIRE_TYPES = { bool: 2, i16: 6, i32: 8, enum: 8, i64: 10, double: 4, string: 11, binary: 11 };
const KIND_TYPES = { list: 15, map: 13, struct: 12 };

const wireType = (type) => (typeof type === "string" ? WIRE_TYPES[type] : KIND_TYPES[type.kind]);

class PerFieldWriter {
  chunks = [];

  put(size, method, value) {
    const chunk = Buffer.allocUnsafe(size);
    chunk[method](value);
    this.chunks.push(chunk);
  }

  writeBytes(bytes) {
    this.put(4, "writeInt32BE", bytes.length);
    this.chunks.push(bytes);
  }

  writeScalar(type, value) {
    if (type === "string") this.writeBytes(Buffer.from(value));
    else if (type === "binary") this.writeBytes(value);
    else if (type === "bool") this.put(1, "writeUInt8", value ? 1 : 0);
    else if (type === "i16") this.put(2, "writeInt16BE", value);
    else if (type === "i64") this.put(8, "writeBigInt64BE", BigInt(value));
    else if (type === "double") this.put(8, "writeDoubleBE", value);
    else this.put(4, "writeInt32BE", value);
  }

  writeMap(map) {
    this.put(1, "writeUInt8", WIRE_TYPES.string);
    this.put(1, "writeUInt8", WIRE_TYPES.string);
    this.put(4, "writeInt32BE", map.size);
    for (const [key, value] of map) {
      this.writeScalar("string", key);
      this.writeScalar("string", value);
    }
  }

  writeList(item, list) {
    this.put(1, "writeUInt8", wireType(item));
    this.put(4, "writeInt32BE", list.length);
    for (const value of list) this.write(item, value);
  }

  writeStruct(name, value) {
    let id = 0;
    for (const [field, type] of Object.entries(structs[name])) {
      id++;
      this.put(1, "writeUInt8", wireType(type));
      this.put(2, "writeInt16BE", id);
      this.write(type, value[field]);
    }
    this.put(1, "writeUInt8", 0);
  }

  write(type, value) {
    if (typeof type === "string") this.writeScalar(type, value);
    else if (type.kind === "list") this.writeList(type.item, value);
    else if (type.kind === "map") this.writeMap(value);
    else this.writeStruct(type.name, value);
  }
}

export const createPerFieldCodec = (struct) => ({
  encode: (value) => {
    const writer = new PerFieldWriter();
    writer.writeStruct(struct, value);
    return Buffer.concat(writer.chunks);
  },
});
