/** 10,000 random values of the kitchen sink go both ways between our codec and Apache's. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Program, StructDef } from "../../src/ir/definitions.js";
import { arbitraryStruct } from "../support/arbitrary.js";
import { canonicalStructText, type Canonical } from "../support/canonical.js";
import { companionOf, type Companion } from "../support/companion.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { fixturePath, loadFixture } from "../support/fixtures.js";
import { structNamed } from "../support/program.js";
import { structFromWire, structToWire } from "../support/reference.js";
import { readWire, writeWire, type WireStruct } from "../support/wire.js";
import { ApachePeer, hasApacheCompiler } from "./apache-js.js";
import { differences, expectedOf } from "./differences.js";

const runs = 10_000;

describe.skipIf(!hasApacheCompiler)("npm thrift with Debian's thrift-compiler", () => {
  let program: Program;
  let def: StructDef;
  let companion: Companion;
  let apache: ApachePeer;
  const seen = new Set<string>();
  const counts = { read: 0, written: 0 };

  beforeAll(async () => {
    const loaded = await loadFixture("kitchen_sink.thrift");
    program = loaded.program;
    def = structNamed(program, "Sink");
    companion = companionOf(loaded.module, "Sink");
    apache = new ApachePeer(fixturePath("kitchen_sink.thrift"), "kitchen-sink");
  });

  afterAll(() => {
    console.log(
      `Apache reads ours: ${counts.read} values; we read Apache's: ${counts.written}; ` +
        `${seen.size} of ${differences.length} listed differences seen`,
    );
  });

  test("the list of differences is short", () => {
    expect(differences.length).toBeLessThanOrEqual(10);
    expect(new Set(differences.map((difference) => difference.id)).size).toBe(differences.length);
  });

  test.each(differences.map((one) => [one.id, one] as const))("%s still holds", (id, one) => {
    const example = structNamed(program, one.example.struct);
    const { value } = one.example;
    const shown = new Set<string>();
    for (const direction of ["read", "write"] as const) {
      if (one.direction !== "both" && one.direction !== direction) continue;
      const arrived =
        direction === "read"
          ? apache.decode(example, writeWire(structToWire(example, value)).bytes)
          : structFromWire(example, asStruct(apache.encode(example, value)));
      const expected = expectedOf(example, value, direction, shown);
      expect(canonicalStructText(example, arrived)).toBe(canonicalStructText(example, expected));
      expect(canonicalStructText(example, arrived)).not.toBe(canonicalStructText(example, value));
    }
    expect([...shown]).toContain(id);
  });

  test("both ways, nothing differs but what is listed", () => {
    const ours = (value: Canonical): Uint8Array =>
      companion.encode(structFromCanonical(def, value));
    fc.assert(
      fc.property(arbitraryStruct(def, { maxDepth: 3, maxLength: 3 }), (value) => {
        const read = apache.decode(def, ours(value));
        const expectedRead = expectedOf(def, value, "read", seen);
        expect(canonicalStructText(def, read)).toBe(canonicalStructText(def, expectedRead));
        counts.read++;
        const decoded = structToCanonical(def, companion.decode(apache.encode(def, value)));
        const expectedWrite = expectedOf(def, value, "write", seen);
        expect(canonicalStructText(def, decoded)).toBe(canonicalStructText(def, expectedWrite));
        counts.written++;
      }),
      { numRuns: runs, seed: 20261121, endOnFailure: true },
    );
  });

  test("every listed difference was seen", () => {
    expect([...seen].toSorted()).toEqual(differences.map((difference) => difference.id).toSorted());
  });
});

function asStruct(bytes: Uint8Array): WireStruct {
  return readWire(bytes).value as WireStruct;
}
