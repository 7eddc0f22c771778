/** Containers that hold views: lists that are filtered, ordered anew or put together, without a loss. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ChainBuffer, ThriftError, type ChainOptions } from "@thriftgen/runtime";
import { companionOf, type Companion } from "../support/companion.js";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";
import { errorOf } from "./errors.js";
import type { AnyListView, AnyMapView, AnyView, ViewClass } from "./subjects.js";

/** What the peer sends, of which we know less. */
const peerIdl = `
struct Item { 1: string name, 2: list<i32> codes, 3: binary data, 70: string extra }
struct Order { 1: list<Item> items, 2: set<Item> marked, 3: map<string, list<Item>> groups, 4: map<Item, i32> counts,
  5: map<i64, Item> byId (js.type = "object"), 6: list<list<i32>> rows, 7: list<Order> inner, 70: string extra }`;
const ownIdl = peerIdl.replaceAll(", 70: string extra", "");

let directory: string;
let Order: ViewClass;
let codec: Companion;
let peer: Companion;
beforeAll(async () => {
  const files = await compileOrFail(
    { "own.thrift": ownIdl, "peer.thrift": peerIdl },
    ["own.thrift", "peer.thrift"],
    { views: true },
  );
  directory = writeGenerated(files);
  Order = (await importGenerated(directory, "own.view.ts"))["OrderView"] as ViewClass;
  codec = companionOf(await importGenerated(directory, "own.ts"), "Order");
  peer = companionOf(await importGenerated(directory, "peer.ts"), "Order");
});

interface Item {
  readonly name: string;
  readonly extra: string;
}

const item = (name: string, data = new Uint8Array(0)) => ({
  name,
  codes: [name.length],
  data,
  extra: `extra ${name}`,
});
const wireOf = (value: object): Uint8Array => peer.encode(value);
const peerBlock = (value: object): ReturnType<Companion["encodePooled"]> =>
  peer.encodePooled(value);
const itemsOf = (view: AnyView, field = "items"): AnyView[] => [
  ...(view[field] as Iterable<AnyView>),
];
const named = (items: unknown): readonly (readonly string[])[] =>
  [...(items as Iterable<Item>)].map(({ name, extra }) => [name, extra]);

test("a list that is filtered and turned round keeps what the IDL lacks, and the input", () => {
  const bytes = wireOf({ items: ["a", "b", "c"].map((name) => item(name)), extra: "order" });
  const before = bytes.slice();
  const view = Order.of(bytes);
  const kept = itemsOf(view).filter(({ name }) => name !== "b");
  view["items"] = kept.toReversed();
  const decoded = peer.decode(view.$toBytes());
  expect(named(decoded["items"])).toEqual([
    ["c", "extra c"],
    ["a", "extra a"],
  ]);
  expect(decoded["extra"]).toBe("order");
  expect(bytes).toEqual(before);
  expect(view.$toObject()).toEqual(codec.decode(view.$toBytes()));
  // Those were replaced, each by itself.
  expect(kept[0]?.["name"]).toBe("a");
  expect(errorOf(() => ((kept[0] as AnyView)["name"] = "x"))).toMatchObject({ code: "STALE_VIEW" });
  (itemsOf(view)[0] as AnyView)["name"] = "C";
  expect(named(peer.decode(view.$toBytes())["items"])[0]).toEqual(["C", "extra c"]);
});

test("views of several messages, edited or made anew, stand beside plain objects", () => {
  const one = Order.of(wireOf({ items: [item("a"), item("b")] }));
  const other = Order.of(wireOf({ items: [item("c")] }));
  const [a, b] = itemsOf(one) as [AnyView, AnyView];
  a["name"] = "edited";
  const made = Order.create({ items: [{ name: "made", codes: [], data: new Uint8Array(0) }] });
  const fresh = Order.create();
  for (const target of [fresh, one]) {
    const plain = { name: "plain", codes: [7], data: Uint8Array.of(1) };
    target["items"] = [b, plain, a, ...itemsOf(other), ...itemsOf(made)];
    const items = peer.decode(target.$toBytes())["items"] as readonly Item[];
    expect(items.map(({ name, extra }) => [name, extra])).toEqual([
      ["b", "extra b"],
      ["plain", ""],
      ["edited", "extra a"],
      ["c", "extra c"],
      ["made", ""],
    ]);
  }
  // A snapshot: what is edited later does not show.
  (itemsOf(other)[0] as AnyView)["name"] = "later";
  expect(named(peer.decode(one.$toBytes())["items"])[3]).toEqual(["c", "extra c"]);
});

