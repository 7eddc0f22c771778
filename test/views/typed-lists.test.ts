/** Lists of numbers in views: single elements, parts into arrays of the caller, assigned arrays, lists in several pieces. */
import {
  configureLists,
  Reader,
  simdInfo,
  ThriftError,
  type ListTier,
  type NumberArray,
  type ListView,
} from "@thriftgen/runtime";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  loadListModule,
  makeLists,
  type ListModule,
  type ListsValue,
} from "../support/list-structs.js";
import { chainForm, cutBytes, everyCut, randomCuts, windowForm, type AnyView } from "./forms.js";

type AnyList = Pick<ListView<number | bigint>, "length" | "at" | "copyInto" | "set"> &
  Iterable<unknown>;

const runs = 100 * Number(process.env["PROPERTY_RUNS"] ?? 1);
/** Elements of lists that are cut. */
const cutLength = 40;
const tiers: readonly ListTier[] = ["js", "wasm", "native"];

let lists: ListModule;
beforeAll(async () => {
  lists = await loadListModule();
});
afterEach(() => configureLists());

function open(value: ListsValue | Uint8Array): AnyView {
  return lists.ListsView.of(value instanceof Uint8Array ? value : lists.Lists.encode(value));
}

/** A view of a list: of a typed one by `$list`, of others as the property. */
function listOf(view: AnyView, name: string): AnyList {
  const property = view[name];
  if (!ArrayBuffer.isView(property)) return property as AnyList;
  const list = (view as unknown as { $list(name: string): AnyList | undefined }).$list(name);
  if (list === undefined) throw new Error(`no ${name}`);
  return list;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error;
    return error.code;
  }
  return "no error";
}

const kinds = [
  ["bytes", Int8Array],
  ["shorts", Int16Array],
  ["ids", Int32Array],
  ["big", BigInt64Array],
  ["rates", Float64Array],
  ["plainBytes", Int8Array],
  ["plainShorts", Int16Array],
  ["plain", Int32Array],
  ["plainBig", BigInt64Array],
  ["plainRates", Float64Array],
  ["colors", Int32Array],
] as const;

describe.each(kinds)("%s", (name, Target) => {
  test("reads single elements", () => {
    const value = makeLists(100);
    const list = listOf(open(value), name);
    expect(list.length).toBe(100);
    const elements = [...value[name]];
    for (const i of [0, 1, 50, 99]) expect(list.at(i)).toBe(elements[i]);
    expect(list.at(-1)).toBe(elements[99]);
    expect(list.at(100)).toBe(undefined);
    expect([...list]).toEqual(elements);
  });

  test("copies all elements or some into an array", () => {
    for (const n of [0, 1, 31, 70, 2000]) {
      const value = makeLists(n);
      const list = listOf(open(value), name);
      const all = arrayOf(Target, value[name]);
      const target = new Target(n + 2);
      expect(list.copyInto(target, 1)).toBe(n);
      expect(Buffer.compare(bytesOf(target.subarray(1, n + 1)), bytesOf(all))).toBe(0);
      expect([Number(target[0]), Number(target[n + 1])]).toEqual([0, 0]);
      const part = new Target(n);
      const count = list.copyInto(part, 0, 10, -1);
      expect(count).toBe(Math.max(0, n - 11));
      expect(Buffer.compare(bytesOf(part.subarray(0, count)), bytesOf(all.slice(10, -1)))).toBe(0);
    }
  });

  test("refuses other arrays, and too little room, before anything is written", () => {
    const list = listOf(open(makeLists(40)), name);
    const target = new Target(39);
    expect(codeOf(() => list.copyInto(target))).toBe("SIZE_LIMIT");
    expect(codeOf(() => list.copyInto(new Target(41), 2))).toBe("SIZE_LIMIT");
    for (const start of [-1, NaN, 0.5, Infinity])
      expect(codeOf(() => list.copyInto(new Target(99), start))).toBe("SIZE_LIMIT");
    const others = [new Uint8Array(99), new Uint32Array(99), new Float32Array(99), [], {}];
    for (const other of [...others, new Proxy(new Target(99), {}), Object.create(Target.prototype)])
      expect(codeOf(() => list.copyInto(other as never))).toBe("INVALID_VALUE");
    expect([...target].every((x) => Number(x) === 0)).toBe(true);
  });

  test("copies elements that lie in several pieces", () => {
    const value = makeLists(cutLength);
    const bytes = lists.Lists.encode(value);
    const expected = bytesOf(arrayOf(Target, value[name]));
    for (let run = 0; run < 24; run++) {
      const pieces = cutBytes(bytes, randomCuts(bytes.length, run));
      for (const form of [chainForm("chain", pieces), windowForm("pieces", pieces)]) {
        const target = new Target(cutLength);
        const list = listOf(form.open(lists.ListsView), name);
        expect(list.copyInto(target)).toBe(cutLength);
        expect(Buffer.compare(bytesOf(target), expected), `run ${run}, ${form.name}`).toBe(0);
        form.release();
      }
    }
  });
});

