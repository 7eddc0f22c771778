/** Views whose memory was taken away, values that misbehave, views where they do not belong: typed errors, right bytes. */
import { beforeAll, describe, expect, test } from "vitest";
import { allocateBlock, ChainBuffer, encodeChain, wrapBlock } from "@thriftgen/runtime";
import { errorOf } from "./errors.js";
import {
  loadViewSubjects,
  subjectNamed,
  type AnyListView,
  type AnyMapView,
  type AnyView,
  type ViewSubject,
  type ViewSubjects,
} from "./subjects.js";

let subjects: ViewSubjects;
let sink: ViewSubject;
let tree: ViewSubject;
beforeAll(async () => {
  subjects = await loadViewSubjects();
  sink = subjectNamed(subjects, "Sink");
  tree = subjectNamed(subjects, "Tree");
});

/** `filler` makes it as large as is wanted: beyond 16 KiB the pieces of chains are not joined. */
function encodeSink(filler: number): Uint8Array {
  return sink.companion.encode({
    shape: { polygon: [{ x: 1, y: 2, label: "p" }] },
    title: "t".repeat(filler),
    scalars: { at: 1n, text: "text", blob: Uint8Array.of(1, 2) },
    lists: { mediums: [1, 2, 3], texts: ["a", "b"], points: [{ x: 3, y: 4 }] },
    maps: { byName: new Map([["k", 1]]), nested: new Map([["n", new Map([[1, ["x"]]])]]) },
    sets: { names: new Set(["s"]) },
    tree: { name: "root", children: [{ name: "leaf" }] },
    last: 5n,
  });
}

/** Everything that reads bytes: of a fresh view, of children opened before, of what was edited. */
function accessesOf(view: AnyView): readonly (() => unknown)[] {
  const part = (name: string): AnyView => view[name] as AnyView;
  const [scalars, lists, maps, sets, root] = ["scalars", "lists", "maps", "sets", "tree"].map(part);
  const list = (name: string): AnyListView => lists?.[name] as AnyListView;
  const [mediums, texts, points] = [list("mediums"), list("texts"), list("points")];
  const byName = maps?.["byName"] as AnyMapView;
  const children = root?.["children"] as AnyListView;
  const names = sets?.["names"] as AnyListView;
  return [
    () => view["title"],
    () => view["last"],
    () => scalars?.["text"],
    () => scalars?.["blob"],
    () => scalars?.["at"],
    () => mediums.at(0),
    () => mediums.at(-1),
    () => [...mediums],
    () => texts.at(1),
    () => [...texts],
    () => (points.at(0) as AnyView)["x"],
    () => points.forEachCursor((point) => void point["y"]),
    () => byName.get("k"),
    () => [...byName],
    () => [...names],
    () => (children.at(0) as AnyView)["name"],
    () => root?.["name"],
    ...[view, scalars, lists, mediums, points, byName, root, children].flatMap((one) => [
      () => one?.$toBytes(),
      () => one?.$chunks(),
      () => one?.$own(),
    ]),
    () => view.$toObject(),
    () => root?.$toObject(),
  ];
}

const sizes = [10, 20_000];
const preparations: readonly (readonly [string, (view: AnyView) => void])[] = [
  ["untouched", () => undefined],
  ["edited", (view) => (view["count"] = 8)],
  ["edited below", (view) => ((view["tree"] as AnyView)["right"] = { name: "n" })],
];

