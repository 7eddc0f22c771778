/** Edits that come over and over, that come while others are made, and that go deep. */
import { beforeAll, describe, expect, test } from "vitest";
import { loadViews, type ViewSubject } from "../views/support.js";
import { errorOf } from "./errors.js";
import type { AnyListView, AnyMapView, AnyView } from "./subjects.js";

const idl = `
struct Node {
  1: optional Node next
  2: optional i32 n
  3: optional map<i32, i32> counts
  4: optional map<string, Node> byName
  5: optional list<string> texts
  6: optional list<i64> (js.type = "number") big
}
union Either { 1: i32 a, 2: string b }
`;

let node: ViewSubject;
let either: ViewSubject;
beforeAll(async () => {
  const subjects = await loadViews({ "node.thrift": idl }, ["node"]);
  [node, either] = subjects as [ViewSubject, ViewSubject];
});

function viewOf(value: unknown): AnyView {
  return node.view.of(node.companion.encode(value)) as unknown as AnyView;
}

/** Edits that the message of a view keeps. */
function kept(view: AnyView): number {
  const { extras } = (
    view as unknown as { readonly $message: { readonly extras?: { readonly edits: unknown[] } } }
  ).$message;
  return extras?.edits.length ?? 0;
}

const rounds = 100;

describe("repeated edits take no more memory than one", () => {
  test("a field that is set and removed", () => {
    const view = viewOf({});
    for (let i = 0; i < rounds; i++) {
      view["n"] = i;
      view.$clear("n");
      view["next"] = { n: i };
      view["next"] = undefined;
    }
    expect(kept(view)).toBe(1);
    expect(view.$toBytes()).toEqual(Uint8Array.of(0));
  });

  test("members of a union in turn", () => {
    const view = either.view.of(either.companion.encode({ a: 1 })) as unknown as AnyView;
    for (let i = 0; i < rounds; i++) {
      view["a"] = i;
      view["b"] = String(i);
    }
    expect(kept(view)).toBe(1);
    expect(view.$toObject()).toMatchObject({ b: "99" });
  });

  test("an entry of a map that is added and removed", () => {
    const counts = viewOf({ counts: new Map([[1, 1]]) })["counts"] as AnyMapView;
    for (let i = 0; i < rounds; i++) {
      counts.set(2, i);
      counts.set(3, i);
      counts.delete(2);
      counts.delete(3);
    }
    expect((counts as unknown as { readonly added: unknown[] }).added).toHaveLength(2);
    counts.set(4, 4);
    counts.set(5, 5);
    expect([...counts]).toEqual([
      [1, 1],
      [4, 4],
      [5, 5],
    ]);
  });
});

describe("getters of a value edit the view that it is set in", () => {
  test("the slot of a field that they removed is another's by then", () => {
    const view = viewOf({});
    view["next"] = { n: 1 };
    view["next"] = {
      get n() {
        view.$clear("next");
        view["n"] = 7;
        return 2;
      },
    };
    expect(node.companion.decode(view.$toBytes())).toMatchObject({ n: 7, next: { n: 2 } });
  });

  test.each(["on the wire", "added"])("an entry %s that they removed is set", (where) => {
    const view = viewOf({ byName: new Map(where === "added" ? [] : [["k", { n: 1 }]]) });
    const byName = view["byName"] as AnyMapView;
    if (where === "added") byName.set("k", { n: 1 });
    byName.set("k", {
      get n() {
        byName.delete("k");
        return 2;
      },
    });
    expect(node.companion.decode(view.$toBytes())).toMatchObject({
      byName: new Map([["k", { n: 2 }]]),
    });
  });

  test("a view that they replace is stale before it is edited", () => {
    const view = viewOf({ next: { n: 1, byName: new Map([["k", {}]]) } });
    const next = view["next"] as AnyView;
    const value = {
      get n() {
        view["next"] = { n: 2 };
        return 3;
      },
    };
    expect(errorOf(() => (next["next"] = value)).code).toBe("STALE_VIEW");
    const other = view["next"] as AnyView;
    other["byName"] = new Map();
    const byName = other["byName"] as AnyMapView;
    expect(errorOf(() => byName.set("k", value)).code).toBe("STALE_VIEW");
    expect(node.companion.decode(view.$toBytes())).toMatchObject({ next: { n: 2 } });
  });
});

function editDeeply(levels: number): AnyView {
  const view = viewOf({});
  let inner = view;
  for (let level = 1; level < levels; level++) {
    inner["next"] = { n: level };
    inner = inner["next"] as AnyView;
  }
  inner["n"] = 0;
  return view;
}

describe("depth", () => {
  test("64 edited structs in one another are written, 65 and 20,000 are DEPTH_LIMIT", () => {
    const value = node.companion.decode(editDeeply(64).$toBytes());
    expect(value).toMatchObject({ next: { n: 1, next: { n: 2 } } });
    expect(errorOf(() => editDeeply(65).$toBytes()).code).toBe("DEPTH_LIMIT");
    expect(errorOf(() => editDeeply(20_000).$toBytes()).code).toBe("DEPTH_LIMIT");
  });

  test("20,000 views in one another turn stale at once", () => {
    const view = editDeeply(20_000);
    const inner = (view["next"] as AnyView)["next"] as AnyView;
    view["next"] = { n: 5 };
    expect(errorOf(() => (inner["n"] = 1)).code).toBe("STALE_VIEW");
    expect(node.companion.decode(view.$toBytes())).toMatchObject({ next: { n: 5 } });
  });
});

test("a cursor does not read an element that was replaced", () => {
  const bytes = node.companion.encode({ texts: ["abc", "def"] });
  bytes[bytes.indexOf(0x61)] = 0xff;
  const texts = (node.view.of(bytes) as unknown as AnyView)["texts"] as AnyListView;
  texts.set(0, "ok");
  const seen: unknown[] = [];
  texts.forEachCursor((text) => void seen.push(text));
  expect(seen).toEqual(["ok", "def"]);
});

test("an iterator that has thrown gives nothing from then on", () => {
  const bytes = node.companion.encode({ big: [1, 2, 3, 4] });
  bytes[3 + 5 + 8] = 0x7f;
  const big = (node.view.of(bytes) as unknown as AnyView)["big"] as AnyListView;
  const items = big[Symbol.iterator]();
  for (let i = 0; i < 6; i++) expect(errorOf(() => items.next()).code).toBe("OUT_OF_RANGE");
});
