/** Views cost no more time and memory than the bytes are worth, whatever the bytes are. */
import { beforeAll, expect, test } from "vitest";
import { ChainBuffer } from "@thriftgen/runtime";
import { errorOf } from "../view-edits/errors.js";
import type { AnyListView, AnyMapView, AnyView } from "../view-edits/subjects.js";
import { loadViews, type ViewSubject } from "./support.js";

const idl = `
struct Leaf { 1: optional i32 a, 2: optional i32 b, 3: optional i32 c, 4: optional i32 d }
struct Tree {
  1: optional list<Leaf> leaves
  2: optional set<Leaf> some
  3: optional map<i32, i32> counts
  4: optional Tree next
  5: optional list<i32> numbers
}
struct Forest { 1: list<Forest> trees, 2: optional Tree next }
`;

let tree: ViewSubject;
let forest: ViewSubject;
beforeAll(async () => {
  const subjects = await loadViews({ "tree.thrift": idl }, ["tree"]);
  [, tree, forest] = subjects as [ViewSubject, ViewSubject, ViewSubject];
});

function viewOf(bytes: Uint8Array | ChainBuffer, options?: object): AnyView {
  return tree.view.of(bytes as Uint8Array, options) as unknown as AnyView;
}

/** A list (15) or set (14) of `n` structs of one byte each. */
function leavesBytes(type: number, id: number, n: number): Uint8Array {
  const bytes = new Uint8Array(9 + n);
  bytes.set([type, 0, id, 12]);
  new DataView(bytes.buffer).setInt32(4, n);
  return bytes;
}

test("views of elements are charged as decoded elements are", () => {
  // 64 MiB are 1,048,576 leaves of 64 bytes.
  const most = 1_048_576;
  const list = (n: number): AnyListView => viewOf(leavesBytes(15, 1, n))["leaves"] as AnyListView;
  let count = 0;
  for (const leaf of list(most)) if (leaf !== undefined) count += 1;
  expect(count).toBe(most);
  expect(errorOf(() => [...list(most + 1)]).code).toBe("SIZE_LIMIT");
  const some = viewOf(leavesBytes(14, 2, most + 1))["some"] as AnyListView;
  expect(errorOf(() => some.length).code).toBe("SIZE_LIMIT");
  count = 0;
  list(most + 1).forEachCursor(() => void (count += 1));
  expect(count).toBe(most + 1);
});

test("what a cursor's elements hold is not charged when it has moved on, in cursors of cursors neither", () => {
  // 17 passes over 66,000 leaves are more than 64 MiB.
  const passes = 17;
  const trees = [{ leaves: Array.from({ length: 66_000 }, (_, a) => ({ a })) }, { leaves: [] }];
  const bytes = forest.companion.encode({ trees: [{ trees: trees.map((next) => ({ next })) }] });
  const open = (): AnyListView => forest.view.of(bytes)["trees"] as AnyListView;
  let count = 0;
  const readLeaves = (outer: AnyView): void => {
    (outer["trees"] as AnyListView).forEachCursor((inner) => {
      const { leaves } = inner["next"] as unknown as { readonly leaves: AnyListView };
      for (const leaf of leaves) count += (leaf as AnyView)["a"] === undefined ? 0 : 1;
    });
  };
  open().forEachCursor((outer) => {
    for (let pass = 0; pass < passes; pass++) readLeaves(outer);
  });
  const view = forest.view.of(bytes);
  const replaced = (view["trees"] as AnyListView).at(0) as AnyView;
  (view as Record<string, unknown>)["trees"] = [];
  for (let pass = 0; pass < passes; pass++) readLeaves(replaced);
  expect(count).toBe(2 * passes * 66_000);
});

test("what stays while a cursor moves on stays charged", () => {
  const half = 550_000;
  const leaves = leavesBytes(15, 1, 2 * half);
  const next = [12, 0, 2, ...leaves];
  const inner = [15, 0, 1, 12, 0, 0, 0, 2, 0, 0];
  const bytes = Uint8Array.from([15, 0, 1, 12, 0, 0, 0, 1, ...inner, ...next, 0, 0]);
  const open = (): AnyListView => forest.view.of(bytes)["trees"] as AnyListView;
  const readHalves = (outer: AnyView): void => {
    const { leaves: list } = outer["next"] as unknown as { readonly leaves: AnyListView };
    (outer["trees"] as AnyListView).forEachCursor((_, which) => {
      for (let i = which * half; i < (which + 1) * half; i++) list.at(i);
    });
  };
  expect(errorOf(() => open().forEachCursor(readHalves)).code).toBe("SIZE_LIMIT");
  expect(errorOf(() => readHalves(open().at(0) as AnyView)).code).toBe("SIZE_LIMIT");
});

