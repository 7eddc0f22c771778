/**
 * Lists of structs whose fields are always there and of fixed size: elements at a constant distance, found by one scan or, in a
 * stamped message, by none; and what happens where one of them is written otherwise.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { ThriftError, wrapBlock } from "@thriftgen/runtime";
import {
  readWire,
  writeWire,
  wireTypes,
  type WireField,
  type WireStruct,
} from "../support/wire.js";
import {
  cutBytes,
  everyCut,
  wholeForms,
  windowForm,
  type AnyView,
  type ViewForm,
} from "./forms.js";
import { loadKitchen, loadViews, type ViewSubject } from "./support.js";

interface Elements extends Iterable<AnyView> {
  readonly length: number;
  at(index: number): AnyView;
  forEachCursor(visit: (element: AnyView, index: number) => void): void;
}

let track: ViewSubject;
beforeAll(async () => {
  const subject = (await loadKitchen()).find(({ name }) => name === "Track");
  if (subject === undefined) throw new Error("no Track");
  track = subject;
});

const place = (i: number): object => ({
  latitude: i / 3,
  longitude: -i,
  height: i,
  known: i % 2 === 0,
});
const makePlaces = (count: number): object[] => Array.from({ length: count }, (_, i) => place(i));

/** Bytes of a track with so many places, the others changed. */
function encodeTrack(
  count: number,
  change: (element: WireStruct, index: number) => WireStruct = (element) => element,
): Uint8Array {
  const bytes = track.companion.encode({ places: makePlaces(count), count, named: new Map() });
  const { value } = readWire(bytes);
  const fields = (value as WireStruct).fields.map((field): WireField => {
    if (field.id !== 1 || field.value.kind !== "list") return field;
    const elements = field.value.elements.map((one, i) => change(one as WireStruct, i));
    return { id: 1, value: { ...field.value, elements } };
  });
  return writeWire({ kind: "struct", fields }).bytes;
}

const i32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return bytes;
};
const field = (id: number, type: number, bytes: Uint8Array): WireField => ({
  id,
  value: { kind: "fixed", type, bytes },
});

/** Ways in which others may write an element; all but the first are not ours. */
const manners: readonly (readonly [
  string,
  (fields: readonly WireField[]) => readonly WireField[],
])[] = [
  ["as we do", (fields) => fields],
  ["backwards", (fields) => fields.toReversed()],
  ["the last first", (fields) => [...fields.slice(-1), ...fields.slice(0, -1)]],
  ["without the first", (fields) => fields.slice(1)],
  ["without the last", (fields) => fields.slice(0, -1)],
  ["without any", () => []],
  ["with an unknown one before", (fields) => [field(99, wireTypes.i32, i32(5)), ...fields]],
  ["with an unknown one behind", (fields) => [...fields, field(99, wireTypes.i32, i32(5))]],
  ["one twice", (fields) => [...fields, field(3, wireTypes.i32, i32(77))]],
  ["one twice, first", (fields) => [field(3, wireTypes.i32, i32(77)), ...fields]],
  [
    "one of another type",
    (fields) => [field(3, wireTypes.bool, Uint8Array.of(1)), ...fields.slice(1)],
  ],
];

/** Keys whose form on the wire values of another type have too; and others. */
const atlas = `
  struct Place { 1: double latitude, 2: double longitude, 3: i32 height, 4: bool known }
  struct Area { 1: double latitude, 2: double longitude, 3: i32 height, 4: optional bool known }
  struct Stage { 1: i32 first, 2: i32 second }
  struct Mark { 2: i64 second, 1: i32 first }
  struct Atlas { 1: map<Place, Area> areas, 2: map<Stage, Mark> marked }
`;

/** All ways to the elements, each of a view of its own. */
const ways: readonly (readonly [string, (list: Elements) => object[]])[] = [
  ["at", (list) => Array.from({ length: list.length }, (_, i) => valuesOf(list.at(i)))],
  [
    "at, backwards",
    (list) => Array.from({ length: list.length }, (_, i) => valuesOf(list.at(-1 - i))).toReversed(),
  ],
  ["iteration", (list) => [...list].map(valuesOf)],
  [
    "cursor",
    (list) => {
      const found: object[] = [];
      list.forEachCursor((element) => found.push(valuesOf(element)));
      return found;
    },
  ],
  ["toObject", (list) => [...list].map((element) => element.$toObject())],
];

function valuesOf({ latitude, longitude, height, known }: AnyView): object {
  return { latitude, longitude, height, known };
}

