/** Maps that are objects: integer keys are canonical decimal text, so that no two of them are one on the wire. */
import { ThriftError } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";

const idl = `
  enum Level { LOW = -1, HIGH = 5 }
  struct Records {
    1: map<i8, bool> (js.type = "object") byI8
    2: map<i16, bool> (js.type = "object") byI16
    3: map<i32, bool> (js.type = "object") byI32
    4: map<i64, bool> (js.type = "object") byI64
    5: map<Level, bool> (js.type = "object") byLevel
    6: map<string, bool> (js.type = "object") byText
    7: map<string, map<i64, list<string>> (js.type = "object")> (js.type = "object") nested
  }
`;

/** Field and the extremes of its keys. */
const fields = [
  ["byI8", "-128", "127"],
  ["byI16", "-32768", "32767"],
  ["byI32", "-2147483648", "2147483647"],
  ["byI64", "-9223372036854775808", "9223372036854775807"],
  ["byLevel", "-2147483648", "2147483647"],
] as const;

const malformed = ["", "01", "-01", "+1", " 1", "1 ", "-0", "00", "--1", "1.0", "1e3", "0x1", "1n"];
const words = ["NaN", "Infinity", "-Infinity", "HIGH", "true", "٣", "__proto__"];

function encodeNested(records: Companion, key: string, text: unknown): Uint8Array {
  return records.encode({ nested: { a: {}, b: { "7": ["x"], [key]: ["y", text] } } });
}

describe.each(["bigint", "number", "string"] as const)("i64 as %s", (i64) => {
  let records: Companion;

  beforeAll(async () => {
    records = companionOf(await loadModule({ "a.thrift": idl }, "a.thrift", { i64 }), "Records");
  });

  test.each(fields)("%s takes what it gives", (name, least, most) => {
    const value = { [least]: true, "-1": false, "0": true, "1": false, [most]: true };
    const decoded = records.decode(records.encode({ [name]: value }));
    expect({ ...(decoded[name] as object) }).toEqual(value);
    expect(Object.getPrototypeOf(decoded[name])).toBe(null);
    expect(records.equals(decoded, records.create({ [name]: value }))).toBe(true);
  });

  test.each(fields)("%s refuses other texts and what is out of range", (name, least, most) => {
    const refused = (key: string): unknown => {
      try {
        records.encode({ [name]: Object.fromEntries([["0", true] as const, [key, true]]) });
        return "accepted";
      } catch (error) {
        return error instanceof ThriftError ? [error.code, error.path] : error;
      }
    };
    for (const key of [...malformed, ...words])
      expect(refused(key), key).toEqual(["INVALID_VALUE", `${name}[1]`]);
    for (const limit of [least, most]) {
      const beyond = BigInt(limit) + (limit === most ? 1n : -1n);
      expect(refused(String(beyond)), limit).toEqual(["OUT_OF_RANGE", `${name}[1]`]);
    }
  });

  test("texts are any text, also names that objects have", () => {
    const keys = [...malformed, ...words, "constructor", "toString"];
    const byText = Object.fromEntries(keys.map((key) => [key, true]));
    const decoded = records.decode(records.encode({ byText }));
    expect(Object.keys(decoded["byText"] as object)).toEqual(Object.keys(byText));
    expect(records.equals(decoded, records.create({ byText }))).toBe(true);
  });

  test("a mistake within nested ones is found", () => {
    expect(() => encodeNested(records, "08", "z")).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE", path: "nested[1][1]" }) as ThriftError,
    );
    expect(() => encodeNested(records, "8", 1)).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE", path: "nested[1][1][1]" }) as ThriftError,
    );
  });
});
