/** Views that are made anew, until and after something is read: the same values, the bytes of `encode`, nobody else's memory. */
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalStructText, fillDefaults } from "../support/canonical.js";
import { fromCanonical, structFromCanonical, structToCanonical } from "../support/convert.js";
import { errorOf } from "./errors.js";
import { Random, randomStruct, type MutableRecord } from "./random.js";
import {
  loadViewSubjects,
  subjectNamed,
  type AnyView,
  type ViewSubject,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
beforeAll(async () => {
  subjects = await loadViewSubjects();
});

const named = (name: string): ViewSubject => subjectNamed(subjects, name);

/** What a message is handed out as, in bytes of the test's own. */
const outputs: readonly ((view: AnyView) => Uint8Array)[] = [
  (view) => view.$toBytes(),
  (view) => Buffer.concat(view.$chunks()),
  (view) => {
    const block = view.$toBlock();
    const bytes = block.bytes.slice();
    block.release();
    return bytes;
  },
];

function buildAll(
  { def, view: View }: ViewSubject,
  model: MutableRecord,
  names: readonly string[],
): AnyView {
  const view = View.create();
  for (const name of names) {
    const field = def.fields.find((one) => one.name === name);
    const value = model[name];
    if (field !== undefined && value !== undefined) view[name] = fromCanonical(field.type, value);
  }
  return view;
}

describe("building", () => {
  test("fields set in any order go out in ours, as encode writes them", () => {
    let compared = 0;
    for (const subject of subjects.values()) {
      const { def, companion } = subject;
      for (let seed = 0; seed < 40; seed++) {
        const random = new Random(seed);
        const model = fillDefaults(def, randomStruct(random, def)) as MutableRecord;
        const expected = companion.encode(structFromCanonical(def, model));
        const names = random.shuffle(def.fields.map((field) => field.name));
        for (const output of outputs) {
          const bytes = output(buildAll(subject, model, names));
          expect(companion.equals(companion.decode(bytes), companion.decode(expected))).toBe(true);
          // Large bytes go in by reference; what is set behind them stands behind them.
          if (expected.length > 4096) continue;
          expect(Buffer.from(bytes)).toEqual(Buffer.from(expected));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test("whatever fields of the run are left out, the others are those of a plain object", () => {
    const { def, companion, view: View } = named("Scalars");
    const model = { flag: true, tiny: 1, small: 2, medium: 3, wide: 4n, ratio: 0.5, at: 5n };
    const names = Object.keys(model) as (keyof typeof model)[];
    expect(def.fields.map((field) => field.name)).toEqual(expect.arrayContaining(names));
    for (let bits = 0; bits < 128; bits++) {
      for (const output of outputs) {
        const view = View.create();
        const expected: Record<string, unknown> = { at: model.at, text: "behind" };
        for (const [i, name] of names.entries())
          if ((bits >> i) & 1) expected[name] = view[name] = model[name];
        view["at"] = model.at;
        view["text"] = "behind";
        const message = View.of(output(view));
        for (const { name } of def.fields)
          expect(message.$has(name as never), `${name} of ${bits}`).toBe(name in expected);
        expect(companion.decode(message.$toBytes())).toEqual(companion.create(expected));
      }
    }
  });

  test("20,000 random steps of setting, reading and writing out agree with a plain object", () => {
    const list = [...subjects.values()];
    let steps = 0;
    for (let seed = 0; steps < 20_000; seed++) {
      const random = new Random(seed);
      const { def, companion, view: View } = random.pick(list);
      if (def.fields.length === 0) continue;
      const isUnion = def.flavor === "union";
      const required = def.fields.filter((field) => field.requiredness === "required");
      let model: MutableRecord = {};
      let view = View.create();
      for (let step = 0; step < 30; step++, steps++) {
        const field = random.pick(def.fields);
        const value = randomStruct(random, def)[field.name];
        const isWhole =
          required.every(({ name }) => model[name] !== undefined) &&
          (!isUnion || Object.keys(model).length === 1);
        const action = random.below(isWhole ? 10 : 6);
        if (action < 5 && value !== undefined) {
          if (isUnion) model = {};
          model[field.name] = value;
          view[field.name] = fromCanonical(field.type, value);
        } else if (action === 5 && !isUnion && !required.includes(field)) {
          delete model[field.name];
          view[field.name] = undefined;
        } else if (action === 6) void view[field.name];
        else if (action === 7) expect(view.$has(field.name)).toBe(model[field.name] !== undefined);
        else if (action === 8) {
          const bytes = random.chance(0.5) ? view.$toBytes() : Buffer.concat(view.$chunks());
          const found = canonicalStructText(def, structToCanonical(def, companion.decode(bytes)));
          expect(found).toBe(canonicalStructText(def, fillDefaults(def, model)));
        } else if (action === 9) {
          // A block that is released takes the view's memory away, unless that was edited since.
          const own = view.$own();
          view.$toBlock().release();
          view = own;
        }
      }
    }
  });

  test("a value that is refused leaves the others, and the place for the right one", () => {
    const { view: Scalars, companion } = named("Scalars");
    const view = Scalars.create();
    view["medium"] = 7;
    view["text"] = "kept";
    const mistakes: readonly (readonly [string, unknown, string])[] = [
      ["medium", 2 ** 31, "OUT_OF_RANGE"],
      ["medium", "7", "INVALID_VALUE"],
      ["small", 40_000, "OUT_OF_RANGE"],
      ["text", "\ud800", "INVALID_UTF8"],
      ["textMaybe", 5, "INVALID_VALUE"],
      ["blob", "text", "INVALID_VALUE"],
      ["at", undefined, "MISSING_REQUIRED"],
    ];
    for (const [name, value, code] of mistakes)
      expect(errorOf(() => (view[name] = value))).toMatchObject({ code, path: name });
    view["medium"] = 8;
    view["at"] = 3n;
    view["textMaybe"] = undefined;
    const expected = companion.create({ medium: 8, text: "kept", at: 3n });
    expect(companion.decode(view.$toBytes())).toEqual(expected);
  });

  test("a refused value leaves every byte of the one before", () => {
    const { view: Scalars, companion } = named("Scalars");
    const kept = { flag: true, tiny: -1, small: -300, medium: 0x12345678, wide: -1n, ratio: -1.5 };
    const view = Object.assign(Scalars.create(), kept, { at: -7n, text: "x" });
    for (const name of [...Object.keys(kept), "at"]) {
      expect(errorOf(() => (view[name] = "wrong"))).toMatchObject({ path: name });
      expect(errorOf(() => (view[name] = 2n ** 70n))).toMatchObject({ path: name });
    }
    expect(companion.decode(view.$toBytes())).toMatchObject({ ...kept, at: -7n, text: "x" });
  });

  test("values that only look like bytes are refused with their path", () => {
    const { view: Scalars } = named("Scalars");
    const fakes: readonly unknown[] = [
      Object.create(Uint8Array.prototype),
      new Proxy(new Uint8Array(5), {}),
    ];
    for (const fake of fakes)
      for (const name of ["blob", "text"])
        expect(errorOf(() => (Scalars.create()[name] = fake))).toMatchObject({
          code: "INVALID_VALUE",
          path: name,
        });
  });

  test("a message that is too large is refused, and goes out when it is smaller", () => {
    const { view: Sink, companion } = named("Sink");
    const view = Sink.create();
    view["shape"] = { note: "n" };
    view["title"] = "t".repeat(104_857_600 - 10);
    for (const output of outputs)
      expect(errorOf(() => output(view))).toMatchObject({ code: "SIZE_LIMIT" });
    expect(errorOf(() => view["count"])).toMatchObject({ code: "SIZE_LIMIT" });
    const other = Sink.create();
    other["shape"] = { note: "n" };
    expect(companion.decode(other.$toBytes())).toMatchObject({ shape: { note: "n" } });
  });

  test("of a union the last member counts, however often one is set", () => {
    const { view: Shape } = named("Shape");
    const shape = Shape.create();
    shape["circle"] = 1;
    shape["circle"] = 2;
    shape["note"] = "n";
    shape["note"] = "last";
    expect(shape.$toObject()).toEqual({ note: "last" });
    const empty = Shape.create();
    const memberless = { code: "INVALID_DATA" };
    for (const output of outputs) expect(errorOf(() => output(empty))).toMatchObject(memberless);
    expect(empty["circle"]).toBe(undefined);
    for (const output of outputs) expect(errorOf(() => output(empty))).toMatchObject(memberless);
    empty["circle"] = 3;
    const lost = [Shape.create({ circle: 1 }), Shape.create(), Shape.create()];
    Object.assign(lost[1] ?? {}, { circle: 1 }, { circle: undefined });
    Object.assign(lost[2] ?? {}, { circle: 1 });
    for (const view of [lost[0], lost[2]]) view?.$clear("circle");
    for (const view of lost) expect(errorOf(() => view?.$toBytes())).toMatchObject(memberless);
    for (const output of outputs.slice(0, 2)) expect([...output(empty)]).toHaveLength(8);
  });

  test("text and lists that outgrow the memory keep what was set before", () => {
    const { view: Sink, companion } = named("Sink");
    for (const size of [100, 250, 1000, 5000, 70_000, 300_000]) {
      const view = Sink.create();
      view["count"] = 9;
      view["title"] = "t".repeat(size);
      view["shape"] = { note: "n".repeat(size) };
      view["tree"] = { name: "é".repeat(size) };
      view["last"] = 5n;
      const expected = companion.create({
        count: 9,
        title: "t".repeat(size),
        shape: { note: "n".repeat(size) },
        tree: { name: "é".repeat(size) },
        last: 5n,
      });
      for (const output of outputs)
        expect(companion.equals(companion.decode(output(view)), expected)).toBe(true);
    }
  });

  test("a value of a getter that comes back to the view is the last to be set", () => {
    const { view: Sink, companion } = named("Sink");
    const intruders: readonly ((view: AnyView) => unknown)[] = [
      (view) => (view["title"] = "inner"),
      (view) => (view["shape"] = { note: "inner" }),
      (view) => view["count"],
      (view) => view.$toObject(),
      (view) => view.$has("shape"),
      (view) => view.$toBytes(),
      (view) => view.$toBlock().release(),
      (view) => view.$chunks(),
      () => Sink.create({ shape: { note: "other" } }).$toBytes(),
    ];
    for (const intrude of intruders) {
      const view = Sink.create();
      view["count"] = 4;
      const value = {
        get note(): string {
          try {
            intrude(view);
          } catch (error) {
            // The shape, which is required, is missing yet.
            expect(error).toMatchObject({ code: "MISSING_REQUIRED" });
          }
          return "outer";
        },
      };
      view["shape"] = value;
      view["last"] = 6n;
      const { count, shape, last } = companion.decode(view.$toBytes());
      expect({ count, shape, last }).toEqual({ count: 4, shape: { note: "outer" }, last: 6n });
    }
  });

  test("fields are set again and again, before and after something is read", () => {
    const { view: Scalars, companion } = named("Scalars");
    for (const isRead of [false, true]) {
      const view = Scalars.create();
      for (let round = 0; round < 20; round++) {
        view["at"] = BigInt(round);
        view["medium"] = round;
        view["text"] = "x".repeat(round);
        view["mediumMaybe"] = round % 3 === 0 ? undefined : round;
        const expected = { at: BigInt(round), medium: round, text: "x".repeat(round) };
        if (isRead) expect(view.$toObject()).toMatchObject(expected);
        else expect(companion.decode(view.$toBytes())).toMatchObject(expected);
      }
    }
  });
});
