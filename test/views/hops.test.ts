/** Views of recursive types: what one scan has stepped over the next ones hop. */
import { ChainBuffer } from "@thriftgen/runtime";
import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

interface Node {
  readonly v: number;
  readonly name?: string;
  readonly next?: Node;
  readonly kids?: readonly Node[];
  readonly by?: ReadonlyMap<string, Node>;
  readonly tree?: { readonly node: Node } | { readonly leaf: string };
}

interface NodeView {
  readonly v: number;
  readonly name: string | undefined;
  readonly next: NodeView | undefined;
  readonly kids: Iterable<NodeView> | undefined;
  readonly by: Iterable<[string, NodeView]> | undefined;
  readonly tree:
    { readonly node: NodeView | undefined; readonly leaf: string | undefined } | undefined;
  $toObject(): unknown;
}

let companion: Companion;
let views: { of(source: Uint8Array | ChainBuffer, options?: object): NodeView };

beforeAll(async () => {
  const idl = `struct Node { 1: i32 v, 2: optional string name, 3: optional Node next, 4: optional list<Node> kids,
    5: optional map<string, Node> by, 6: optional Tree tree }
  union Tree { 1: Node node, 2: string leaf }`;
  const files = await compileOrFail({ "node.thrift": idl }, "node.thrift", { views: true });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "node.ts"), "Node");
  views = (await importGenerated(directory, "node.view.ts"))["NodeView"] as typeof views;
});

const text = fc.string({ maxLength: 90 });

function nodesOf(levels: number): fc.Arbitrary<Node> {
  const parts = { v: fc.integer(), name: text };
  if (levels === 0) return fc.record(parts, { requiredKeys: ["v"], noNullPrototype: true });
  const inner = nodesOf(levels - 1);
  const nested = {
    ...parts,
    next: inner,
    kids: fc.array(inner, { maxLength: 3 }),
    by: fc.array(fc.tuple(text, inner), { maxLength: 2 }).map((entries) => new Map(entries)),
    tree: fc.oneof(fc.record({ node: inner }), fc.record({ leaf: text })),
  };
  return fc.record(nested, { requiredKeys: ["v"], noNullPrototype: true }) as fc.Arbitrary<Node>;
}

function chainOf(levels: number): Node {
  let chain: Node = { v: 0 };
  for (let v = 1; v < levels; v++) chain = { v, name: `level ${v}`, next: chain };
  return chain;
}

/** The same value, read field by field; odd levels read what is deep in them first. */
function readAll(view: NodeView, level = 0): Node {
  const { name } = view;
  const tree =
    view.tree &&
    (view.tree.leaf === undefined
      ? { node: readAll(view.tree.node as NodeView, level + 1) }
      : { leaf: view.tree.leaf });
  const next = view.next && readAll(view.next, level + 1);
  const by = view.by && new Map([...view.by].map(([key, each]) => [key, readAll(each, level + 1)]));
  const kids = view.kids && Array.from(view.kids, (kid) => readAll(kid, level + 1));
  const parts = { name, next, kids, by, tree };
  const known = Object.entries(parts).filter(([, part]) => part !== undefined);
  return { v: view.v, ...Object.fromEntries(known) };
}

test("trees of any form read as decode does, in one piece and in many", () => {
  fc.assert(
    fc.property(nodesOf(4), fc.integer({ min: 1, max: 100 }), (value, size) => {
      const bytes = companion.encode(value);
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const expected = companion.decode(bytes);
      for (const source of [bytes, ChainBuffer.from(pieces, { threshold: 0 })])
        for (const options of [undefined, { lazy: true }]) {
          const view = views.of(source, options);
          expect(readAll(view)).toEqual(expected);
          expect(readAll(view)).toEqual(expected);
          expect(view.$toObject()).toEqual(expected);
        }
    }),
    { numRuns: 100 },
  );
});

test("as many levels as decode takes, and no more", () => {
  const deep = companion.encode(chainOf(64));
  expect(readAll(views.of(deep))).toEqual(chainOf(64));
  const field = Uint8Array.of(12, 0, 3);
  const deeper = new Uint8Array(Buffer.concat([field, deep, Uint8Array.of(0)]));
  expect(errorOf(() => companion.decode(deeper)).code).toBe("DEPTH_LIMIT");
  expect(errorOf(() => views.of(deeper).next).code).toBe("DEPTH_LIMIT");
});

/** Headers that reading all of a chain looks at. */
function countSteps(levels: number): number {
  const bytes = companion.encode(chainOf(levels));
  const headers = vi.spyOn(DataView.prototype, "getUint16");
  try {
    readAll(views.of(bytes));
    return headers.mock.calls.length;
  } finally {
    headers.mockRestore();
  }
}

test("twice the levels take twice the steps", () => {
  expect(countSteps(30)).toBeGreaterThan(60);
  expect(countSteps(60) / countSteps(30)).toBeLessThan(2.5);
});

/** The same for lists in lists, walked by cursors in cursors. */
function countCursorSteps(levels: number): number {
  let tree: Node = { v: 0, name: "x".repeat(70) };
  for (let v = 1; v < levels; v++) tree = { v, name: `level ${v}`, kids: [tree] };
  const bytes = companion.encode(tree);
  const walk = (view: CursorView): number => {
    let count = 1;
    view.kids?.forEachCursor((kid) => void (count += walk(kid)));
    return count;
  };
  const headers = vi.spyOn(DataView.prototype, "getUint16");
  try {
    expect(walk(views.of(bytes) as unknown as CursorView)).toBe(levels);
    return headers.mock.calls.length;
  } finally {
    headers.mockRestore();
  }
}

interface CursorView {
  readonly kids: { forEachCursor(visit: (kid: CursorView) => void): void } | undefined;
}

test("twice the levels of cursors take twice the steps", () => {
  expect(countCursorSteps(30)).toBeGreaterThan(60);
  expect(countCursorSteps(60) / countCursorSteps(30)).toBeLessThan(2.5);
});

test("bytes that change after they were scanned are typed errors or values", () => {
  const bytes = companion.encode(chainOf(20));
  for (let at = 0; at < bytes.length; at++)
    for (const byte of [0, 12, 0x7f, 0xff]) {
      const copy = bytes.slice();
      const view = views.of(copy);
      void view.next?.next?.v;
      copy[at] = byte;
      const read = () => readAll(view);
      try {
        read();
      } catch {
        expect(errorOf(read).code).toMatch(/^[A-Z0-9_]+$/);
      }
    }
});
