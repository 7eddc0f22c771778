/** Values that other realms have made: jsdom, iframes, vm contexts and Electron have a Uint8Array, a Map and a Set of their own. */
import { createContext, runInContext } from "node:vm";
import { ChainBuffer, Reader, wrapBlock } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

const idl = `struct Line { 1: i32 number, 2: string text }
struct Page {
  1: binary data, 2: map<string, i32> named, 3: set<i32> unique, 4: list<Line> lines, 5: string text,
  6: list<i32> numbers (js.type = "typed"), 7: map<string, i32> record (js.type = "object") }`;

const context = createContext({});
/** What the other realm makes of an expression. */
const foreign = <T>(text: string): T => runInContext(text, context) as T;
const foreignBytes = (bytes: Uint8Array): Uint8Array =>
  foreign<(list: number[]) => Uint8Array>("(list) => Uint8Array.from(list)")([...bytes]);

interface PageView {
  readonly text: string;
  data: Uint8Array;
  $toBytes(): Uint8Array;
  $toObject(): object;
}

let line: Companion;
let page: Companion;
let views: { of(source: unknown): PageView };
beforeAll(async () => {
  const files = await compileOrFail({ "a.thrift": idl }, "a.thrift", { views: true });
  const directory = writeGenerated(files);
  const module = await importGenerated(directory, "a.ts");
  line = companionOf(module, "Line");
  page = companionOf(module, "Page");
  views = (await importGenerated(directory, "a.view.ts"))["PageView"] as typeof views;
});

const value = (n: number): object => ({
  data: new Uint8Array(n).fill(7),
  named: new Map([["a", 1]]),
  unique: new Set([1, 2]),
  lines: [{ number: 1, text: "one" }],
  text: "text",
  numbers: Int32Array.of(1, 2),
  record: { b: 2 },
});

describe.each([10, 9000])("bytes of another realm, with %d of binary", (n) => {
  test("are decoded, and read through views", () => {
    const bytes = foreignBytes(page.encode(value(n)));
    expect(bytes instanceof Uint8Array).toBe(false);
    const read = [
      page.decode(bytes),
      page.decode(bytes, { binary: "subarray" } as never),
      page.decode(wrapBlock(bytes)),
      page.fastRead(new Reader(bytes)),
      views.of(bytes).$toObject(),
      page.decode(ChainBuffer.from(bytes).toBytes()),
      page.decode(new ChainBuffer({ threshold: 0 }).append(bytes).toBytes()),
    ];
    for (const one of read) expect(page.equals(one, value(n))).toBe(true);
  });

  test("are encoded, and set in views", () => {
    const bytes = page.encode(value(n));
    const given = { ...value(n), data: foreignBytes(new Uint8Array(n).fill(7)) };
    expect(page.encode(given)).toEqual(bytes);
    expect(page.byteLength(given)).toBe(bytes.length);
    expect(page.equals(page.create(given), page.decode(bytes))).toBe(true);
    const view = views.of(page.encode({ ...value(n), data: new Uint8Array(0) }));
    view.data = given.data;
    expect(page.equals(page.decode(view.$toBytes()), value(n))).toBe(true);
  });
});

test("structs without containers and binary take them too; fastWrite writes to our own alone", () => {
  const bytes = line.encode({ number: 1, text: "one" });
  expect(line.decode(foreignBytes(bytes))).toEqual({ number: 1, text: "one" });
  expect(errorOf(() => line.fastWrite({}, foreignBytes(bytes), 0)).code).toBe("INVALID_VALUE");
});

test("maps, sets, lists and objects of another realm are encoded", () => {
  const given = {
    ...value(5),
    named: foreign("new Map([['a', 1]])"),
    unique: foreign("new Set([1, 2])"),
    lines: foreign("[{ number: 1, text: 'one' }]"),
    numbers: foreign("Int32Array.of(1, 2)"),
    record: foreign("({ b: 2 })"),
  };
  expect(page.encode(given)).toEqual(page.encode(value(5)));
  expect(page.equals(page.create(given as never), value(5))).toBe(true);
});

test("what is no Uint8Array is refused in every realm", () => {
  const wrong = [
    "Uint16Array.of(1, 2)",
    "new DataView(new ArrayBuffer(4))",
    "new ArrayBuffer(4)",
    "[0]",
    "'text'",
    "null",
    "undefined",
    "({ length: 1, 0: 0 })",
    "({ length: 6e7, byteLength: 6e7 })",
    "({ length: 1, 0: 0, [Symbol.toStringTag]: 'Uint8Array', BYTES_PER_ELEMENT: 1 })",
  ];
  const feigned = [
    "new Proxy(new Uint8Array(3), {})",
    "Object.create(Uint8Array.prototype)",
    "Object.defineProperty(new Int32Array(9000), Symbol.toStringTag, { value: 'Uint8Array' })",
    "new (class extends DataView { get [Symbol.toStringTag]() { return 'Uint8Array' } })(new ArrayBuffer(4))",
  ];
  for (const source of wrong.map((text) => foreign(text)))
    for (const work of [
      () => page.decode(source as never),
      () => line.decode(source as never),
      () => page.fastWrite({}, source as never, 0),
    ])
      expect(errorOf(work).code).toBe("INVALID_VALUE");
  for (const source of [...wrong, ...feigned].map((text) => foreign(text)))
    for (const work of [
      () => wrapBlock(source as never),
      () => new Reader(source as never),
      () => views.of(source),
      () => new ChainBuffer().append(source as never),
      () => page.encode({ data: source ?? [] }),
    ])
      expect(errorOf(work).code).toBe("INVALID_VALUE");
});

test("what is no map, and no set, is refused in every realm", () => {
  const wrong = ["new WeakMap()", "({ size: 0 })", "[]", "5", "Object.create(Map.prototype)"];
  for (const given of [...wrong, "new Set()"].map((text) => foreign(text)))
    expect(errorOf(() => page.encode({ named: given })).code).toBe("INVALID_VALUE");
  for (const given of [...wrong, "new Map()"].map((text) => foreign(text)))
    expect(errorOf(() => page.encode({ unique: given })).code).toBe("INVALID_VALUE");
  for (const given of ["new Map()", "new Set([1])", "[]", "'a'"].map((text) => foreign(text)))
    expect(errorOf(() => page.encode({ record: given })).code).toBe("INVALID_VALUE");
});
