/** The path of an error tells the field, through containers of every kind, on encode and on decode. */
import { Reader, ThriftError, type ThriftErrorCode } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import { loadModule } from "../support/compile-module.js";

const idl = `
  struct Leaf { 1: required i32 n, 2: optional string s }
  union Choice { 1: Leaf leaf, 2: list<Leaf> leaves }
  exception Trouble { 1: Leaf leaf }
  struct Root {
    1: string before
    2: list<Leaf> items
    3: set<Leaf> unique
    4: map<string, Leaf> named
    5: map<Leaf, string> keyed
    6: list<map<Leaf, list<Leaf>>> deep
    7: map<i32, map<string, Leaf>> tables
    8: map<list<Leaf>, map<i8, i8>> odd
    9: Choice choice
    10: list<Choice> choices
    11: optional Trouble trouble
    12: map<string, Leaf> (js.type = "object") byText
    -13: optional Root root
    14: list<string> texts
    15: list<map<Choice, Leaf>> pairs
    16: set<list<map<Choice, Leaf>>> sets
    17: map<list<map<Choice, Leaf>>, map<Choice, Leaf>> tangle
  }
`;

type Loose = Record<string, unknown>;

const good = { n: 1, s: "good" };

/** Path of the leaf, and the root that has it there. */
const rows: readonly (readonly [string, (leaf: Loose) => Loose])[] = [
  ["items[2]", (leaf) => ({ items: [good, good, leaf, good] })],
  ["unique[1]", (leaf) => ({ unique: new Set([good, leaf]) })],
  ["named[0]", (leaf) => ({ named: new Map([["a", leaf]]) })],
  ["keyed[1]", (leaf) => ({ keyed: new Map([good, leaf].map((key) => [key, "text"])) })],
  ["deep[1][0]", (leaf) => ({ deep: [new Map(), new Map([[leaf, [good]]])] })],
  ["deep[0][0][1]", (leaf) => ({ deep: [new Map([[good, [good, leaf]]])] })],
  ["tables[1][0]", (leaf) => ({ tables: new Map(tablesOf(leaf)) })],
  ["odd[0][1]", (leaf) => ({ odd: new Map([[[good, leaf], new Map([[1, 2]])]]) })],
  ["choice.leaf", (leaf) => ({ choice: { leaf } })],
  ["choice.leaves[1]", (leaf) => ({ choice: { leaves: [good, leaf] } })],
  ["choices[1].leaves[0]", (leaf) => ({ choices: [{ leaf: good }, { leaves: [leaf] }] })],
  ["trouble.leaf", (leaf) => ({ trouble: { leaf } })],
  ["byText[1]", (leaf) => ({ byText: { a: good, b: leaf } })],
  ["pairs[1][0]", (leaf) => ({ pairs: [new Map(), pairOf(good, leaf)] })],
  ["pairs[0][0].leaf", (leaf) => ({ pairs: [pairOf(leaf, good)] })],
  ["sets[0][1][0]", (leaf) => ({ sets: new Set([[new Map(), pairOf(good, leaf)]]) })],
  ["sets[0][0][0].leaf", (leaf) => ({ sets: new Set([[pairOf(leaf, good)]]) })],
  ["tangle[0][0][0]", (leaf) => ({ tangle: new Map([[[pairOf(good, leaf)], new Map()]]) })],
  ["tangle[0][0]", (leaf) => ({ tangle: new Map([[[], pairOf(good, leaf)]]) })],
  ["root.root.items[0]", (leaf) => ({ root: { root: { items: [leaf] } } })],
];

const pairOf = (key: Loose, value: Loose): Map<Loose, Loose> => new Map([[{ leaf: key }, value]]);

function tablesOf(leaf: Loose): readonly (readonly [number, Map<string, Loose>])[] {
  return [
    [1, new Map()],
    [2, new Map([["a", leaf]])],
  ];
}

