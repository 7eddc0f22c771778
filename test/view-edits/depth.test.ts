/** One depth for a message, however it came together: what views write, `decode` reads. */
import { beforeAll, describe, expect, test } from "vitest";
import { ChainBuffer } from "@thriftgen/runtime";
import { companionOf, type Companion } from "../support/companion.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { errorOf } from "./errors.js";
import type { AnyListView, AnyMapView, AnyView, ViewClass } from "./subjects.js";

const idl = `
  struct R {
    1: optional R one
    2: optional list<R> many
    3: optional map<string, R> named
    4: optional list<list<R>> lists
    5: optional binary large
  }
`;

/** Levels of structs that a message may have. */
const limit = 64;

type Tree = Readonly<Record<string, unknown>>;

let R: Companion;
let RView: ViewClass;
beforeAll(async () => {
  const files = await compileOrFail({ "r.thrift": idl }, "r.thrift", { views: true });
  const directory = writeGenerated(files);
  R = companionOf(await importGenerated(directory, "r.ts"), "R");
  RView = (await importGenerated(directory, "r.view.ts"))["RView"] as ViewClass;
});

/** So many levels, each in the one before as `wrap` has it; the innermost may hold bytes by reference. */
function nest(levels: number, wrap: (tree: Tree) => Tree, inner: Tree = {}): Tree {
  let tree = inner;
  for (let level = 1; level < levels; level++) tree = wrap(tree);
  return tree;
}

const wraps: Readonly<Record<string, (tree: Tree) => Tree>> = {
  structs: (tree) => ({ one: tree }),
  lists: (tree) => ({ many: [tree] }),
  maps: (tree) => ({ named: new Map([["a long key", tree]]) }),
  "lists of lists": (tree) => ({ lists: [[], [tree]] }),
};

const full = { one: {}, many: [{}], named: new Map([["k", {}]]), lists: [[{}]] };

const makers: Readonly<Record<string, () => AnyView>> = {
  "a view made anew": () => RView.create(),
  "a view of an empty value": () => RView.create({}),
  "a view of bytes": () => RView.of(R.encode({})),
  "a view of all fields": () => RView.of(R.encode(full)),
  "a view of a chain": () =>
    RView.of(ChainBuffer.from(R.encode({ ...full, large: new Uint8Array(20_000) }))),
};

const part = (view: unknown): AnyView => view as AnyView;
const list = (view: unknown): AnyListView => view as AnyListView;
const map = (view: unknown): AnyMapView => view as AnyMapView;

/** Each puts a value one level below the view's own. */
const edits: Readonly<Record<string, (view: AnyView, tree: Tree) => void>> = {
  field: (view, tree) => (view["one"] = tree),
  "field by a view": (view, tree) => (view["one"] = RView.of(R.encode(tree))),
  list: (view, tree) => (view["many"] = [{}, tree]),
  map: (view, tree) => (view["named"] = new Map([["x", tree]])),
  "element, if any": (view, tree) =>
    view.$has("many") ? list(view["many"]).set(0, tree) : (view["one"] = tree),
  "entry, if any": (view, tree) =>
    view.$has("named") ? map(view["named"]).set("new", tree) : (view["one"] = tree),
};

describe.each(Object.keys(makers))("%s", (maker) => {
  describe.each(Object.keys(wraps))("values of %s", (wrap) => {
    test.each(Object.keys(edits))("set as %s", (edit) => {
      const setTree = (levels: number, inner?: Tree): AnyView => {
        const view = makers[maker]?.() as AnyView;
        edits[edit]?.(view, nest(levels, wraps[wrap] as (tree: Tree) => Tree, inner));
        return view;
      };
      for (const inner of [{}, { large: new Uint8Array(9_000) }]) {
        const view = setTree(limit - 1, inner);
        expect(R.equals(R.decode(view.$toBytes()), view.$toObject())).toBe(true);
        const write = (): unknown => setTree(limit, inner).$toBytes();
        expect(errorOf(write)).toMatchObject({ code: "DEPTH_LIMIT", offset: 0 });
      }
    });
  });
});

const chain = (levels: number): Tree => nest(levels, (one) => ({ one }));
const wide = (levels: number): Tree => ({ many: [{}, chain(levels - 1)], one: {} });

