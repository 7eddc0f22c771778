/** Large messages in pieces: a property that is read first gives what `decode` gives, cut at random sets of places. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arbitraryStruct } from "../support/arbitrary.js";
import type { TestOptions } from "../support/compile-module.js";
import { structToWire } from "../support/reference.js";
import { readWire, type WireStruct } from "../support/wire.js";
import { chainForm, cutBytes, randomCuts, windowForm, type ViewForm } from "./forms.js";
import {
  decodedAll,
  decodedText,
  loadKitchen,
  readAll,
  readField,
  type ViewSubject,
} from "./support.js";
import { growWire, wireVariants } from "./wires.js";

/** Views join pieces up to 16 KiB at once: these are larger. */
const large = 17_000;
const setsOfCuts = 1000 * Number(process.env["PROPERTY_RUNS"] ?? 1);

const totals = { messages: 0, bytes: 0, sets: 0, reads: 0 };

const modes: readonly (readonly [string, TestOptions, number])[] = [
  ["defaults", {}, setsOfCuts],
  ["typed lists, unknown fields kept", { typedLists: true, unknownFields: "keep" }, 200],
  ["i64 as number, kitex order", { i64: "number", fieldOrder: "kitex" }, 200],
];

afterAll(() => {
  console.log(
    `views, large: ${totals.sets} sets of cuts of ${totals.messages} messages ` +
      `(${Math.round(totals.bytes / totals.messages)} bytes on average), ${totals.reads} first reads`,
  );
});

describe.each(modes)("%s", (_name, options, sets) => {
  let subjects: readonly ViewSubject[] = [];

  beforeAll(async () => {
    subjects = await loadKitchen(options);
  });

  test("every field first, in large messages", () => {
    const messages = subjects.flatMap((subject) =>
      [...largeMessages(subject)].map((message) => ({ subject, ...message })),
    );
    for (let run = 0; run < sets; run++) {
      const message = messages[run % messages.length];
      if (message === undefined) throw new Error("no messages");
      checkSet(message, Math.floor(run / messages.length) + (run % messages.length));
    }
  });
});

interface LargeMessage {
  readonly variant: string;
  readonly bytes: Uint8Array;
  readonly expected: readonly string[];
  readonly all: string;
}

/** A few forms of one random value; what is decoded of each. */
function* largeMessages({ def, companion }: ViewSubject): Generator<LargeMessage> {
  const samples = fc
    .sample(arbitraryStruct(def, { maxDepth: 3, maxLength: 8 }), { numRuns: 60, seed: 20_260 })
    .map((value) => structToWire(def, value));
  const bytes = growWire(samples, large);
  const wire = readWire(bytes).value as WireStruct;
  const other = samples[0];
  if (other === undefined) throw new Error("no samples");
  for (const [variant, changed] of wireVariants(wire, other)) {
    if (changed.length < large || variant.startsWith("doubled")) continue;
    const decoded = companion.decode(changed);
    const expected = def.fields.map((field) => decodedText(field.type, decoded[field.name]));
    totals.messages++;
    totals.bytes += changed.length;
    yield { variant, bytes: changed, expected, all: decodedAll(decoded, def) };
  }
}

function checkSet(
  { subject, variant, bytes, expected, all }: LargeMessage & { readonly subject: ViewSubject },
  run: number,
): void {
  const { def, view: viewClass } = subject;
  const pieces = cutBytes(bytes, randomCuts(bytes.length, run));
  const forms: readonly ViewForm[] = [
    chainForm("chain", pieces),
    windowForm("pieces as they are", pieces),
  ];
  // Reading all fields of both forms would read the same windows twice: each form takes its turn.
  for (const [turn, form] of forms.entries()) {
    const at = (what: string): string =>
      `${def.name}.${what}, ${variant}, ${form.name}, ${pieces.length} pieces, run ${run}`;
    for (const [index, field] of def.fields.entries()) {
      if (def.fields.length > 1 && (index + run) % 2 !== turn) continue;
      const actual = readField(form.open(viewClass), def, field.name);
      if (actual !== expected[index]) expect(actual, at(field.name)).toBe(expected[index]);
      totals.reads++;
    }
    const view = form.open(viewClass);
    if ((run & 1) === turn) {
      if (decodedAll(view.$toObject(), def) !== all) expect.fail(at("$toObject"));
      if (Buffer.compare(view.$toBytes(), bytes) !== 0) expect.fail(at("$toBytes"));
    } else if (readAll(view, def) !== all) expect.fail(at("all"));
    form.release();
  }
  totals.sets++;
}