function* formsOf(bytes: Uint8Array): Generator<ViewForm> {
  const [whole] = wholeForms(bytes);
  if (whole !== undefined) yield whole;
  yield windowForm("bytes", cutBytes(bytes, [...bytes.keys()].slice(1)));
  yield windowForm(
    "thirds",
    cutBytes(bytes, [(bytes.length / 3) | 0, ((bytes.length * 2) / 3) | 0]),
  );
}

function listOf(form: ViewForm, options = {}): Elements {
  return form.open(track.view, options)["places"] as Elements;
}

describe("one element written otherwise", () => {
  test.each(manners)(
    "%s: as decode has it, wherever it stands, however it is read",
    (manner, change) => {
      for (const count of [1, 2, 5])
        for (let odd = 0; odd < count; odd++) {
          const bytes = encodeTrack(count, (element, i) =>
            i === odd ? { kind: "struct", fields: change(element.fields) } : element,
          );
          const expected = track.companion.decode(bytes)["places"];
          for (const form of formsOf(bytes))
            for (const lazy of [false, true]) {
              // A lazy view takes the first of two.
              if (lazy && manner.startsWith("one ")) continue;
              for (const [way, read] of ways)
                expect(read(listOf(form, { lazy })), `${form.name}, ${way}`).toEqual(expected);
            }
        }
    },
  );

  test("edits of elements that needed no scan keep everything else", () => {
    const bytes = encodeTrack(4);
    const view = track.view.of(bytes);
    const list = view["places"] as Elements;
    Object.assign(list.at(2), { height: 9 });
    Object.assign(list.at(0), { known: false, latitude: undefined });
    expect([...list].map(valuesOf)).toEqual([
      { ...place(0), known: false, latitude: 0 },
      place(1),
      { ...place(2), height: 9 },
      place(3),
    ]);
    const written = track.companion.decode(view.$toBytes())["places"];
    expect(written).toEqual([...list].map(valuesOf));
  });
});

describe("scanning", () => {
  test("one walk over the list finds all elements; reading them adds none", () => {
    const bytes = encodeTrack(100);
    const view = track.view.of(bytes);
    const list = view["places"] as Elements;
    for (const [, read] of ways) expect(read(list)).toEqual(makePlaces(100));
    expect(view.$message.scanned).toBeLessThanOrEqual(bytes.length);
  });

  test("two lists, and lists of lists, do not take one another's places", () => {
    const laps = [makePlaces(2), [], makePlaces(3)];
    const value = track.companion.create({
      places: makePlaces(3),
      laps,
      marks: [{ first: 1, second: 2n, last: 3 }, { second: 5n }],
      named: new Map([["home", place(7)]]),
      home: place(8),
    });
    const bytes = track.companion.encode(value);
    for (const form of everyCut(bytes)) {
      const view = form.open(track.view);
      // Each first, in turn.
      const names = ["laps", "places", "marks", "home"];
      for (const name of names) expect(form.open(track.view)[name]).toBeDefined();
      const lists = view["laps"] as unknown as Iterable<Elements>;
      expect([...lists].map((list) => [...list].map(valuesOf))).toEqual(laps);
      expect([...(view["places"] as Elements)].map(valuesOf)).toEqual(makePlaces(3));
      expect(track.companion.equals(view.$toObject(), value)).toBe(true);
      form.release();
    }
  });

  test("keys and values of one form but of two types have each its own", async () => {
    const subjects = await loadViews({ "atlas.thrift": atlas }, ["atlas"]);
    const { companion, view: View } = subjects.at(-1) as ViewSubject;
    const value = companion.create({
      areas: new Map([
        [place(1), place(2)],
        [place(3), place(4)],
      ]),
      marked: new Map([
        [
          { first: 1, second: 2 },
          { first: 3, second: 5n },
        ],
      ]),
    });
    const bytes = companion.encode(value);
    for (const options of [{}, { lazy: true }, { stamped: true }]) {
      const view = View.of(bytes, options);
      const entries = [...(view["areas"] as unknown as Iterable<[AnyView, AnyView]>)];
      expect(entries.map((entry) => entry.map(valuesOf))).toEqual([
        [place(1), place(2)],
        [place(3), place(4)],
      ]);
      expect(entries[0]?.[1].$has("known")).toBe(true);
      const [[, mark] = []] = [...(view["marked"] as unknown as Iterable<[AnyView, AnyView]>)];
      expect(mark?.["second"]).toBe(5n);
    }
  });

  test("an element of memory that was released is not there", () => {
    const block = wrapBlock(track.companion.encode({ places: makePlaces(3) }));
    const list = track.view.of(block)["places"] as Elements;
    expect(list.at(0)["height"]).toBe(0);
    block.release();
    expect(codeOf(() => list.at(1).$has("height"))).toBe("RELEASED_BUFFER");
  });
});

