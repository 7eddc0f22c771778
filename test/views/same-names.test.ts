/** Structs, unions and exceptions of the same name in a file and its include, read and edited as views. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { typecheck } from "../support/typecheck.js";

const files = {
  "deep/common.thrift": `
    struct Item { 1: string name, 2: optional Item next }
    struct Fixed { 1: required i32 x, 2: required i32 y }
    union Choice { 1: Item item, 2: i32 number }
    exception Failed { 1: string why }
  `,
  "main.thrift": `
    include "deep/common.thrift"
    struct Item { 1: common.Item inner, 2: list<common.Item> all, 3: optional Item same }
    struct Fixed { 1: required i64 z, 2: list<common.Fixed> points, 3: list<Fixed> own }
    union Choice { 1: common.Choice theirs, 2: Choice ours, 3: map<string, common.Item> named }
    exception Failed { 1: common.Failed cause, 2: set<common.Fixed> places }
    struct ItemView { 1: Item item, 2: Fixed fixed, 3: Choice choice, 4: common.Choice other }
  `,
};

const item = { inner: { name: "a" }, all: [{ name: "b", next: { name: "c" } }], same: { all: [] } };
const fixed = { z: 7n, points: [{ x: 1, y: 2 }], own: [{ z: 8n, points: [], own: [] }] };
const choice = { named: new Map([["k", { name: "v" }]]) };
const value = { item, fixed, choice, other: { item: { name: "o" } } };

interface AnyView {
  item: { inner: { name: string }; all: { at(index: number): { next: { name: string } } } };
  fixed: { points: { at(index: number): { y: number } }; own: { length: number } };
  choice: { named: { get(key: string): { name: string } } };
  $toObject(): unknown;
  $toBytes(): Uint8Array;
}

test.each(["keep", "drop"] as const)("with unknown fields %s", async (unknownFields) => {
  const generated = await compileOrFail(files, "main.thrift", { views: true, unknownFields });
  const directory = writeGenerated(generated);
  const paths = generated.map(({ path }) => join(directory, path));
  expect(await typecheck("6.0", paths)).toEqual([]);
  const companion = companionOf(await importGenerated(directory, "main.ts"), "ItemView");
  const views = await importGenerated(directory, "main.view.ts");
  const { ItemViewView } = views as unknown as {
    readonly ItemViewView: { of(bytes: Uint8Array): AnyView };
  };
  const bytes = companion.encode(value);
  const view = ItemViewView.of(bytes);
  expect(view.item.all.at(0).next.name).toBe("c");
  expect(view.fixed.points.at(0).y).toBe(2);
  expect(view.fixed.own.length).toBe(1);
  expect(view.choice.named.get("k").name).toBe("v");
  expect(view.$toObject()).toEqual(companion.decode(bytes));
  view.item.inner.name = "changed";
  expect(companion.decode(view.$toBytes())).toMatchObject({ item: { inner: { name: "changed" } } });
});