test("a replaced element is not charged again", () => {
  const leaves = viewOf(leavesBytes(15, 1, 1))["leaves"] as AnyListView;
  expect(leaves.at(0)).toBeDefined();
  const { $message: m } = leaves as unknown as {
    readonly $message: { readonly extras: { readonly heap: number } };
  };
  const charged = m.extras.heap;
  expect(charged).toBeGreaterThan(0);
  for (let i = 0; i < 100; i++) {
    leaves.set(0, { a: i });
    expect((leaves.at(0) as AnyView)["a"]).toBe(i);
  }
  expect(m.extras.heap).toBe(charged);
});

test("a scan that fails leaves nothing behind", () => {
  // One field that is known, 50 that are not, and a type that does not exist.
  const unknown = Array.from({ length: 50 }, () => [2, 0, 99, 1]).flat();
  const bytes = Uint8Array.from([15, 0, 5, 8, 0, 0, 0, 0, ...unknown, 99, 0, 0]);
  for (const lazy of [false, true]) {
    const view = viewOf(bytes, { lazy });
    if (lazy) expect((view["numbers"] as AnyListView).length).toBe(0);
    for (let i = 0; i < 5; i++) expect(errorOf(() => view["next"]).code).toBe("INVALID_TYPE");
    expect(
      (view as unknown as { readonly $odd: { readonly extra: unknown[] } }).$odd.extra,
    ).toHaveLength(102);
  }
});

test("the entry at an index is found without listing all each time", () => {
  const counts = new Map(Array.from({ length: 5 }, (_, i) => [i, i * i]));
  const view = viewOf(tree.companion.encode({ counts }))["counts"] as AnyMapView & {
    at(i: number): unknown;
  };
  expect([0, 4, -1, 5].map((i) => view.at(i))).toEqual([[0, 0], [4, 16], [4, 16], undefined]);
  view.delete(0);
  view.set(9, 9);
  view.set(1, 2);
  expect([0, 3, -1, -6].map((i) => view.at(i))).toEqual([[1, 2], [4, 16], [9, 9], undefined]);
  const { listed } = view as unknown as { readonly listed: unknown };
  view.at(2);
  expect((view as unknown as { readonly listed: unknown }).listed).toBe(listed);
});

test("reading what was assigned in many pieces looks at none of the others", () => {
  const bytes = tree.companion.encode({ numbers: Array.from({ length: 20_000 }, (_, i) => i) });
  const chain = new ChainBuffer({ threshold: 0 });
  for (let at = 0; at < bytes.length; at += 4099) chain.append(bytes.subarray(at, at + 4099));
  const view = viewOf(tree.companion.encode({}));
  view["next"] = viewOf(chain);
  const numbers = (view["next"] as AnyView)["numbers"] as AnyListView;
  const { owner } = (
    numbers as unknown as { $message: { owner: { parts: Uint8Array[]; check(): void } } }
  ).$message;
  expect(owner.parts.length).toBeGreaterThan(10);
  let looks = 0;
  const parts = owner.parts;
  owner.parts = new Proxy(parts, {
    get: (target, key) => ((looks += 1), Reflect.get(target, key)),
  });
  expect([...numbers]).toHaveLength(20_000);
  expect(looks).toBe(0);
  owner.parts = parts;
  chain.release();
  expect(errorOf(() => numbers.at(3)).code).toBe("RELEASED_BUFFER");
});

test("chains of views hold the pieces of other chains, in whatever order these stand", () => {
  const bytes = tree.companion.encode({ numbers: Array.from({ length: 20_000 }, (_, i) => i) });
  const chain = new ChainBuffer({ threshold: 0 });
  // All of one buffer: the later ones come first in it.
  const copy = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 5000) {
    const part = bytes.subarray(at, at + 5000);
    const target = copy.subarray(bytes.length - at - part.length, bytes.length - at);
    target.set(part);
    chain.append(target);
  }
  const view = viewOf(chain) as unknown as { $chain(options: object): ChainBuffer };
  const written = view.$chain({ threshold: 0 });
  const { nodes } = chain;
  expect(written.nodes.map(({ piece }) => piece)).toEqual(nodes.map(({ piece }) => piece));
  chain.release();
  expect(written.toBytes()).toEqual(bytes);
  written.release();
});