describe.each(sizes)("a message with %i bytes of text", (filler) => {
  test.each(preparations)("block released: RELEASED_BUFFER at every access, %s", (_name, edit) => {
    const bytes = encodeSink(filler);
    const block = wrapBlock(bytes);
    const view = sink.view.of(block);
    edit(view);
    const accesses = accessesOf(view);
    block.release();
    for (const access of accesses) expect(errorOf(access).code).toBe("RELEASED_BUFFER");
    expect(errorOf(() => sink.view.of(block)).code).toBe("RELEASED_BUFFER");
  });

  test("pooled memory that another message has taken is never read", () => {
    const bytes = encodeSink(filler);
    const block = allocateBlock(bytes.length);
    block.bytes.set(bytes);
    const view = sink.view.of(block);
    const target = tree.view.create({ name: "target" });
    target["left"] = view["tree"];
    const other = sink.view.create({ shape: { circle: 1 } });
    other["scalars"] = view["scalars"];
    const snapshot = target.$toBytes();
    const accesses = accessesOf(view);
    block.release();
    const next = allocateBlock(bytes.length);
    next.bytes.fill(0xa5);
    for (const access of accesses) expect(errorOf(access).code).toBe("RELEASED_BUFFER");
    // What was assigned from it is small, so it is a copy.
    expect(target.$toBytes()).toEqual(snapshot);
    expect((other["scalars"] as AnyView)["text"]).toBe("text");
    next.release();
  });

  test("a large part of a released block in another view is refused, not foreign", () => {
    const block = allocateBlock(210_000);
    const bytes = tree.companion.encode({ name: "n", left: { name: "L".repeat(200_000) } });
    block.bytes.set(bytes);
    const exact = wrapBlock(block.bytes.subarray(0, bytes.length));
    const target = tree.view.create({ name: "target" });
    target["left"] = tree.view.of(exact)["left"];
    const held = target["left"] as AnyView;
    exact.release();
    for (const access of [
      () => target.$toBytes(),
      () => target.$chunks(),
      () => held["name"],
      () => (target["left"] as AnyView)["name"],
    ]) {
      expect(errorOf(access).code).toBe("RELEASED_BUFFER");
    }
    block.release();
  });

  test.each(preparations)("chain released or edited, %s", (_name, edit) => {
    const bytes = encodeSink(filler);
    const third = Math.floor(bytes.length / 3);
    const pieces = [bytes.slice(0, third), bytes.slice(third, -40), bytes.slice(-40)];
    const changes: readonly (readonly [string, (chain: ChainBuffer) => void])[] = [
      ["RELEASED_BUFFER", (chain) => chain.release()],
      ["STALE_VIEW", (chain) => chain.append(Uint8Array.of(1))],
      ["STALE_VIEW", (chain) => chain.insert(0, Uint8Array.of(1))],
      ["STALE_VIEW", (chain) => chain.replace(0, 3, Uint8Array.of(1))],
    ];
    for (const [code, change] of changes) {
      const chain = ChainBuffer.from(pieces, { threshold: 1 });
      const view = sink.view.of(chain);
      edit(view);
      const accesses = accessesOf(view);
      change(chain);
      for (const access of accesses) expect(errorOf(access).code).toBe(code);
    }
  });

  test.each(preparations)("bytes transferred: INVALID_VALUE, %s", (_name, edit) => {
    const bytes = encodeSink(filler);
    for (const wrap of [(part: Uint8Array) => part, wrapBlock]) {
      const own = bytes.slice();
      const view = sink.view.of(wrap(own));
      edit(view);
      const accesses = accessesOf(view);
      structuredClone(own, { transfer: [own.buffer] });
      for (const access of accesses) expect(errorOf(access).code).toBe("INVALID_VALUE");
    }
    const gone = bytes.slice();
    structuredClone(gone, { transfer: [gone.buffer] });
    // As decode sees it: bytes without length.
    expect(errorOf(() => sink.view.of(gone)["title"]).code).toBe("TRUNCATED");
    expect(errorOf(() => sink.view.of(wrapBlock(gone)).$toBytes()).code).toBe("TRUNCATED");
  });

  test("a piece of a chain transferred: INVALID_VALUE or what the other pieces hold", () => {
    const bytes = encodeSink(filler);
    const half = Math.floor(bytes.length / 2);
    for (const which of [0, 1]) {
      const pieces = [bytes.slice(0, half), bytes.slice(half)];
      const whole = sink.view.of(bytes);
      const view = sink.view.of(ChainBuffer.from(pieces, { threshold: 1 }));
      const accesses = accessesOf(view);
      const expected = accessesOf(whole);
      const piece = pieces[which] as Uint8Array;
      structuredClone(piece, { transfer: [piece.buffer] });
      for (const [i, access] of accesses.entries()) {
        const found = resultOf(access);
        if (found.code !== undefined) expect(found.code).toBe("INVALID_VALUE");
        else expect(textOf(found.value)).toBe(textOf(expected[i]?.()));
      }
    }
  });
});

