/** A struct with lists of numbers of every kind, typed and plain, compiled with typed lists; and values for it. */
import {
  compileOrFail,
  importGenerated,
  writeGenerated,
  type TestOptions,
} from "./compile-module.js";
import { companionOf, type Companion } from "./companion.js";
import type { ViewClass } from "../views/forms.js";

const idl = `
  enum Color { RED = 0, GREEN = 1, BLUE = 2 }
  struct Leaf { 1: string name, 2: list<i32> ids }
  struct Lists {
    1: list<i8> bytes, 2: list<i16> shorts, 3: list<i32> ids, 4: list<i64> big, 5: list<double> rates,
    6: list<list<i32>> nested, 7: map<string, list<double>> byName, 8: list<Leaf> leaves,
    9: list<i16> plainShorts (js.type = "array"), 10: list<i32> plain (js.type = "array"),
    11: list<i64> plainBig (js.type = "array"), 12: list<double> plainRates (js.type = "array"),
    13: list<Color> colors, 14: optional list<i32> maybe, 15: list<i8> plainBytes (js.type = "array"),
    16: list<string> names
  }
  union Choice { 1: list<i32> ids, 2: list<i64> big }
  exception Refused { 1: list<i32> ids }
  struct NoLists { 1: i32 id, 2: map<i64, i32> byId, 3: list<string> names }
`;

export interface ListModule {
  readonly Lists: Companion;
  readonly Choice: Companion;
  readonly Refused: Companion;
  readonly ListsView: ViewClass;
  readonly ChoiceView: ViewClass;
  readonly RefusedView: ViewClass;
  readonly text: string;
}

export async function loadListModule(options: TestOptions = {}): Promise<ListModule> {
  const files = await compileOrFail({ "lists.thrift": idl }, "lists.thrift", {
    typedLists: true,
    views: true,
    ...options,
  });
  const directory = writeGenerated(files);
  const module = await importGenerated(directory, "lists.ts");
  const views = await importGenerated(directory, "lists.view.ts");
  return {
    Lists: companionOf(module, "Lists"),
    Choice: companionOf(module, "Choice"),
    Refused: companionOf(module, "Refused"),
    ListsView: views["ListsView"] as ViewClass,
    ChoiceView: views["ChoiceView"] as ViewClass,
    RefusedView: views["RefusedView"] as ViewClass,
    text: files.map(({ text }) => text).join("\n"),
  };
}

export interface ListsValue {
  bytes: Int8Array;
  shorts: Int16Array;
  ids: Int32Array;
  big: BigInt64Array;
  rates: Float64Array;
  nested: Int32Array[];
  byName: Map<string, Float64Array>;
  leaves: { name: string; ids: Int32Array }[];
  plainShorts: number[];
  plain: number[];
  plainBig: bigint[];
  plainRates: number[];
  colors: number[];
  maybe: Int32Array | undefined;
  plainBytes: number[];
  names: string[];
}

/** The least and the greatest integer of so many bits, then others, by their index. */
function integerAt(bits: number): (i: number) => number {
  return (i) => {
    if (i < 2) return i === 0 ? -(2 ** (bits - 1)) : 2 ** (bits - 1) - 1;
    return (Math.imul(i, 0x9e3779b1) << (32 - bits)) >> (32 - bits);
  };
}

/** Lists of `n` elements each, extremes first. */
export function makeLists(n: number): ListsValue {
  const list = (make: (i: number) => number): number[] =>
    Array.from({ length: n }, (_, i) => make(i));
  const ids = list(integerAt(32));
  const bigs = ids.map((x, i) => {
    if (i < 2) return i === 0 ? -(2n ** 63n) : 2n ** 63n - 1n;
    return BigInt(x) * 4_294_967_311n;
  });
  const rates = list((i) => [-0, Infinity, Number.MIN_VALUE, -1e300, 0.1][i] ?? i / 3);
  return {
    bytes: Int8Array.from(list(integerAt(8))),
    shorts: Int16Array.from(list(integerAt(16))),
    ids: Int32Array.from(ids),
    big: BigInt64Array.from(bigs),
    rates: Float64Array.from(rates),
    nested: [Int32Array.from(ids), new Int32Array(0), Int32Array.of(1, 2, 3)],
    byName: new Map([
      ["all", Float64Array.from(rates)],
      ["none", new Float64Array(0)],
    ]),
    leaves: [
      { name: "a", ids: Int32Array.from(ids) },
      { name: "b", ids: Int32Array.of(-1) },
    ],
    plainShorts: list(integerAt(16)),
    plain: ids,
    plainBig: bigs,
    plainRates: rates,
    colors: list((i) => i % 3),
    maybe: n % 2 === 0 ? Int32Array.of(n) : undefined,
    plainBytes: list(integerAt(8)),
    names: ids.slice(0, 3).map(String),
  };
}
