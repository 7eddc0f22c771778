/** Binary that is decoded as part of the input instead of a copy. */
import { ChainBuffer, Reader, wrapBlock } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";
import { errorOf } from "../view-edits/errors.js";

const idl = `struct Part { 1: binary data, 2: string (js.type = "bytes") raw }
union Choice { 1: binary data, 2: i32 other }
exception Oops { 1: binary data }
struct Parcel {
  1: binary data, 2: list<binary> many, 3: map<string, binary> named, 4: map<binary, i32> keys, 5: set<binary> unique,
  6: Part part, 7: Choice choice, 8: string text, 9: list<i32> numbers (js.type = "typed"), 10: optional Oops oops }
struct Plain { 1: binary data }`;

type Options = Record<string, unknown>;
type Decode = (source: unknown, options?: Options) => object;
interface PartView {
  readonly data: Uint8Array;
}
type ParcelView = PartView & {
  readonly many: Iterable<Uint8Array>;
  readonly named: Iterable<[string, Uint8Array]>;
  readonly keys: Iterable<[Uint8Array, number]>;
  readonly unique: Iterable<Uint8Array>;
  part: PartView | object;
  readonly choice: PartView;
  readonly oops: PartView;
  text: string;
  $toObject(): object;
  $own(): ParcelView;
};

let parcel: Companion;
let plain: Companion;
let oops: Companion;
let views: { of(source: unknown, options?: Options): ParcelView };

beforeAll(async () => {
  const files = await compileOrFail({ "a.thrift": idl }, "a.thrift", { views: true });
  const directory = writeGenerated(files);
  const module = await importGenerated(directory, "a.ts");
  parcel = companionOf(module, "Parcel");
  plain = companionOf(module, "Plain");
  oops = companionOf(module, "Oops");
  views = (await importGenerated(directory, "a.view.ts"))["ParcelView"] as typeof views;
});

const fill = (n: number, byte: number): Uint8Array => new Uint8Array(n).fill(byte);

function makeParcel(n: number): object {
  return {
    data: fill(n, 1),
    many: [fill(n, 2), fill(0, 0)],
    named: new Map([["a", fill(n, 3)]]),
    keys: new Map([[fill(n, 4), 1]]),
    unique: new Set([fill(n, 5)]),
    part: { data: fill(n, 6), raw: fill(n, 7) },
    choice: { data: fill(n, 8) },
    text: "text",
    numbers: Int32Array.of(1, 2),
  };
}