describe("the layout stamp", () => {
  const stamped = { stamped: true };

  test("elements are found without a scan, and have the values of decode", () => {
    const bytes = encodeTrack(1000);
    for (const form of wholeForms(bytes)) {
      for (const [way, read] of ways)
        expect(read(listOf(form, stamped)), way).toEqual(makePlaces(1000));
      const view = form.open(track.view, stamped);
      expect(valuesOf((view["places"] as Elements).at(700))).toEqual(place(700));
      // The struct's own bytes are walked over; what a list takes is added to them.
      expect(view.$message.scanned).toBeLessThanOrEqual(bytes.length * 2);
      form.release();
    }
  });

  test("an element that is touched and has other headers is INVALID_DATA, with its place; the others are right", () => {
    let touched = 0;
    for (const [name, change] of manners.slice(1)) {
      const bytes = encodeTrack(5, (element, i) =>
        i === 2 ? { kind: "struct", fields: change(element.fields) } : element,
      );
      // Where it takes another size, all behind it is elsewhere: errors of ours, or values that are wrong.
      if (bytes.length !== encodeTrack(5).length) {
        codeOf(() => [...(track.view.of(bytes, stamped)["places"] as Elements)].map(valuesOf));
        continue;
      }
      const list = track.view.of(bytes, stamped)["places"] as Elements;
      expect(valuesOf(list.at(1)), name).toEqual(place(1));
      expect(
        codeOf(() => valuesOf(list.at(2))),
        name,
      ).toBe("INVALID_DATA");
      expect(valuesOf(list.at(3)), name).toEqual(place(3));
      touched += 1;
    }
    expect(touched).toBe(2);
  });

  test("a struct whose other half stands elsewhere is INVALID_DATA too", () => {
    const stages = [1, 2, 3].map((i) => ({ first: i, second: i, third: i, fourth: i }));
    const bytes = track.companion.encode({ places: [], stages });
    const { value } = readWire(bytes);
    const fields = (value as WireStruct).fields.map((one): WireField => {
      if (one.id !== 8 || one.value.kind !== "list") return one;
      const elements = one.value.elements.map((element, i): WireStruct => {
        const known = (element as WireStruct).fields;
        return { kind: "struct", fields: i === 1 ? known.toSorted((a, b) => a.id - b.id) : known };
      });
      return { id: 8, value: { ...one.value, elements } };
    });
    const odd = writeWire({ kind: "struct", fields }).bytes;
    expect(odd.length).toBe(bytes.length);
    expect(track.view.of(odd).$toObject()["stages"]).toEqual(stages);
    const list = track.view.of(odd, stamped)["stages"] as Elements;
    expect(codeOf(() => list.at(1)["third"])).toBe("INVALID_DATA");
    expect(list.at(2)["third"]).toBe(3);
  });

  test("a lazy view goes on behind what it has found", () => {
    const view = track.view.of(encodeTrack(3), { lazy: true, ...stamped });
    const element = (view["places"] as Elements).at(1);
    expect(element["latitude"]).toBe(1 / 3);
    expect(element.$has("known")).toBe(true);
    expect(element["known"]).toBe(false);
  });

  test("an element that is set may have another form", () => {
    const view = track.view.of(encodeTrack(3), stamped);
    const list = view["places"] as Elements & { set(index: number, value: unknown): void };
    const element = list.at(0) as AnyView & { $clear(name: string): void };
    element.$clear("latitude");
    list.set(0, element);
    list.set(1, { ...place(9), latitude: undefined });
    expect(list.at(0)["longitude"]).toBe(-0);
    expect(list.at(1)["longitude"]).toBe(-9);
  });

  test("a count beyond the bytes is TRUNCATED, and no element is outside of them", () => {
    const bytes = encodeTrack(5);
    const at = bytes.findIndex((_, i) => bytes[i] === 12 && bytes[i + 4] === 5);
    for (const count of [100, 0x7fffffff]) {
      const longer = bytes.slice();
      new DataView(longer.buffer).setInt32(at + 1, count);
      expect(codeOf(() => track.view.of(longer, stamped)["places"])).toBe("TRUNCATED");
      expect(codeOf(() => track.companion.decode(longer))).toBe("TRUNCATED");
    }
  });

  test("chains cut anywhere read alike", () => {
    const bytes = encodeTrack(3);
    for (const form of everyCut(bytes)) {
      expect([...listOf(form, stamped)].map(valuesOf), form.name).toEqual(makePlaces(3));
      form.release();
    }
  });
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ThriftError) return error.code;
    throw error;
  }
  return "no error";
}
