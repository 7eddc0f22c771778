/** What edited views write is read by Apache's JavaScript to the values that the edits made. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalStructText, fillDefaults } from "../support/canonical.js";
import { structToCanonical } from "../support/convert.js";
import { fixturePath } from "../support/fixtures.js";
import { readWire, type WireStruct } from "../support/wire.js";
import { dropDefaults, memories, placeMessage, randomMessage } from "../view-edits/messages.js";
import { Random, type MutableRecord } from "../view-edits/random.js";
import { EditScript } from "../view-edits/script.js";
import { loadViewSubjects, type ViewSubject, type ViewSubjects } from "../view-edits/subjects.js";
import { ApachePeer, hasApacheCompiler } from "./apache-js.js";
import { expectedOf } from "./differences.js";

const runs = 2000;

describe.skipIf(!hasApacheCompiler)("npm thrift with Debian's thrift-compiler", () => {
  let subjects: ViewSubjects;
  let apache: ApachePeer;
  const seen = new Set<string>();
  let read = 0;

  beforeAll(async () => {
    subjects = await loadViewSubjects();
    apache = new ApachePeer(fixturePath("kitchen_sink.thrift"), "kitchen-sink-views");
  });

  afterAll(() => console.log(`Apache reads ${read} edited views`));

  /** A message with unknown fields; Apache keeps every member of a union that comes twice, so nothing does. */
  function checkEdited(seed: number, { def, companion, view: View }: ViewSubject): void {
    const random = new Random(seed);
    const message = randomMessage(random, def, { duplicates: false });
    const { source, bytes } = placeMessage(random, message, random.pick(memories));
    const model: MutableRecord = structToCanonical(def, companion.decode(bytes));
    dropDefaults(def, readWire(bytes).value as WireStruct, model);
    const view = View.of(source);
    const script = new EditScript(random, subjects, new Map());
    let edits = 0;
    for (let count = 1 + random.below(8); count > 0; count--) {
      if (script.editStruct(def, view, model, new Map())) edits++;
    }
    if (edits === 0) return;
    const arrived = fillDefaults(def, apache.decode(def, view.$toBytes()));
    const expected = expectedOf(def, fillDefaults(def, model), "read", seen);
    expect(canonicalStructText(def, arrived), `script ${seed} of ${def.name}`).toBe(
      canonicalStructText(def, expected),
    );
    read++;
  }

  test("reads what edited views write", () => {
    const list = [...subjects.values()].filter(
      ({ def }) => def.file.prefix === "kitchen_sink" && def.fields.length > 0,
    );
    for (let seed = 0; seed < runs; seed++) checkEdited(seed, list[seed % list.length] as never);
    expect(read).toBeGreaterThanOrEqual(1500);
  });
});