/** All that `binary` became, wherever it stands. */
function binariesOf(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat().flatMap(binariesOf);
  if (value instanceof Set) return [...(value as Set<unknown>)].flatMap(binariesOf);
  if (ArrayBuffer.isView(value) || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(binariesOf);
}

/** The value, or what is wrong. */
function resultOf(work: Decode, bytes: Uint8Array, options?: Options): unknown {
  try {
    return work(bytes, options);
  } catch {
    const { code, offset, path } = errorOf(() => work(bytes, options));
    return { code, offset, path };
  }
}

const subarray = { binary: "subarray" };
const decode: Decode = (source, options) => parcel.decode(source as never, options as never);
const read: Decode = (source, options) =>
  parcel.fastRead(new Reader(source as never, options) as never);
const view: Decode = (source, options) => views.of(source, options).$toObject();
const readers: readonly (readonly [string, Decode])[] = [
  ["decode", decode],
  ["fastRead", read],
  ["a view's $toObject", view],
];

describe.each(readers)("%s", (_name, work) => {
  test.each([5, 100, 5000])("gives parts of the input, of %d bytes each", (n) => {
    const message = parcel.encode(makeParcel(n));
    for (const before of [0, 3]) {
      const input = Buffer.concat([new Uint8Array(before), message, new Uint8Array(9)]);
      const source = input.subarray(before, before + message.length);
      const value = work(source, subarray);
      expect(parcel.equals(value, makeParcel(n))).toBe(true);
      const parts = binariesOf(value);
      expect(parts).toHaveLength(9);
      for (const part of parts) {
        expect(part.buffer).toBe(input.buffer);
        expect(Object.getPrototypeOf(part)).toBe(Uint8Array.prototype);
      }
      input.fill(9, before);
      expect(parts.every((part) => part.every((byte) => byte === 9))).toBe(true);
    }
  });

  test.each([10, 100, 5000])("copies without the option, and with `copy`, %d bytes each", (n) => {
    const source = parcel.encode(makeParcel(n));
    class Sub extends Uint8Array {}
    for (const options of [undefined, {}, { binary: undefined }, { binary: "copy" }])
      for (const copy of [source.slice(), Buffer.from(source), Sub.from(source)]) {
        const value = work(copy, options);
        copy.fill(9);
        expect(parcel.equals(value, makeParcel(n))).toBe(true);
        for (const part of binariesOf(value))
          expect(Object.getPrototypeOf(part)).toBe(Uint8Array.prototype);
      }
  });

  test("copies what others may get next, or whose length may change", () => {
    const message = parcel.encode(makeParcel(100));
    const block = parcel.encodePooled(makeParcel(100));
    const value = work(block, subarray);
    block.bytes.fill(9);
    block.release();
    expect(parcel.equals(value, makeParcel(100))).toBe(true);
    expect(parcel.equals(work(wrapBlock(message), subarray), value)).toBe(true);
    for (const buffer of [
      new SharedArrayBuffer(message.length),
      new ArrayBuffer(message.length, { maxByteLength: message.length }),
    ]) {
      const input = new Uint8Array(buffer as ArrayBuffer);
      input.set(message);
      const own = work(input, subarray);
      input.fill(9);
      expect(parcel.equals(own, makeParcel(100))).toBe(true);
    }
  });

  test("says what it does not know", () => {
    const source = parcel.encode(makeParcel(1));
    for (const binary of ["subarrays", "", null, 1, true])
      expect(errorOf(() => work(source, { binary }))).toMatchObject({
        code: "INVALID_VALUE",
        path: "options.binary",
      });
  });

  test("finds the same mistakes, at the same places", () => {
    const message = parcel.encode(makeParcel(10));
    for (let at = 0; at < message.length; at++) {
      const cut = message.slice(0, at);
      expect(resultOf(work, cut, subarray)).toEqual(resultOf(work, cut));
      for (const byte of [0, 11, 0x80]) {
        const bytes = message.slice();
        bytes[at] = byte;
        expect(resultOf(work, bytes, subarray)).toEqual(resultOf(work, bytes));
      }
    }
    const longer = new Uint8Array([...message, 0]);
    expect(resultOf(work, longer, subarray)).toEqual(resultOf(work, longer));
  });
});

test("long input is not copied, and what is refused is refused as before", () => {
  for (const n of [4000, 5000, 100_000]) {
    const source = plain.encode({ data: fill(n, 1) });
    const block = wrapBlock(source.slice());
    const detached = source.slice();
    structuredClone(detached, { transfer: [detached.buffer as ArrayBuffer] });
    expect(plain.equals(plain.decode(source), { data: fill(n, 1) })).toBe(true);
    for (const cut of [1, n / 2, n - 1, n + 7]) {
      const { code, offset, path } = errorOf(() => plain.decode(source.subarray(0, cut)));
      const long = errorOf(() => plain.decode(wrapBlock(source.subarray(0, cut))));
      expect([code, offset, path]).toEqual([long.code, long.offset, long.path]);
    }
    expect(errorOf(() => plain.decode(new Uint8Array([...source, 0]))).code).toBe("TRAILING_BYTES");
    expect(errorOf(() => plain.decode(detached)).code).toBe("TRUNCATED");
    for (const wrong of [[...source], source.buffer, new Uint16Array(source)])
      expect(errorOf(() => plain.decode(wrong as never)).code).toBe("INVALID_VALUE");
    expect(plain.equals(plain.decode(block), plain.decode(source))).toBe(true);
  }
});

test("structs whose only binary is their own, and exceptions, take the option", () => {
  for (const companion of [plain, oops]) {
    const bytes = companion.encode({ data: fill(90, 1) });
    const { data } = companion.decode(bytes, subarray as never) as unknown as PartView;
    expect(data.buffer).toBe(bytes.buffer);
    expect(data).toEqual(fill(90, 1));
  }
});

test("properties of views are parts of the message, of edited fields copies", () => {
  const bytes = parcel.encode({ ...makeParcel(100), oops: { data: fill(100, 1) } });
  const of = views.of(bytes, subarray);
  const parts = (): Uint8Array[] => [
    of.data,
    ...of.many,
    ...[...of.named].map(([, value]) => value),
    ...[...of.keys].map(([key]) => key),
    ...of.unique,
    (of.part as PartView).data,
    of.choice.data,
    of.oops.data,
  ];
  expect(parts()).toHaveLength(9);
  for (const part of parts()) expect(part.buffer).toBe(bytes.buffer);
  of.text = "other";
  expect(of.data.buffer).toBe(bytes.buffer);
  const data = fill(50_000, 6);
  of.part = { data, raw: data };
  expect((of.part as PartView).data.buffer).not.toBe(data.buffer);
  expect((of.part as PartView).data).toEqual(data);
  expect(of.$own().data.buffer).not.toBe(bytes.buffer);
});

test("pieces of a chain are not handed out", () => {
  const bytes = parcel.encode(makeParcel(100));
  const chain = ChainBuffer.from([bytes.subarray(0, 50), bytes.subarray(50)], { threshold: 0 });
  const value = views.of(chain, subarray);
  const { data } = value;
  expect(data).toEqual(fill(100, 1));
  expect(data.buffer).not.toBe(bytes.buffer);
  chain.release();
  expect(data).toEqual(fill(100, 1));
});
