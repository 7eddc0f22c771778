/** Spoilt bytes: never anything but a ThriftError or the value that the reference decoder reads from them. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryStruct } from "../support/arbitrary.js";
import { canonicalStructText } from "../support/canonical.js";
import { structFromCanonical, structToCanonical } from "../support/convert.js";
import { attemptDecode, describePrototypes } from "../support/invariants.js";
import { referenceOutcome } from "../cases/generate/case.js";
import type { Expectation } from "../support/decode-check.js";
import { codecModes, loadSubjects, type CodecSubject } from "./subjects.js";

/** `PROPERTY_RUNS` multiplies the runs for a longer search. */
const longer = Number(process.env["PROPERTY_RUNS"] ?? 1);

/** One change of a message: overwrite, insert, delete or repeat some bytes. */
const mutation = fc.record({
  kind: fc.constantFrom("overwrite", "insert", "delete", "repeat"),
  at: fc.nat({ max: 4000 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc
      .constantFrom("00", "ff", "7fffffff", "80000000", "ffffffff", "0c", "0f", "00000001")
      .map((hex) => Uint8Array.from(Buffer.from(hex, "hex"))),
  ),
});

function mutate(bytes: Uint8Array, { kind, at, bytes: change }: MutationValue): Uint8Array {
  const offset = bytes.length === 0 ? 0 : at % bytes.length;
  const before = bytes.subarray(0, offset);
  switch (kind) {
    case "overwrite":
      return Buffer.concat([before, change, bytes.subarray(offset + change.length)]);
    case "insert":
      return Buffer.concat([before, change, bytes.subarray(offset)]);
    case "delete":
      return Buffer.concat([before, bytes.subarray(offset + change.length)]);
    default:
      return Buffer.concat([before, bytes.subarray(Math.max(0, offset - 12))]);
  }
}

type MutationValue = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The reference decoder's answer; where it cannot read on, the code is not said. */
function expectedOutcome(subject: CodecSubject, bytes: Uint8Array): Expectation | undefined {
  try {
    const outcome = referenceOutcome(subject.def, bytes);
    if (outcome.kind === "accept" && outcome.consumed < bytes.length) return undefined;
    return outcome;
  } catch {
    return undefined;
  }
}

describe.each(codecModes)("mutated messages, %s", (_name, options) => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects(options);
  });

  test("decode to what they say or fail as ThriftError", () => {
    const prototypes = describePrototypes();
    const counts = { accepted: 0, rejected: 0 };
    for (const subject of subjects) {
      const { def, companion } = subject;
      const spoilt = fc.tuple(
        arbitraryStruct(def, { maxDepth: 2 }),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
      );
      fc.assert(
        fc.property(spoilt, ([canonical, mutations]) => {
          const valid = companion.encode(structFromCanonical(def, canonical));
          const bytes = mutations.reduce(mutate, valid);
          const before = Uint8Array.from(bytes);
          const outcome = attemptDecode(bytes.length, () => companion.decode(bytes));
          expect(Buffer.compare(bytes, before)).toBe(0);
          const expected = expectedOutcome(subject, bytes);
          if (!outcome.isOk) {
            counts.rejected++;
            if (expected?.kind === "accept") expect(outcome.error.code).toBe("accepted");
            return;
          }
          counts.accepted++;
          if (expected?.kind !== "accept") expect.fail(`accepted: ${expected?.codes.join()}`);
          expect(canonicalStructText(def, structToCanonical(def, outcome.value))).toBe(
            canonicalStructText(def, expected.value ?? {}),
          );
        }),
        { numRuns: 400 * longer },
      );
    }
    expect(counts.accepted).toBeGreaterThan(100);
    expect(counts.rejected).toBeGreaterThan(100);
    expect(describePrototypes()).toBe(prototypes);
  });

  test("noise decodes to what it says or fails as ThriftError", () => {
    for (const { companion } of subjects) {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
          attemptDecode(bytes.length, () => companion.decode(bytes));
        }),
        { numRuns: 200 * longer },
      );
    }
  });
});
