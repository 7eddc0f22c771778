/** 20,000 random edit scripts: what a view writes is its model, and nothing else has changed. */
import { afterAll, expect, test } from "vitest";
import { canonicalStructText, fillDefaults } from "../support/canonical.js";
import type { TestOptions } from "../support/compile-module.js";
import { structToCanonical } from "../support/convert.js";
import { readWire, type WireStruct } from "../support/wire.js";
import { checkWire } from "./check-wire.js";
import { dropDefaults, memories, placeMessage, randomMessage } from "./messages.js";
import { Random, type MutableRecord } from "./random.js";
import { readStructView } from "./read-view.js";
import { EditScript, type Trace } from "./script.js";
import { loadViewSubjects, type ViewSubject, type ViewSubjects } from "./subjects.js";

const modes: readonly (readonly [string, number, TestOptions])[] = [
  ["defaults", 8000, {}],
  ["optional fields, i64 as string, typed lists", 4000, typedMode()],
  ["kitex order, unknown fields kept", 4000, { fieldOrder: "kitex", unknownFields: "keep" }],
  ["i64 as number, id order", 4000, { i64: "number", fieldOrder: "id" }],
];

function typedMode(): TestOptions {
  return { defaultFields: "optional", i64: "string", typedLists: true };
}

const counts = new Map<string, number>();
let scripts = 0;
let refusals = 0;

/** Shows the seed of the script that fails. */
function runSeeded(seed: number, subjects: ViewSubjects): void {
  const list = [...subjects.values()];
  const subject = list[seed % list.length];
  if (subject === undefined) throw new Error("no subjects");
  try {
    runScript(seed, subject, subjects);
    scripts++;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`script ${seed} of ${subject.name}: ${text}`, { cause });
  }
}

function runScript(seed: number, subject: ViewSubject, subjects: ViewSubjects): void {
  const random = new Random(seed);
  const { def, companion, view: View } = subject;
  const hasDuplicates = random.chance(0.5);
  const message = randomMessage(random, def, { duplicates: hasDuplicates });
  const { source, bytes, checkUnchanged } = placeMessage(random, message, random.pick(memories));
  const model: MutableRecord = structToCanonical(def, companion.decode(bytes));
  dropDefaults(def, readWire(bytes).value as WireStruct, model);
  const view = View.of(source, { lazy: !hasDuplicates && random.chance(0.3) });
  const script = new EditScript(random, subjects, counts);
  const trace: Trace = new Map();
  for (let count = 1 + random.below(8); count > 0; count--) {
    script.editStruct(def, view, model, trace);
    if (random.chance(0.3)) script.checkRead(def, view, model);
  }
  const written = view.$toBytes();
  const expected = canonicalStructText(def, fillDefaults(def, model));
  const textOf = (value: unknown): string =>
    canonicalStructText(def, structToCanonical(def, value));
  expect(textOf(companion.decode(written))).toBe(expected);
  expect(textOf(view.$toObject())).toBe(expected);
  expect(canonicalStructText(def, readStructView(def, view))).toBe(expected);
  expect(Buffer.compare(Buffer.concat(view.$chunks()), written)).toBe(0);
  checkWire(def, bytes, written, trace, model);
  script.retired.check();
  refusals += script.retired.refusals;
  checkUnchanged();
  expect(Buffer.compare(view.$toBytes(), written)).toBe(0);
}

test.each(modes)("%s", { timeout: 120_000 }, async (_name, runs, options) => {
  const subjects = await loadViewSubjects(options);
  const first = modes.findIndex(([name]) => name === _name) * 1_000_000;
  for (let seed = first; seed < first + runs; seed++) runSeeded(seed, subjects);
});

test("every kind of edit was made", () => {
  expect(scripts).toBe(20_000);
  const kinds = [...counts].filter(([, count]) => count >= 100);
  expect(kinds).toHaveLength(counts.size);
  expect(refusals).toBeGreaterThan(50_000);
});

afterAll(() => {
  const lines = [...counts].toSorted().map(([kind, count]) => `${count} ${kind}`);
  console.log(
    `${scripts} scripts: ${lines.join(", ")}, ${refusals} refused edits of replaced views`,
  );
});