function resultOf(access: () => unknown): { value?: unknown; code?: string } {
  let value: unknown;
  let isDone = false;
  try {
    value = access();
    isDone = true;
  } catch {
    // Judged below.
  }
  return isDone ? { value } : { code: errorOf(access).code };
}

/** Views as their bytes, chunks joined. */
function textOf(value: unknown): string {
  return JSON.stringify(plainOf(value), (_key, one: unknown) => plainOf(one)) ?? "undefined";
}

function plainOf(one: unknown): unknown {
  if (typeof one === "bigint") return String(one);
  if (one instanceof Uint8Array) return Buffer.from(one).toString("hex");
  if (Array.isArray(one) && one[0] instanceof Uint8Array) return Buffer.concat(one).toString("hex");
  if (one instanceof Map || one instanceof Set) return [...one];
  if (typeof one === "object" && one !== null && "$toBytes" in one) {
    return Buffer.from((one as AnyView).$toBytes()).toString("hex");
  }
  return one;
}

describe("values that misbehave", () => {
  test("cyclic values end in DEPTH_LIMIT", () => {
    const view = tree.view.create({ name: "n" });
    const cyclic: Record<string, unknown> = { name: "c" };
    cyclic["left"] = cyclic;
    expect(errorOf(() => (view["left"] = cyclic)).code).toBe("DEPTH_LIMIT");
    const list: Record<string, unknown> = { name: "c" };
    list["children"] = [list];
    expect(errorOf(() => (view["children"] = [list])).code).toBe("DEPTH_LIMIT");
    expect(errorOf(() => tree.view.create(cyclic)).code).toBe("DEPTH_LIMIT");
    expect(view.$toObject()).toEqual(tree.companion.create({ name: "n" }));
  });

  test("getters and Proxies that throw are the cause of INVALID_VALUE", () => {
    const view = tree.view.create({ name: "n", left: { name: "old" } });
    const left = view["left"];
    const boom = new Error("boom");
    const refuse = (): never => {
      throw boom;
    };
    const handler = { get: refuse, has: refuse, getPrototypeOf: refuse, ownKeys: refuse };
    const values = [
      {
        get name() {
          return refuse();
        },
      },
      new Proxy({}, handler),
    ];
    for (const value of values) {
      const error = errorOf(() => (view["left"] = value));
      expect(error).toMatchObject({ code: "INVALID_VALUE", cause: boom });
      expect(errorOf(() => (view["children"] = [value])).code).toBe("INVALID_VALUE");
      expect(errorOf(() => tree.view.create(value)).code).toBe("INVALID_VALUE");
    }
    expect(view["left"]).toBe(left);
  });

  test("a getter that edits the same view meanwhile", () => {
    const view = tree.view.create({ name: "n", left: { name: "old" } });
    view["left"] = {
      get name() {
        view["left"] = { name: "inner" };
        view["name"] = "changed";
        return "outer";
      },
    };
    expect(view.$toObject()).toMatchObject({ name: "changed", left: { name: "outer" } });
  });

  test("objects that only look like views are plain values", () => {
    const view = tree.view.create({ name: "n" });
    const fake = { name: "fake", $collect: () => ({ toList: () => [] }), $emit: () => undefined };
    view["left"] = fake;
    expect(tree.companion.decode(view.$toBytes())).toMatchObject({ left: { name: "fake" } });
    expect(errorOf(() => (view["children"] = { length: 1, at: () => fake })).code).toBe(
      "INVALID_VALUE",
    );
  });
});

