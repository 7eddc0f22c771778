/** Messages of the kitchen sink with a few bytes changed: views give what `decode` gives, or its error. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arbitraryStruct } from "../support/arbitrary.js";
import type { TestOptions } from "../support/compile-module.js";
import { structToWire } from "../support/reference.js";
import { writeWire } from "../support/wire.js";
import { cutBytes, randomCuts, randomOf, windowForm, type ViewForm } from "./forms.js";
import { checkHostile } from "./hostile-check.js";
import { loadKitchen, type ViewSubject } from "./support.js";
import { wireVariants } from "./wires.js";

const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
const totals = { messages: 0, forms: 0, accesses: 0 };

const modes: readonly (readonly [string, TestOptions])[] = [
  ["defaults", {}],
  ["i64 as number, typed lists", { i64: "number", typedLists: true }],
];

afterAll(() => {
  console.log(
    `mutations: ${totals.messages} messages in ${totals.forms} forms, ${totals.accesses} accesses`,
  );
});

describe.each(modes)("%s", (_name, options) => {
  let subjects: readonly ViewSubject[] = [];

  beforeAll(async () => {
    subjects = await loadKitchen(options);
  });

  test("a few bytes changed, in messages of any order", () => {
    for (const subject of subjects) {
      const values = arbitraryStruct(subject.def, { maxDepth: 3, maxLength: 3 });
      fc.assert(
        fc.property(values, values, fc.nat(), (first, second, seed) => {
          const wires = [first, second].map((value) => structToWire(subject.def, value));
          const [wire, other] = wires;
          if (wire === undefined || other === undefined) throw new Error("two values");
          for (const [variant, bytes] of wireVariants(wire, other)) {
            if (variant.startsWith("doubled")) continue;
            for (let turn = 0; turn < 6; turn++)
              checkMutant(subject, mutate(bytes, seed + turn), seed + turn);
          }
          checkMutant(subject, writeWire(wire).bytes, seed);
        }),
        { numRuns: 3 * factor, endOnFailure: true },
      );
    }
    expect(totals.messages).toBeGreaterThan(1000);
  });
});

function checkMutant(subject: ViewSubject, bytes: Uint8Array, seed: number): void {
  totals.messages++;
  checkHostile(subject, bytes, mutantForms(bytes, seed), totals, {}, true);
}

function* mutantForms(bytes: Uint8Array, seed: number): Generator<ViewForm> {
  yield {
    name: "whole",
    open: (view, options) => view.of(bytes, options),
    release: () => undefined,
  };
  for (const run of [seed, seed + 1])
    yield windowForm(`cuts ${run}`, cutBytes(bytes, randomCuts(bytes.length, run)));
}

/** Values that headers, sizes and text are made of, rather than any. */
const telling = [0, 1, 2, 3, 4, 8, 10, 11, 12, 13, 14, 15, 16, 127, 128, 192, 237, 255];

/** One to three bytes changed, or a part left out, doubled or cut off. */
function mutate(original: Uint8Array, seed: number): Uint8Array {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const at = below(original.length);
  const kind = below(10);
  if (kind === 0) return original.slice(0, at);
  if (kind === 1) {
    const tail = original.subarray(at + 1 + below(8));
    return Uint8Array.from([...original.subarray(0, at), ...tail]);
  }
  if (kind === 2) return Uint8Array.from([...original, ...original.subarray(0, below(12))]);
  const bytes = Uint8Array.from(original);
  for (let i = below(3); i >= 0; i--)
    bytes[below(bytes.length)] =
      random() < 0.7 ? (telling[below(telling.length)] ?? 0) : below(256);
  return bytes;
}