/** What may happen in a value that was set, without making it deeper. */
const touches: Readonly<Record<string, (tree: AnyView) => void>> = {
  nothing: () => undefined,
  "reads one level": (tree) => void tree["one"],
  "reads two levels": (tree) => void (tree["one"] as AnyView | undefined)?.["one"],
  "reads all": (tree) => {
    for (let next: unknown = tree; next !== undefined;) next = (next as AnyView)["one"];
  },
  "sets a field": (tree) => (tree["large"] = new Uint8Array(3)),
  "sets a field below": (tree) => {
    const inner = tree["one"] as AnyView | undefined;
    if (inner !== undefined) inner["large"] = new Uint8Array(3);
  },
  "sets a field of an element": (tree) => {
    const first = (tree["many"] as AnyListView | undefined)?.at(0) as AnyView | undefined;
    if (first !== undefined) first["large"] = new Uint8Array(3);
  },
  "sets the first element": (tree) => {
    if (tree.$has("many")) list(tree["many"]).set(0, { large: new Uint8Array(3) });
  },
};

test.each(Object.keys(touches))("what is in a value that was set counts, whoever %s", (touch) => {
  for (const above of [2, 20, 40, 60])
    for (const make of [chain, wide])
      for (const [levels, isTooDeep] of [
        [limit - above, false],
        [limit - above + 1, true],
      ] as const) {
        if (levels < 3) continue;
        const view = RView.of(R.encode(chain(above)));
        let inner = view;
        for (let level = 1; level < above; level++) inner = part(inner["one"]);
        inner["one"] = make(levels);
        touches[touch]?.(part(inner["one"]));
        for (const write of [
          () => view.$toBytes(),
          () => Buffer.concat(view.$chunks()),
          () => view.$own().$toBytes(),
        ])
          if (isTooDeep) expect(errorOf(write).code).toBe("DEPTH_LIMIT");
          else expect(R.equals(R.decode(new Uint8Array(write())), view.$toObject())).toBe(true);
      }
});

test("levels are counted without a look at content, and without copies of it", () => {
  // A map of one entry, its key malformed; then another in its place.
  const maps = [0xff, 0x41].flatMap((key) => [13, 0, 3, 11, 12, 0, 0, 0, 1, 0, 0, 0, 1, key, 0]);
  const bytes = Uint8Array.from([...maps, 0]);
  const large = new Uint8Array(50_000).fill(1);
  for (const options of [{ utf8: "replace" }, { lazy: true }] as const) {
    const view = RView.of(bytes, options);
    view["large"] = large;
    view["one"] = { one: {} };
    part(part(view["one"])["one"])["large"] = new Uint8Array(3);
    const chunks = view.$chunks();
    expect(chunks.some((chunk) => chunk.buffer === large.buffer)).toBe(true);
    expect(R.decode(view.$toBytes(), { utf8: "replace" })).toMatchObject({ large });
  }
});

test("levels above the edit count, and an edit that was refused can be taken back", () => {
  const view = RView.of(R.encode(nest(60, (tree) => ({ one: tree }))));
  let inner = view;
  for (let level = 1; level < 60; level++) inner = part(inner["one"]);
  inner["one"] = nest(4, (tree) => ({ one: tree }));
  expect(R.decode(view.$toBytes())).toEqual(R.decode(R.encode(nest(64, (one) => ({ one })))));
  for (const levels of [5, 40, 63]) {
    inner["one"] = nest(levels, (tree) => ({ many: [tree] }));
    expect(errorOf(() => view.$toBytes())).toMatchObject({
      code: "DEPTH_LIMIT",
      path: Array.from({ length: 60 }, () => "one").join("."),
    });
    expect(errorOf(() => view.$chunks())).toMatchObject({ code: "DEPTH_LIMIT" });
    // By itself it is not too deep.
    expect(R.decode(inner.$toBytes())).toMatchObject({ one: {} });
  }
  inner.$clear("one");
  expect(
    R.equals(
      R.decode(view.$toBytes()),
      nest(60, (one) => ({ one })),
    ),
  ).toBe(true);
});
