/** `--unknown-fields keep`: fields that the IDL does not know survive decode and encode, where they stood. */
import { beforeAll, describe, expect, test } from "vitest";
import { foreignValues, mapStructs } from "../cases/generate/fields.js";
import { sampleStruct } from "../support/sample.js";
import { structToWire } from "../support/reference.js";
import {
  readWire,
  writeWire,
  type WireField,
  type WireStruct,
  type WireValue,
} from "../support/wire.js";
import { loadSubjects, type CodecSubject } from "./subjects.js";

/** Ids that no struct of the kitchen sink has. */
const isUnknown = (field: WireField): boolean => field.id <= 0;

/** Unknown fields of every type at every place of every struct. */
function addUnknown(wire: WireStruct): WireStruct {
  const values = [...foreignValues.values()];
  const added = mapStructs(wire, (fields) => [
    ...fields.flatMap((field, at) => [pick(values, -1 - at), field]),
    pick(values, -200),
    pick(values, -200),
    pick(values, 0),
  ]);
  if (added.kind !== "struct") throw new Error("a struct stays a struct");
  return added;
}

function pick(values: readonly WireValue[], id: number): WireField {
  const value = values[Math.abs(id) % values.length];
  if (value === undefined) throw new Error("no values");
  return { id, value };
}

/**
 * The value with known fields sorted by id before the unknown ones, which keep their order, and with map entries
 * sorted, which objects do not keep in order.
 */
function normalize(value: WireValue): WireValue {
  switch (value.kind) {
    case "struct": {
      const fields = value.fields.map(({ id, value: inner }) => ({ id, value: normalize(inner) }));
      const known = fields.filter((field) => !isUnknown(field));
      return {
        kind: "struct",
        fields: [...known.toSorted((a, b) => a.id - b.id), ...fields.filter(isUnknown)],
      };
    }
    case "list":
      return { ...value, elements: value.elements.map(normalize) };
    case "map": {
      const entries = value.entries.map(
        ([key, item]) => [normalize(key), normalize(item)] as const,
      );
      return {
        ...value,
        entries: entries.toSorted(([a], [b]) => (bytesOf(a) < bytesOf(b) ? -1 : 1)),
      };
    }
    default:
      return value;
  }
}

function bytesOf(value: WireValue): string {
  return Buffer.from(writeWire(value).bytes).toString("hex");
}

/** One message of every struct, of unions one for each member. */
function* messages(
  subjects: readonly CodecSubject[],
): Generator<readonly [CodecSubject, WireStruct]> {
  for (const subject of subjects) {
    for (const arm of subject.def.flavor === "union" ? subject.def.fields.keys() : [0]) {
      yield [subject, structToWire(subject.def, sampleStruct(subject.def, arm))];
    }
  }
}

describe("--unknown-fields keep", () => {
  let keeping: readonly CodecSubject[] = [];
  let dropping: readonly CodecSubject[] = [];

  beforeAll(async () => {
    keeping = await loadSubjects({ unknownFields: "keep" });
    dropping = await loadSubjects({ unknownFields: "drop" });
  });

  test("they are written again, raw and in their order, before the end of their struct", () => {
    for (const [{ companion, name }, wire] of messages(keeping)) {
      const strange = addUnknown(wire);
      const decoded = companion.decode(writeWire(strange).bytes);
      const encoded = companion.encode(decoded);
      expect(companion.byteLength(decoded), name).toBe(encoded.length);
      const written = readWire(encoded).value;
      expect(bytesOf(normalize(written)), name).toBe(bytesOf(normalize(strange)));
      const pooled = companion.encodePooled(decoded);
      expect(Buffer.compare(pooled.bytes, encoded), name).toBe(0);
      pooled.release();
    }
  });

  test("they survive a spread and create, and equals sees them", () => {
    for (const [{ companion, def, name }, wire] of messages(keeping)) {
      // An exception is an object of a class, which a spread cannot make.
      if (def.flavor === "exception") continue;
      const decoded = companion.decode(writeWire(addUnknown(wire)).bytes);
      const encoded = companion.encode(decoded);
      expect(Buffer.compare(companion.encode({ ...decoded }), encoded), name).toBe(0);
      expect(Buffer.compare(companion.encode(companion.create(decoded)), encoded), name).toBe(0);
      expect(companion.equals(decoded, { ...decoded }), name).toBe(true);
    }
  });

  test("they do not depend on the input's bytes afterwards", () => {
    for (const [{ companion, name }, wire] of messages(keeping)) {
      const { bytes } = writeWire(addUnknown(wire));
      const decoded = companion.decode(bytes);
      const before = companion.encode(decoded);
      bytes.fill(0xff);
      expect(Buffer.compare(companion.encode(decoded), before), name).toBe(0);
    }
  });

  test("a known id with a wrong type is skipped, not kept", () => {
    for (const [{ companion, def, name }, wire] of messages(keeping)) {
      if (def.flavor === "union") continue;
      for (const [at, field] of wire.fields.entries()) {
        const isRequired = def.fields.some(
          (known) => known.id === field.id && known.requiredness === "required",
        );
        const isFlag = field.value.kind === "fixed" && field.value.type === 2;
        if (isRequired || isFlag) continue;
        const value: WireValue = { kind: "fixed", type: 2, bytes: Uint8Array.of(1) };
        const fields = wire.fields.map((one, index) =>
          index === at ? { id: one.id, value } : one,
        );
        const spoilt = companion.decode(writeWire({ kind: "struct", fields }).bytes);
        const without = wire.fields.filter((_, index) => index !== at);
        const plain = companion.decode(writeWire({ kind: "struct", fields: without }).bytes);
        expect(companion.encode(spoilt), `${name}.${field.id}`).toEqual(companion.encode(plain));
      }
    }
  });

  test("without it they are dropped", () => {
    for (const [{ companion, name }, wire] of messages(dropping)) {
      const decoded = companion.decode(writeWire(addUnknown(wire)).bytes);
      const plain = companion.decode(writeWire(wire).bytes);
      expect(Buffer.compare(companion.encode(decoded), companion.encode(plain)), name).toBe(0);
    }
  });
});