function arrayOf(
  Target: new (length: number) => NumberArray,
  values: Iterable<number | bigint>,
): NumberArray {
  const elements = [...values];
  const array = new Target(elements.length);
  (array as Int32Array).set(elements as number[]);
  return array;
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

test("cut anywhere, lists are the same", () => {
  const value = makeLists(3);
  const bytes = lists.Lists.encode(value);
  for (const form of everyCut(bytes)) {
    const view = form.open(lists.ListsView);
    const ids = new Int32Array(3);
    listOf(view, "ids").copyInto(ids);
    if (ids.join() !== value.ids.join()) expect.fail(`${form.name}: ${ids.join()}`);
    const shown = [view["big"], view["rates"], view["shorts"], view["bytes"]].join(" ");
    const expected = [value.big, value.rates, value.shorts, value.bytes].join(" ");
    if (shown !== expected) expect.fail(`${form.name}: ${shown}`);
    form.release();
  }
});

describe("edited", () => {
  test("elements that were set are copied as they are now", () => {
    const list = listOf(open(makeLists(60)), "plain");
    list.set(0, 7);
    list.set(-1, 8);
    const target = new Int32Array(60);
    list.copyInto(target);
    expect([target[0], target[1], target[59]]).toEqual([7, 2_147_483_647, 8]);
    list.copyInto(target, 0, 1, 3);
    expect([target[0], target[59]]).toEqual([2_147_483_647, 8]);
  });

  test.each(tiers)("typed arrays that are assigned go to the wire by the tier %s", (tier) => {
    configureLists({ tier, thresholds: { native: 64 } });
    for (const n of [0, 5, 31, 33, 100, 3000]) {
      const { names: _, ...value } = makeLists(n);
      const view = open(makeLists(2)) as unknown as Record<string, unknown>;
      for (const [name, one] of Object.entries(value)) if (one !== undefined) view[name] = one;
      const shown = view as unknown as AnyView;
      const bytes = shown.$toBytes();
      configureLists({ tier: "js" });
      const expected = { ...makeLists(2), ...value, maybe: value.maybe ?? makeLists(2).maybe };
      expect(lists.Lists.equals(lists.Lists.decode(bytes), expected)).toBe(true);
      expect(Buffer.compare(bytesOf(shown["ids"] as Int32Array), bytesOf(value.ids))).toBe(0);
      configureLists({ tier, thresholds: { native: 64 } });
    }
  });

  test("a list that is shown can't be edited, and stays as it was when another is assigned", () => {
    const view = open(makeLists(4));
    const list = listOf(view, "ids");
    expect(codeOf(() => list.set(0, 1))).toBe("STALE_VIEW");
    (view as unknown as { ids: number[] }).ids = [5, 6];
    expect([...list]).toEqual([...makeLists(4).ids]);
    expect([...listOf(view, "ids")]).toEqual([5, 6]);
    const target = new Int32Array(2);
    listOf(view, "ids").copyInto(target);
    expect([...target]).toEqual([5, 6]);
  });

  test("$list knows which fields are typed lists, and which are there", () => {
    const view = open(makeLists(3)) as unknown as { $list(name: string): unknown };
    expect(view.$list("maybe")).toBe(undefined);
    for (const name of ["plain", "names", "nested", "nothing", "__proto__"])
      expect(codeOf(() => view.$list(name))).toBe("INVALID_VALUE");
  });

  test("$list shows those of unions and exceptions, and of lazy views", () => {
    const choice = lists.ChoiceView.of(lists.Choice.encode({ big: [1n, 2n] }));
    expect([...listOf(choice, "big")]).toEqual([1n, 2n]);
    expect((choice as unknown as { $list(name: string): unknown }).$list("ids")).toBe(undefined);
    const refused = lists.RefusedView.of(lists.Refused.encode({ ids: [3] }), { lazy: true });
    expect(listOf(refused, "ids").at(0)).toBe(3);
    const lazy = lists.ListsView.of(lists.Lists.encode(makeLists(3)), { lazy: true });
    expect(listOf(lazy, "rates").length).toBe(3);
  });

  test("lists of text and structs copy nothing", () => {
    const view = open(makeLists(3));
    for (const name of ["names", "leaves", "nested"])
      expect(codeOf(() => listOf(view, name).copyInto(new Int32Array(9)))).toBe("INVALID_VALUE");
  });
});

describe("random messages", () => {
  const counts = { messages: 0, tiers: 0, cuts: 0 };
  afterAll(() => {
    console.log(
      `typed lists: ${counts.messages} random messages, ${counts.tiers} by a tier, ${counts.cuts} in pieces`,
    );
  });

  /** Short lists, and some that are long enough for every tier. */
  const long = { minLength: 0, maxLength: 200, size: "max" } as const;
  const bits = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const arbitrary = fc.record({
    bytes: fc.int8Array(long),
    shorts: fc.int16Array(long),
    ids: fc.int32Array(long),
    big: fc.bigInt64Array(long),
    // Every NaN there is.
    rates: fc
      .array(bits, { ...long, maxLength: 300 })
      .map((words) => new Float64Array(Int32Array.from(words.slice(0, words.length & ~1)).buffer)),
    nested: fc.array(fc.int32Array(long), { maxLength: 3 }),
    byName: fc.constant(new Map<string, Float64Array>()),
    leaves: fc.constant([] as ListsValue["leaves"]),
    plainShorts: fc.array(fc.integer({ min: -32_768, max: 32_767 }), long),
    plain: fc.array(bits, long),
    plainBig: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), long),
    plainRates: fc.array(fc.double(), long),
    colors: fc.array(fc.nat(2), long),
    maybe: fc.constant(undefined),
    plainBytes: fc.array(fc.integer({ min: -128, max: 127 }), long),
    names: fc.constant([] as string[]),
  });

  test("every tier writes the same bytes and reads the same values, whole, as a view, and in pieces", () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(1000), (value, cut) => {
        counts.messages++;
        configureLists({ tier: "js" });
        const bytes = lists.Lists.encode(value);
        const decoded = lists.Lists.decode(bytes);
        for (const tier of ["wasm", "native"] as const) {
          // From the first element on.
          configureLists({
            tier,
            thresholds: {
              typed: 0,
              typed64: 0,
              plain: 0,
              read: 0,
              native: tier === "native" ? 0 : 1e9,
            },
          });
          if (tier === "wasm") expect(simdInfo().tier).toBe("wasm");
          counts.tiers++;
          expect(Buffer.compare(lists.Lists.encode(value), bytes)).toBe(0);
          const again = lists.Lists.decode(bytes);
          expectAlike(again, decoded);
          expectAlike(lists.Lists.fastRead(new Reader(bytes)), decoded);
          const pieces = cutBytes(bytes, randomCuts(bytes.length, cut));
          const forms = [chainForm("chain", pieces), windowForm("pieces", pieces)];
          for (const form of forms) {
            counts.cuts++;
            const view = form.open(lists.ListsView);
            for (const name of ["bytes", "shorts", "ids", "big", "rates"] as const)
              expectAlike({ [name]: view[name] }, { [name]: decoded[name] });
            expectAlike(view.$toObject(), decoded);
            expect(Buffer.compare(view.$toBytes(), bytes)).toBe(0);
            form.release();
          }
        }
      }),
      { numRuns: runs, seed: 4, endOnFailure: true },
    );
  });
});

/** Bit by bit: there are many NaNs. */
function expectAlike(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  for (const [name, one] of Object.entries(expected)) {
    const other = actual[name];
    if (ArrayBuffer.isView(one) && ArrayBuffer.isView(other)) {
      if (Buffer.compare(bytesOf(one), bytesOf(other)) !== 0) expect.fail(name);
    } else if (String(one) !== String(other)) expect.fail(name);
  }
}