describe("views where they do not belong", () => {
  test("a view of another type is INVALID_VALUE and changes nothing", () => {
    const { view: Lists } = subjectNamed(subjects, "Lists");
    const { view: Maps } = subjectNamed(subjects, "Maps");
    const { view: Shape } = subjectNamed(subjects, "Shape");
    const lists = Lists.create({ mediums: [1], texts: ["a"], wides: [1n], grid: [[1]], blobs: [] });
    const maps = Maps.create({ byName: new Map([["a", 1]]) });
    const before = lists.$toBytes();
    const pairs: readonly (readonly [AnyView, string, unknown])[] = [
      [lists, "mediums", lists["texts"]],
      [lists, "texts", lists["blobs"]],
      [lists, "wides", lists["mediums"]],
      [lists, "grid", lists["mediums"]],
      [lists, "points", lists["shapes"]],
      [lists, "mediums", maps["byName"]],
      [maps, "byNumber", maps["byName"]],
      [maps, "byName", lists["mediums"]],
      [maps, "byName", tree.view.create({ name: "a" })],
      [Shape.create(), "corner", tree.view.create({ name: "a" })],
      [Shape.create(), "corner", Shape.create({ corner: { x: 1, y: 2 } })],
      [Shape.create(), "polygon", lists["shapes"]],
      [Shape.create(), "note", tree.view.create({ name: "a" })],
    ];
    for (const [view, field, value] of pairs) {
      const error = errorOf(() => (view[field] = value));
      expect(error).toMatchObject({ code: "INVALID_VALUE", path: field });
    }
    const grid = lists["grid"] as AnyListView;
    expect(errorOf(() => grid.set(0, lists["texts"])).code).toBe("INVALID_VALUE");
    grid.set(0, lists["mediums"]);
    expect(lists.$toBytes()).toEqual(before);
  });

  test("views of the same type from another module fit", async () => {
    const others = await loadViewSubjects({ fieldOrder: "declared" });
    const there = subjectNamed(others, "Lists").view.create({ mediums: [4, 5], texts: ["q"] });
    const here = subjectNamed(subjects, "Lists").view.create();
    here["mediums"] = there["mediums"];
    here["texts"] = there["texts"];
    expect(here.$toObject()).toMatchObject({ mediums: [4, 5], texts: ["q"] });
  });

  test("a view inside itself is a snapshot, again and again", () => {
    const view = tree.view.create({ name: "0" });
    for (let depth = 1; depth <= 5; depth++) {
      view["left"] = view;
      view["name"] = String(depth);
    }
    const names: unknown[] = [];
    for (let at = view.$toObject(); at; at = at["left"] as typeof at) names.push(at["name"]);
    expect(names).toEqual(["5", "4", "3", "2", "1", "0"]);
    const children = tree.view.create({ name: "r", children: [{ name: "a" }, { name: "b" }] });
    (children["children"] as AnyListView).set(0, children);
    expect(children.$toObject()).toMatchObject({
      children: [{ name: "r", children: [{ name: "a" }, { name: "b" }] }, { name: "b" }],
    });
  });

  test("a cursor and what is reached through it refuse edits", () => {
    const bytes = tree.companion.encode({
      name: "r",
      children: [1, 2, 3].map((n) => ({ name: `${n}`, left: { name: "l" }, children: [] })),
    });
    const view = tree.view.of(bytes);
    const children = view["children"] as AnyListView;
    (children.at(1) as AnyView)["name"] = "edited";
    const seen: unknown[] = [];
    const cursors = new Set<unknown>();
    children.forEachCursor((element, i) => {
      seen.push(element["name"]);
      cursors.add(element);
      if (i === 1) return;
      for (const edit of [
        () => (element["name"] = "x"),
        () => (element["left"] = element),
        () => element.$clear("left"),
        () => ((element["left"] as AnyView)["name"] = "x"),
        () => (element["named"] as AnyMapView).set("k", { name: "x" }),
      ]) {
        expect(errorOf(edit).code).toBe("STALE_VIEW");
      }
    });
    expect(seen).toEqual(["1", "edited", "3"]);
    expect(cursors.size).toBe(2);
    expect(tree.companion.decode(view.$toBytes())).toMatchObject({
      children: [{ name: "1" }, { name: "edited" }, { name: "3" }],
    });
  });
});

test("what only looks like bytes is INVALID_VALUE, for views, blocks and chains", () => {
  const bytes = encodeSink(4);
  const { view } = subjectNamed(subjects, "Scalars");
  const fakes = [new Proxy(bytes, {}), Object.create(Uint8Array.prototype) as Uint8Array];
  for (const fake of fakes) {
    for (const access of [
      () => sink.view.of(fake),
      () => wrapBlock(fake),
      () => ChainBuffer.from([fake]),
      () => encodeChain(view as never, { at: 1n, text: "", blob: fake } as never),
    ])
      expect(errorOf(access).code).toBe("INVALID_VALUE");
  }
});
