/** Structs and containers as keys and members go both ways between our codec and Apache's Python. */
import fc from "fast-check";
import { Reader } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import type { StructDef } from "../../src/ir/definitions.js";
import { arbitraryStruct } from "../support/arbitrary.js";
import { canonicalStructText } from "../support/canonical.js";
import { companionOf, type Companion } from "../support/companion.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { fixturePath, loadFixture } from "../support/fixtures.js";
import { structNamed } from "../support/program.js";
import { hasPythonThrift, PythonPeer } from "./apache-python.js";

describe.skipIf(!hasPythonThrift)("python3-thrift with Debian's thrift-compiler", () => {
  let def: StructDef;
  let companion: Companion;
  let python: PythonPeer;

  beforeAll(async () => {
    const { module, program } = await loadFixture("kitchen_keyed.thrift");
    def = structNamed(program, "Keyed");
    companion = companionOf(module, "Keyed");
    python = new PythonPeer(fixturePath("kitchen_keyed.thrift"), "kitchen-keyed");
  });

  test("1,000 random values, both ways, nothing differs", () => {
    const values = fc.sample(arbitraryStruct(def), { numRuns: 1000, seed: 20261121 });
    const ours = values.map((value) => companion.encode(structFromCanonical(def, value)));
    const read = python.decode(def, ours);
    const written = python.encode(def, values);
    for (const [at, value] of values.entries()) {
      const text = canonicalStructText(def, value);
      expect(canonicalStructText(def, read[at]?.value ?? {})).toBe(text);
      expect(read[at]?.consumed).toBe(ours[at]?.length);
      const reader = new Reader(written[at] ?? new Uint8Array());
      const decoded = structToCanonical(def, companion.fastRead(reader));
      expect(canonicalStructText(def, decoded)).toBe(text);
      expect(reader.offset).toBe(written[at]?.length);
    }
  });
});
