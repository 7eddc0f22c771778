/** What holds for every value: round trips, exact lengths, and that all verbs agree with each other. */
import fc from "fast-check";
import { allocateBlock, Reader, wrapBlock } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryStruct } from "../support/arbitrary.js";
import { canonicalStructText, fillDefaults, type CanonicalStruct } from "../support/canonical.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { structFromWire } from "../support/reference.js";
import { readWire, writeWire, type WireStruct } from "../support/wire.js";
import { mapStructs } from "../cases/generate/fields.js";
import { codecModes, loadSubjects, type CodecSubject } from "./subjects.js";

/** Values of every struct; a failing run prints its seed. `PROPERTY_RUNS` multiplies them for a longer search. */
const runs = 60 * Number(process.env["PROPERTY_RUNS"] ?? 1);

describe.each(codecModes)("%s", (_name, options) => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects(options);
    expect(subjects.length).toBeGreaterThan(14);
  });

  /** Runs `check` on random values of every struct. */
  function forAll(
    check: (subject: CodecSubject, canonical: CanonicalStruct, value: object) => void,
  ): void {
    for (const subject of subjects) {
      fc.assert(
        fc.property(arbitraryStruct(subject.def, { maxDepth: 3 }), (canonical) => {
          check(subject, canonical, structFromCanonical(subject.def, canonical));
        }),
        { numRuns: runs },
      );
    }
  }

  test("decode(encode(x)) is x", () => {
    forAll(({ def, companion }, canonical, value) => {
      const decoded = companion.decode(companion.encode(value));
      expect(canonicalStructText(def, structToCanonical(def, decoded))).toBe(
        canonicalStructText(def, fillDefaults(def, canonical)),
      );
      expect(companion.equals(decoded, companion.create(value))).toBe(true);
      expect(companion.equals(decoded, value)).toBe(true);
    });
  });

  test("what is written is what the protocol says", () => {
    forAll(({ def, companion }, canonical, value) => {
      const { value: wire, end } = readWire(companion.encode(value));
      expect(end).toBe(companion.byteLength(value));
      const read = structFromWire(def, wire as WireStruct);
      expect(canonicalStructText(def, read)).toBe(
        canonicalStructText(def, fillDefaults(def, canonical)),
      );
    });
  });

  test("byteLength is the length of encode, and every verb writes the same bytes", () => {
    forAll(({ companion }, _canonical, value) => {
      const encoded = companion.encode(value);
      expect(companion.byteLength(value)).toBe(encoded.length);
      const pooled = companion.encodePooled(value);
      expect(Buffer.compare(pooled.bytes, encoded)).toBe(0);
      expect(companion.equals(companion.decode(pooled), companion.decode(encoded))).toBe(true);
      pooled.release();
      expect(() => pooled.bytes).toThrow(expect.objectContaining({ code: "RELEASED_BUFFER" }));
    });
  });

  test("fastWrite writes the same at any offset and nothing around it", () => {
    forAll(({ companion }, _canonical, value) => {
      const encoded = companion.encode(value);
      for (const offset of [0, 1, 5, 200]) {
        const target = new Uint8Array(offset + encoded.length + 9).fill(0xa5);
        expect(companion.fastWrite(value, target, offset)).toBe(offset + encoded.length);
        expect(Buffer.compare(target.subarray(offset, offset + encoded.length), encoded)).toBe(0);
        expect(target.subarray(0, offset).every((byte) => byte === 0xa5)).toBe(true);
        expect(target.subarray(offset + encoded.length).every((byte) => byte === 0xa5)).toBe(true);
      }
      const block = allocateBlock(encoded.length + 3);
      expect(companion.fastWrite(value, block, 3)).toBe(encoded.length + 3);
      expect(Buffer.compare(block.bytes.subarray(3), encoded)).toBe(0);
      block.release();
    });
  });

  test("fastWrite into a target that is too small fails and writes nothing behind it", () => {
    forAll(({ companion }, _canonical, value) => {
      const encoded = companion.encode(value);
      const memory = new Uint8Array(encoded.length + 8).fill(0xa5);
      const target = memory.subarray(0, encoded.length - 1);
      expect(() => companion.fastWrite(value, target, 0)).toThrow(
        expect.objectContaining({ name: "ThriftError" }),
      );
      expect(memory.subarray(encoded.length - 1).every((byte) => byte === 0xa5)).toBe(true);
    });
  });

  test("fastRead reads message after message, from bytes at any place", () => {
    forAll(({ companion }, _canonical, value) => {
      const encoded = companion.encode(value);
      const expected = companion.decode(encoded);
      for (const lead of [0, 1, 3, 7]) {
        const memory = new Uint8Array(lead + 2 * encoded.length + 4).fill(0x0c);
        memory.set(encoded, lead);
        memory.set(encoded, lead + encoded.length);
        const view = memory.subarray(lead, lead + 2 * encoded.length);
        for (const reader of [new Reader(view), new Reader(wrapBlock(view))]) {
          expect(companion.equals(companion.fastRead(reader), expected)).toBe(true);
          expect(reader.offset).toBe(encoded.length);
          expect(companion.equals(companion.fastRead(reader), expected)).toBe(true);
          expect(reader.offset).toBe(2 * encoded.length);
        }
        expect(companion.equals(companion.decode(view.subarray(encoded.length)), expected)).toBe(
          true,
        );
      }
    });
  });

  test("fields in any order decode to the same", () => {
    forAll(({ def, companion }, _canonical, value) => {
      // In a union the order says which member counts.
      if (def.flavor === "union") return;
      const encoded = companion.encode(value);
      const reversed = mapStructs(readWire(encoded).value, (fields) => fields.toReversed());
      const decoded = companion.decode(writeWire(reversed).bytes);
      expect(canonicalStructText(def, structToCanonical(def, decoded))).toBe(
        canonicalStructText(def, structToCanonical(def, companion.decode(encoded))),
      );
    });
  });

  test("equals tells values apart", () => {
    for (const { def, companion } of subjects) {
      const values = fc.sample(arbitraryStruct(def, { maxDepth: 2 }), 12);
      for (const first of values) {
        for (const second of values) {
          const filled = (value: CanonicalStruct): string =>
            canonicalStructText(def, fillDefaults(def, value));
          expect(
            companion.equals(structFromCanonical(def, first), structFromCanonical(def, second)),
          ).toBe(filled(first) === filled(second));
        }
      }
    }
  });
});
