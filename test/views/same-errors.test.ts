/** Errors of `$toObject`, of the message and of what is nested in it: those of decode, however the bytes are cut. */
import { ChainBuffer } from "@thriftgen/runtime";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

interface View {
  readonly items: { at(index: number): { $toObject(): unknown } };
  $toObject(): unknown;
}

let companion: Companion;
let views: { of(source: Uint8Array | ChainBuffer): View };

beforeAll(async () => {
  const idl = `struct Leaf { 1: string text, 2: optional i32 number }
  struct Item { 1: required Leaf leaf, 2: list<Leaf> leaves }
  struct Root { 1: list<Item> items, 2: string filler }`;
  const files = await compileOrFail({ "root.thrift": idl }, "root.thrift", { views: true });
  const directory = writeGenerated(files);
  companion = companionOf(await importGenerated(directory, "root.ts"), "Root");
  ({ RootView: views } = (await importGenerated(directory, "root.view.ts")) as never as {
    RootView: typeof views;
  });
});

const marker = "MARKER";

/** Over 16 KiB, so that chains of it are read in pieces. */
function message(): Buffer {
  const leaf = { text: "t" };
  const items = [
    { leaf, leaves: [] },
    { leaf, leaves: [leaf, { text: marker }] },
  ];
  return Buffer.from(companion.encode({ items, filler: "f".repeat(40_000) }));
}

const faults: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  "malformed text": (bytes) => bytes.fill(0xff, bytes.indexOf(marker), bytes.indexOf(marker) + 1),
  "malformed text and a byte behind the message": (bytes) =>
    Buffer.concat([
      bytes.fill(0xff, bytes.indexOf(marker), bytes.indexOf(marker) + 1),
      Buffer.of(0),
    ]),
  "malformed text and an end that is missing": (bytes) =>
    bytes.fill(0xff, bytes.indexOf(marker), bytes.indexOf(marker) + 1).subarray(0, -20_000),
};

const cuts = [
  [],
  [100],
  [20_000],
  [10, 90, 120, 20_500],
  [...Array(400).keys()].map((i) => i * 100 + 1),
];

function chainOf(bytes: Uint8Array, places: readonly number[]): ChainBuffer {
  const ends = [...places.filter((place) => place < bytes.length), bytes.length];
  return ChainBuffer.from(
    ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end)),
    { threshold: 0 },
  );
}

const tell = (run: () => unknown): object => {
  const { code, offset, path } = errorOf(run);
  return { code, offset, path };
};

test.each(Object.entries(faults))("%s", (fault, spoil) => {
  const bytes = spoil(message());
  const wanted = tell(() => companion.decode(bytes));
  expect(wanted).toMatchObject({ code: "INVALID_UTF8", path: "items[1].leaves[1].text" });
  for (const source of [bytes, ...cuts.map((places) => chainOf(bytes, places))]) {
    expect(tell(() => views.of(source).$toObject())).toEqual(wanted);
    // The scan that leads to the element sees no text, but ends and what is behind them.
    if (fault !== "malformed text") continue;
    expect(tell(() => views.of(source).items.at(1).$toObject())).toEqual(wanted);
  }
});
