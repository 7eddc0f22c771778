/** Errors of edits say where in the whole message the value was to stand, whichever view it was given to. */
import { beforeAll, describe, expect, test } from "vitest";
import { ChainBuffer, wrapBlock } from "@thriftgen/runtime";
import { companionOf } from "../support/companion.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { errorOf } from "./errors.js";
import type { AnyListView, AnyMapView, AnyView, ViewClass } from "./subjects.js";

const idl = `
  struct Leaf { 1: required i32 l, 2: string s }
  struct Root {
    1: map<i32, Leaf> keyed
    2: list<Leaf> leaves
    3: Leaf one
    4: list<list<Leaf>> deep
    5: i32 x
    6: map<string, list<Leaf>> named
  }
`;

let RootView: ViewClass;
let bytes: Uint8Array;
beforeAll(async () => {
  const files = await compileOrFail({ "root.thrift": idl }, "root.thrift", { views: true });
  const directory = writeGenerated(files);
  RootView = (await importGenerated(directory, "root.view.ts"))["RootView"] as ViewClass;
  const leaf = { l: 1, s: "a" };
  bytes = companionOf(await importGenerated(directory, "root.ts"), "Root").encode({
    keyed: new Map([[7, leaf]]),
    leaves: [leaf, leaf],
    one: leaf,
    deep: [[], [leaf]],
    x: 5,
    named: new Map([["a", [leaf]]]),
  });
});

const list = (view: unknown): AnyListView => view as AnyListView;
const map = (view: unknown): AnyMapView => view as AnyMapView;
const part = (view: unknown): AnyView => view as AnyView;

function setL(view: unknown, value: unknown): void {
  part(view)["l"] = value;
}

const throwing = {
  get l(): number {
    throw new Error("not today");
  },
};

/** By the path that is expected. */
const edits: readonly (readonly [code: string, path: string, edit: (root: AnyView) => void])[] = [
  ["INVALID_VALUE", "x", (root) => (root["x"] = "5")],
  ["MISSING_REQUIRED", "one.l", (root) => (root["one"] = {})],
  ["INVALID_VALUE", "one.l", (root) => setL(root["one"], "1")],
  ["INVALID_VALUE", "one", (root) => (root["one"] = throwing)],
  ["MISSING_REQUIRED", "one.l", (root) => part(root["one"]).$clear("l")],
  ["INVALID_VALUE", "one.none", (root) => part(root["one"]).$clear("none")],
  ["MISSING_REQUIRED", "leaves[1].l", (root) => (root["leaves"] = [{ l: 1 }, {}])],
  ["MISSING_REQUIRED", "leaves[1].l", (root) => list(root["leaves"]).set(1, {})],
  ["INVALID_VALUE", "leaves[1].l", (root) => setL(list(root["leaves"]).at(1), "1")],
  ["INVALID_VALUE", "leaves[0]", (root) => list(root["leaves"]).set(0, throwing)],
  ["INVALID_VALUE", "leaves[0]", (root) => list(root["leaves"]).set(0, root)],
  ["MISSING_REQUIRED", "keyed[0].l", (root) => map(root["keyed"]).set(7, {})],
  ["INVALID_VALUE", "keyed[1]", (root) => map(root["keyed"]).set("7", { l: 1 })],
  ["INVALID_VALUE", "keyed[0].l", (root) => setL(map(root["keyed"]).get(7), "1")],
  ["MISSING_REQUIRED", "deep[1][0].l", (root) => list(list(root["deep"]).at(1)).set(0, {})],
  ["MISSING_REQUIRED", "deep[1][0].l", (root) => list(root["deep"]).set(1, [{}])],
  ["INVALID_VALUE", "deep[1]", (root) => list(root["deep"]).set(1, 7)],
  ["INVALID_VALUE", "deep[1][0]", (root) => list(root["deep"]).set(1, [throwing])],
  [
    "MISSING_REQUIRED",
    "deep[2][1].l",
    (root) => (root["deep"] = [...(list(root["deep"]) as Iterable<unknown>), [{ l: 1 }, {}]]),
  ],
  ["INVALID_VALUE", "named[0][1]", (root) => map(root["named"]).set("a", [{ l: 1 }, 2])],
  ["MISSING_REQUIRED", "named[0][0].l", (root) => list(map(root["named"]).get("a")).set(0, {})],
];

const sources: Readonly<Record<string, () => unknown>> = {
  bytes: () => bytes,
  "bytes behind others": () => Buffer.concat([Buffer.alloc(5), bytes]).subarray(5),
  "a block": () => wrapBlock(bytes),
  "a chain of single bytes": () =>
    ChainBuffer.from(
      [...bytes].map((byte) => Uint8Array.of(byte)),
      { threshold: 0 },
    ),
};

describe.each(Object.keys(sources))("over %s", (name) => {
  test.each(edits)("%s in %s", (code, path, edit) => {
    const root = RootView.of(sources[name]?.());
    expect(errorOf(() => edit(root))).toMatchObject({ code, path, offset: 0 });
    expect(root.$toBytes()).toEqual(Uint8Array.from(bytes));
  });
});

test("in a value that was set, paths begin with the field or element that is edited", () => {
  const root = RootView.of(bytes);
  root["leaves"] = [{ l: 1 }, { l: 2 }];
  expect(errorOf(() => setL(list(root["leaves"]).at(1), "2"))).toMatchObject({ path: "l" });
  const edit = (): void => list(root["leaves"]).set(1, { l: "2" });
  expect(errorOf(edit)).toMatchObject({ path: "[1].l" });
});

test("an element that is not there has a path too", () => {
  const root = RootView.of(bytes);
  const { length } = list(root["leaves"]);
  for (const index of [
    length,
    -length - 1,
    0.5,
    NaN,
    Infinity,
    undefined,
    "0",
    0n,
    Symbol("0"),
    {},
    [],
  ]) {
    const edit = (): void => list(root["leaves"]).set(index as number, { l: 1 });
    const place = typeof index === "object" ? "object" : String(index);
    expect(errorOf(edit)).toMatchObject({ code: "OUT_OF_RANGE", path: `leaves[${place}]` });
  }
  expect(root.$toBytes()).toEqual(Uint8Array.from(bytes));
});

test("null stands for no options", () => {
  const root = RootView.of(bytes, null as never);
  expect(root["x"]).toBe(5);
  const { $chain } = root as unknown as { $chain(options: unknown): ChainBuffer };
  const chain = $chain.call(root, null);
  expect(ChainBuffer.from(chain.toBytes(), null).toBytes()).toEqual(Uint8Array.from(bytes));
  chain.release();
});