const failing = (code: ThriftErrorCode, path: string): ThriftError =>
  expect.objectContaining({ name: "ThriftError", code, path }) as ThriftError;

const modes = [{}, { unknownFields: "keep" }, { fieldOrder: "declared" }] as const;

describe.each(modes)("%o", (options) => {
  let root: Companion;

  beforeAll(async () => {
    root = companionOf(await loadModule({ "paths.thrift": idl }, "paths.thrift", options), "Root");
  });

  test.each(rows)("on encode, %s", (path, make) => {
    const mistakes: readonly (readonly [Loose, ThriftErrorCode, string])[] = [
      [{ n: 1, s: 5 }, "INVALID_VALUE", "s"],
      [{ n: 1, s: "\ud800" }, "INVALID_UTF8", "s"],
      [{ n: 2 ** 31 }, "OUT_OF_RANGE", "n"],
      [{ s: "text" }, "MISSING_REQUIRED", "n"],
    ];
    for (const [leaf, code, name] of mistakes) {
      const value = { before: "x".repeat(5000), ...make(leaf) };
      expect(() => root.encode(value)).toThrow(failing(code, `${path}.${name}`));
    }
  });

  test.each(rows.filter(([path]) => path.endsWith("]")))(
    "on encode, nothing at %s",
    (path, make) => {
      for (const leaf of [null, undefined])
        expect(() => root.encode(make(leaf as unknown as Loose))).toThrow(
          failing("MISSING_REQUIRED", path),
        );
    },
  );

  test.each(rows)("on decode, %s", (path, make) => {
    // n is the text nnnn, s stands behind it.
    const bytes = root.encode(make({ n: 0x6e6e6e6e, s: "mark" }));
    const text = Buffer.from(bytes).toString("latin1");
    expect(root.equals(root.decode(bytes), root.decode(bytes))).toBe(true);
    const at = text.indexOf("mark");
    expect(at).toBeGreaterThan(0);
    const spoilt: readonly (readonly [string, ThriftErrorCode, string])[] = [
      [text.replace("mark", "ma\xffk"), "INVALID_UTF8", ".s"],
      [text.slice(0, at + 2), "TRUNCATED", ".s"],
      [text.slice(0, at - 5), "TRUNCATED", ""],
      [text.replace("\0\0\0\x04mark", "\xff\0\0\x04mark"), "NEGATIVE_SIZE", ".s"],
      [text.replace("\x08\0\x01nnnn", "\x08\0\x05nnnn"), "MISSING_REQUIRED", ".n"],
      [text.replace("\x08\0\x01nnnn", "\x07\0\x05nnnn"), "INVALID_TYPE", ".#5"],
    ];
    for (const [message, code, name] of spoilt) {
      const source = Buffer.from(message, "latin1");
      expect(() => root.decode(source), code).toThrow(failing(code, `${path}${name}`));
      const reader = new Reader(source);
      expect(() => root.fastRead(reader), code).toThrow(failing(code, `${path}${name}`));
      expect(reader.offset).toBe(0);
    }
  });

  test.each<[Loose, ThriftErrorCode, string]>([
    [{ texts: ["a", 1] }, "INVALID_VALUE", "texts[1]"],
    [{ texts: new Set() }, "INVALID_VALUE", "texts"],
    [{ odd: new Map([[[], new Map([[1, 300]])]]) }, "OUT_OF_RANGE", "odd[0][0]"],
    [{ choice: {} }, "INVALID_DATA", "choice"],
    [{ choices: [{ leaf: good }, { leaf: good, leaves: [] }] }, "INVALID_DATA", "choices[1]"],
    [{ root: [] }, "INVALID_VALUE", "root"],
    [{ root: { before: 1 } }, "INVALID_VALUE", "root.before"],
  ])("on encode of %o", (value, code, path) => {
    expect(() => root.encode(value)).toThrow(failing(code, path));
  });
});