test("sets, maps, keys, objects and lists inside of them hold views too", () => {
  const source = Order.of(wireOf({ items: [item("a"), item("b")], rows: [[1, 2]] }));
  const [a, b] = itemsOf(source) as [AnyView, AnyView];
  const row = (source["rows"] as AnyListView).at(0);
  const parts = {
    marked: new Set([a]),
    groups: new Map<string, unknown>([
      ["views", [a, b]],
      ["plain", [{ name: "p", codes: [], data: new Uint8Array(0) }]],
      ["whole", source["items"]],
    ]),
    counts: new Map([[b, 5]]),
    byId: { 7: a, "-1": b },
    rows: [[3], row],
  };
  for (const view of [Order.create(), Order.of(wireOf({}))]) {
    Object.assign(view, parts);
    const decoded = peer.decode(view.$toBytes());
    expect(named(decoded["marked"])).toEqual([["a", "extra a"]]);
    const groups = decoded["groups"] as ReadonlyMap<string, readonly Item[]>;
    expect([...groups].map(([key, items]) => [key, named(items).length])).toEqual([
      ["views", 2],
      ["plain", 1],
      ["whole", 2],
    ]);
    const counts = decoded["counts"] as ReadonlyMap<Item, number>;
    expect([...counts].map(([key, n]) => [key.extra, n])).toEqual([["extra b", 5]]);
    const byId = decoded["byId"] as Readonly<Record<string, Item>>;
    expect(Object.entries(byId).map(([key, { extra }]) => [key, extra])).toEqual([
      ["7", "extra a"],
      ["-1", "extra b"],
    ]);
    expect(decoded["rows"]).toEqual([[3], [1, 2]]);
    (view["groups"] as AnyMapView).set("plain", [b]);
    (view["rows"] as AnyListView).set(0, row);
    const again = peer.decode(view.$toBytes());
    expect(named((again["groups"] as typeof groups).get("plain"))).toEqual([["b", "extra b"]]);
    expect(again["rows"]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  }
});

test("large elements are not copied", () => {
  const bytes = wireOf({ items: [item("a", new Uint8Array(9000)), item("b")] });
  const view = Order.of(bytes);
  view["items"] = itemsOf(view).toReversed();
  const shared = view.$chunks().filter(({ buffer }) => buffer === bytes.buffer);
  expect(Math.max(...shared.map(({ length }) => length))).toBeGreaterThanOrEqual(9000);
  expect(named(peer.decode(view.$toBytes())["items"])).toEqual([
    ["b", "extra b"],
    ["a", "extra a"],
  ]);
});

test("mistakes among them are named by their place, and change nothing", () => {
  const view = Order.of(wireOf({ items: [item("a")] }));
  const [a] = itemsOf(view) as [AnyView];
  const before = view.$toBytes();
  const throwing = Object.defineProperty([a], 1, {
    enumerable: true,
    get: () => {
      throw new TypeError("no");
    },
  });
  const mistakes: readonly (readonly [string, unknown, string])[] = [
    ["items", [a, { name: 5 }], "items[1].name"],
    ["items", [a, Order.create()], "items[1]"],
    ["items", [a, undefined, a], "items[1]"],
    ["items", new Set([a]), "items"],
    ["items", throwing, ""],
    ["marked", [a], "marked"],
    ["marked", new Proxy(new Set([a]), {}), ""],
    ["groups", new Map([["k", [a, 5]]]), "groups[0][1]"],
    ["groups", new Map<unknown, unknown>([[5, [a]]]), "groups[0]"],
    ["groups", { k: [a] }, "groups"],
    ["byId", { "07": a }, "byId[0]"],
    ["rows", [view["items"]], "rows[0]"],
  ];
  for (const [field, value, path] of mistakes) {
    const error = errorOf(() => (view[field] = value));
    expect(error, `${field} ${path}`).toBeInstanceOf(ThriftError);
    const isUnset = Array.isArray(value) && value.length === 3;
    expect((error as ThriftError).code).toBe(isUnset ? "MISSING_REQUIRED" : "INVALID_VALUE");
    if (path !== "") expect((error as ThriftError).path).toBe(path);
    expect(view.$toBytes()).toEqual(before);
  }
});

test("a getter beside a view can release what that is a view of, not change what is written", () => {
  const pooled = peerBlock({ items: [item("a"), item("b")] });
  const [a] = itemsOf(Order.of(pooled)) as [AnyView];
  const view = Order.of(wireOf({}));
  const releasing = {
    codes: [],
    data: new Uint8Array(0),
    get name() {
      pooled.release();
      // Takes the same memory.
      peerBlock({ items: [item("foreign")] });
      return "n";
    },
  };
  expect(errorOf(() => (view["items"] = [a, releasing]))).toMatchObject({
    code: "RELEASED_BUFFER",
    path: "items[0]",
  });
  expect(view.$toBytes()).toEqual(wireOf({}));
});

test.each([
  ["reads it", (view: AnyView) => view.$toBytes()],
  ["reads a field", (view: AnyView) => view["rows"]],
  ["sets another field", (view: AnyView) => (view["rows"] = [[1]])],
  ["sets the same field", (view: AnyView) => (view["items"] = [])],
  ["sets the same field to views", (view: AnyView) => (view["items"] = madeItems())],
])("while an array is set in a view made anew, its getter %s", (_, act) => {
  const view = Order.create();
  view["marked"] = new Set();
  const last = { name: "last", codes: [], data: new Uint8Array(0) };
  const items = [{ ...last, name: "first" }];
  let others: readonly ReturnType<Companion["encodePooled"]>[] | undefined;
  Object.defineProperty(items, 1, {
    enumerable: true,
    get() {
      if (others === undefined) {
        act(view);
        // Takes memory that was given back.
        others = [1, 2, 3].map(() => peerBlock({ items: [item("other"), item("block")] }));
      }
      return last;
    },
  });
  view["items"] = items;
  const names = itemsOf(view).map(({ name }) => name);
  expect(names).toEqual(["first", "last"]);
  expect(view.$toObject()).toEqual(codec.decode(view.$toBytes()));
  for (const block of others ?? []) {
    expect(named(peer.decode(block as never)["items"])).toHaveLength(2);
    block.release();
  }
});

const madeItems = (): AnyView[] => itemsOf(Order.of(wireOf({ items: [item("made")] })));

test("arrays are read by index, up to the first element that is refused", () => {
  const view = Order.of(wireOf({ items: [item("a")], groups: new Map([["g", []]]) }));
  const [a] = itemsOf(view) as [AnyView];
  class Odd extends Array<unknown> {
    override *[Symbol.iterator](): ArrayIterator<unknown> {
      yield { name: "other" };
    }
  }
  view["items"] = Odd.of<unknown>(a, { name: "b" });
  expect(named(peer.decode(view.$toBytes())["items"])).toEqual([
    ["a", "extra a"],
    ["b", ""],
  ]);
  for (const first of [itemsOf(view)[0], { name: "plain" }]) {
    const sparse: unknown[] = [first];
    sparse.length = 50_000_000;
    let reads = 0;
    const counted = new Proxy(sparse, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(errorOf(() => (view["items"] = counted))).toMatchObject({
      code: "MISSING_REQUIRED",
      path: "items[1]",
    });
    const groups = view["groups"] as AnyMapView;
    expect(errorOf(() => groups.set("g", counted as never))).toMatchObject({
      code: "MISSING_REQUIRED",
      path: "groups[0][1]",
    });
    expect(reads).toBeLessThan(100);
  }
});

test("what only inherits from a view is none", () => {
  const view = Order.of(wireOf({ items: [item("a")] }));
  const fake = Object.create(Object.getPrototypeOf(itemsOf(view)[0]) as object) as unknown;
  for (const value of [[fake], [itemsOf(view)[0], fake], fake])
    expect(errorOf(() => (view["items"] = value)).code).toMatch(/^INVALID_VALUE$/);
});

test("views of many blocks are copied, of a few referred to", () => {
  for (const count of [3, 200]) {
    const blocks = Array.from({ length: count }, (_, i) =>
      peerBlock({ items: [item(`b${i}`, new Uint8Array(5000))] }),
    );
    const view = Order.of(wireOf({}));
    view["items"] = blocks.flatMap((block) => itemsOf(Order.of(block)));
    expect(named(peer.decode(view.$toBytes())["items"])).toHaveLength(count);
    for (const block of blocks) block.release();
    const read = () => named(peer.decode(view.$toBytes())["items"]).length;
    if (count === 3) expect(errorOf(read)).toMatchObject({ code: "RELEASED_BUFFER" });
    else expect(read()).toBe(count);
  }
});

test("each of those whose bytes they are may take them away, also from what is set from there", () => {
  for (const last of [0, 1, 2]) {
    const blocks = [0, 1, 2].map(() => peerBlock({ items: [item("b", new Uint8Array(5000))] }));
    const [view, next] = [Order.of(wireOf({})), Order.of(wireOf({}))];
    view["items"] = blocks.flatMap((block) => itemsOf(Order.of(block)));
    next["items"] = itemsOf(view);
    expect([view, next].map((one) => named(peer.decode(one.$toBytes())["items"]).length)).toEqual([
      3, 3,
    ]);
    blocks[last]?.release();
    for (const one of [view, next])
      expect(errorOf(() => one.$toBytes())).toMatchObject({ code: "RELEASED_BUFFER" });
  }
});

test("bytes of chains are held by a chain that refers to them, those of blocks are not", () => {
  const source = { items: [item("c", new Uint8Array(5000))] };
  const chains = [0, 1].map(() => ChainBuffer.from(wireOf(source)));
  const block = peerBlock(source);
  const view = Order.of(wireOf({}));
  view["items"] = [block, ...chains].flatMap((one) => itemsOf(Order.of(one)));
  const chain = (view as unknown as { $chain(o: ChainOptions): ChainBuffer }).$chain({
    threshold: 1024,
  });
  const before = chain.toBytes();
  for (const one of chains) one.release();
  // They would take the memory of chains that nobody holds.
  const more = chains.map(() => peerBlock({ items: [item("d", new Uint8Array(5000).fill(68))] }));
  expect(chain.toBytes()).toEqual(before);
  for (const one of more) one.release();
  expect(errorOf(() => view.$toBytes())).toMatchObject({ code: "RELEASED_BUFFER" });
  block.release();
  expect(errorOf(() => chain.toBytes())).toMatchObject({ code: "RELEASED_BUFFER" });
});

test("levels of structs are counted in them too", () => {
  let view = Order.create({});
  for (let level = 2; level < 64; level++) {
    const outer = Order.create();
    outer["inner"] = [view];
    view = outer;
  }
  const whole = Order.of(wireOf({}));
  whole["inner"] = [{}, view];
  expect(codec.decode(whole.$toBytes())).toEqual(whole.$toObject());
  const deeper = Order.of(wireOf({}));
  deeper["inner"] = [whole, {}];
  expect(errorOf(() => deeper.$toBytes())).toMatchObject({ code: "DEPTH_LIMIT", path: "inner" });
});

/** What TypeScript says of them: each line that it must refuse has a note, which is an error itself where there is none. */
const program = `
import type { Item } from "./own.js";
import { ItemView, OrderView } from "./own.view.js";

export function change(order: OrderView, other: OrderView, plain: Item, bytes: Uint8Array): void {
  order.items = [...order.items].filter((item) => item.name !== "").reverse();
  order.items = [...other.items, plain, ItemView.create(plain), ItemView.of(bytes)];
  order.marked = new Set([...order.marked, plain]);
  order.groups = new Map([["views", [...order.items]], ["plain", [plain]]]);
  order.groups = new Map([["views", order.items]]);
  order.groups.set("more", [...order.items, plain]);
  order.counts = new Map([...order.items].map((item) => [item, 1]));
  order.counts.set(plain, 1);
  for (const key of order.counts.keys()) order.counts.set(key, 2);
  order.counts.set(ItemView.create(plain), 3);
  order.byId = Object.fromEntries([...order.items].map((item) => [item.name, item]));
  order.rows = [[1, 2], new Int32Array(3), ...order.rows];
  order.rows.set(0, [1]);
  order.inner = [other, {}];
  // @ts-expect-error Views of another struct.
  order.items = [other];
  // @ts-expect-error A view of another struct is no key.
  order.counts.set(other, 1);
  // @ts-expect-error Not an array.
  order.items = new Set([...order.items]);
}
`;

test.each(typeScriptVersions)("types let views into containers: TypeScript %s", async (version) => {
  const path = join(directory, "program.ts");
  writeFileSync(path, program);
  expect(await typecheck(version, [path])).toEqual([]);
});
