/** Lists of numbers in whole messages: typed arrays in memory of their own, or in an arena. */
import { ListArena, Reader, ThriftError, wrapBlock } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { acquireMemory } from "../../packages/runtime/src/memory.js";
import { compileOrFail } from "../support/compile-module.js";
import {
  loadListModule,
  makeLists,
  type ListModule,
  type ListsValue,
} from "../support/list-structs.js";

let lists: ListModule;
beforeAll(async () => {
  lists = await loadListModule();
});

type Decode = (source: unknown, options?: { readonly arena?: unknown }) => ListsValue;

function decode(bytes: Uint8Array, arena?: unknown): ListsValue {
  return (lists.Lists.decode as unknown as Decode)(bytes, { arena });
}

const typedNames = ["bytes", "shorts", "ids", "big", "rates", "maybe"] as const;

/** All typed arrays of a message. */
function arraysOf(value: ListsValue): ArrayBufferView[] {
  const own = typedNames.map((name) => value[name]);
  const inner = [...value.nested, ...value.byName.values(), ...value.leaves.map(({ ids }) => ids)];
  return [...own, ...inner].filter((array) => array !== undefined);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error;
    return error.code;
  }
  return "no error";
}

/** Every element is the same; vitest's own comparison takes a microsecond for each. */
function expectSame(actual: ListsValue, expected: ListsValue): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const name of Object.keys(expected) as (keyof ListsValue)[])
    expect(textOf(actual[name]), name).toBe(textOf(expected[name]));
}

function textOf(value: unknown): string {
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} ${[...(value as Int32Array)].map(textOf).join()}`;
  if (value instanceof Map) return `Map ${textOf([...(value as Map<string, unknown>)])}`;
  if (Array.isArray(value)) return `[${(value as unknown[]).map(textOf).join()}]`;
  if (typeof value === "object" && value !== null) return textOf(Object.entries(value));
  return Object.is(value, -0) ? "-0" : String(value);
}

const lengths = [0, 1, 2, 31, 32, 64, 100, 1023, 1024, 1025, 5000];

describe("decoding", () => {
  test.each(lengths)("gives what was encoded, %d elements a list", (n) => {
    const value = makeLists(n);
    const bytes = lists.Lists.encode(value);
    expect(lists.Lists.byteLength(value)).toBe(bytes.length);
    expectSame(decode(bytes), value);
    expectSame(decode(bytes, new ListArena()), value);
  });

  test("makes arrays in memory of their own, not of the input or of each other", () => {
    const bytes = lists.Lists.encode(makeLists(200));
    const value = decode(bytes);
    const buffers = new Set(arraysOf(value).map(({ buffer }) => buffer));
    expect(buffers.size).toBe(arraysOf(value).length);
    expect(buffers.has(bytes.buffer)).toBe(false);
    bytes.fill(0xff);
    expect(value).toEqual(makeLists(200));
    for (const array of arraysOf(value)) expect(array.byteOffset).toBe(0);
  });

  test("writes typed arrays and plain arrays of the same elements as the same bytes", () => {
    for (const n of lengths) {
      const value = makeLists(n);
      const plain = {
        ...value,
        bytes: [...value.bytes],
        shorts: [...value.shorts],
        ids: [...value.ids],
        big: [...value.big],
        rates: [...value.rates],
        nested: value.nested.map((ids) => [...ids]),
        plain: value.ids,
        plainBig: value.big,
        plainRates: value.rates,
        plainShorts: value.shorts,
        plainBytes: value.bytes,
      };
      expect(Buffer.compare(lists.Lists.encode(plain), lists.Lists.encode(value))).toBe(0);
    }
  });
});

describe("an arena", () => {
  test("holds all typed lists of a message, one behind the other, aligned", () => {
    const arena = new ListArena();
    const value = decode(lists.Lists.encode(makeLists(30)), arena);
    const arrays = arraysOf(value).filter((array) => array.byteLength > 0);
    expect(arrays.length).toBeGreaterThan(8);
    const [first] = arrays;
    expect(new Set(arrays.map(({ buffer }) => buffer))).toEqual(new Set([first?.buffer]));
    const ranges = arrays.map((array) => [array.byteOffset, array.byteOffset + array.byteLength]);
    ranges.sort(([a = 0], [b = 0]) => a - b);
    for (const [index, [start = 0]] of ranges.entries()) {
      expect(start % 8).toBe(0);
      expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.[1] ?? 0);
    }
    expect(arena.used).toBeGreaterThanOrEqual(ranges.at(-1)?.[1] ?? Infinity);
  });

  test("serves many messages; slabs follow each other, and lists of a quarter of one have memory of their own", () => {
    const arena = new ListArena({ slabSize: 4096 });
    const values = lengths.map((n) => decode(lists.Lists.encode(makeLists(n)), arena));
    for (const [index, n] of lengths.entries())
      expectSame(values[index] ?? makeLists(-1), makeLists(n));
    const { ids } = decode(lists.Lists.encode(makeLists(300)), arena);
    expect([ids.buffer.byteLength, ids.byteOffset]).toEqual([1200, 0]);
  });

  test("is not used by the decodes after it", () => {
    const arena = new ListArena();
    const bytes = lists.Lists.encode(makeLists(10));
    const block = wrapBlock(bytes);
    const held = decode(bytes, arena).ids.buffer;
    expect((lists.Lists.decode as unknown as Decode)(block, { arena }).ids.buffer).toBe(held);
    expect(acquireMemory(bytes.length).arena).toBe(undefined);
    const { used } = arena;
    expect(decode(bytes).ids.buffer).not.toBe(held);
    expect((lists.Lists.decode as unknown as Decode)(block).ids.buffer).not.toBe(held);
    expect(codeOf(() => decode(bytes.subarray(0, -2), arena))).toBe("TRUNCATED");
    expect(decode(bytes).ids.buffer).not.toBe(held);
    expect(lists.ListsView.of(block)["ids"]).toEqual(makeLists(10).ids);
    expect(arena.used).toBeGreaterThan(used);
    const after = arena.used;
    decode(bytes);
    expect(arena.used).toBe(after);
  });

  test("is used again from its start after reset", () => {
    const arena = new ListArena();
    const value = makeLists(5);
    const first = decode(lists.Lists.encode(value), arena);
    arena.reset();
    const changed = { ...value, ids: Int32Array.of(6, 7, 8, 9, 10) };
    const second = decode(lists.Lists.encode(changed), arena);
    expect(second.ids.buffer).toBe(first.ids.buffer);
    expect(second).toEqual(changed);
    expect(first.ids).toEqual(changed.ids);
  });

  test("carves from a buffer of the caller, shared ones too; what does not fit has memory of its own", () => {
    for (const buffer of [new ArrayBuffer(100_000), new SharedArrayBuffer(100_000)]) {
      const arena = new ListArena({ buffer });
      const bytes = lists.Lists.encode(makeLists(1000));
      const value = decode(bytes, arena);
      expect(arraysOf(value).every((array) => array.buffer === buffer)).toBe(true);
      expectSame(value, makeLists(1000));
      decode(bytes, arena);
      const third = decode(bytes, arena);
      expectSame(third, makeLists(1000));
      expect(arraysOf(third).some((array) => array.buffer === buffer)).toBe(true);
      expect(arraysOf(third).some((array) => array.buffer !== buffer)).toBe(true);
    }
  });

  test("survives the loss of its slab", () => {
    const arena = new ListArena();
    const bytes = lists.Lists.encode(makeLists(10));
    const { ids } = decode(bytes, arena);
    structuredClone(ids.buffer, { transfer: [ids.buffer as ArrayBuffer] });
    expect(decode(bytes, arena)).toEqual(makeLists(10));
  });

  test("serves readers, unions, exceptions and views", () => {
    const arena = new ListArena();
    const reader = new Reader(lists.Lists.encode(makeLists(3)), { arena });
    const { buffer } = lists.Lists.fastRead(reader)["ids"] as Int32Array;
    const options = { arena } as object;
    const choice = lists.Choice.decode(lists.Choice.encode({ ids: Int32Array.of(1) }), options);
    expect((choice["ids"] as Int32Array).buffer).toBe(buffer);
    const refused = lists.Refused.decode(lists.Refused.encode({ ids: [1] }), options);
    expect((refused["ids"] as Int32Array).buffer).toBe(buffer);
    const view = lists.ListsView.of(lists.Lists.encode(makeLists(3)), { arena });
    expect((view["ids"] as Int32Array).buffer).toBe(buffer);
    expect((view.$toObject()["big"] as BigInt64Array).buffer).toBe(buffer);
  });

  test("refuses sizes and buffers that cannot be", () => {
    const resizable = new (ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer)(8, {
      maxByteLength: 16,
    });
    for (const options of [
      { slabSize: 1 },
      { slabSize: NaN },
      { slabSize: 2 ** 40 },
      { buffer: resizable },
      { buffer: new Uint8Array(8) as unknown as ArrayBuffer },
    ])
      expect(codeOf(() => new ListArena(options))).toBe("INVALID_VALUE");
    const bytes = lists.Lists.encode(makeLists(3));
    for (const arena of [{}, null, 5, new Proxy(new ListArena(), {})])
      expect(codeOf(() => decode(bytes, arena))).toBe("INVALID_VALUE");
  });
});

test("an arena does not lift the budget of heap bytes", () => {
  const bytes = lists.Lists.encode(makeLists(100));
  const [own, shared] = [undefined, new ListArena()].map((arena) => {
    const reader = new Reader(bytes, { arena });
    lists.Lists.fastRead(reader);
    return reader.heap;
  });
  expect(own).toBeGreaterThan(100 * 60);
  expect(shared).toBe(own);
});

test("only structs that hold typed lists, however deep, take an arena", async () => {
  const files = await compileOrFail(
    {
      "a.thrift": `
        include "b.thrift"
        struct Loop { 1: optional Loop next, 2: optional Other other }
        struct Other { 1: optional Loop loop, 2: map<string, set<b.Far>> far }
        struct Alone { 1: optional Alone next, 2: list<string> names, 3: list<i32> plain (js.type = "array") }
        union Either { 1: Alone alone, 2: list<list<i8>> deep }
        exception Failure { 1: Alone alone }`,
      "b.thrift":
        "struct Far { 1: Near near } struct Near { 1: list<double> rates } struct Bare { 1: i32 x }",
    },
    "a.thrift",
    { typedLists: true },
  );
  const text = files.map((file) => file.text).join("\n");
  const uses = [...text.matchAll(/\b(decodeTyped|decodeLarge|decodeStruct)\(\s*(\w+)\$read/g)];
  const verbs = Object.fromEntries(uses.map(([, verb, name]) => [name, verb]));
  expect(verbs).toEqual({
    Loop: "decodeTyped",
    Other: "decodeTyped",
    Alone: "decodeLarge",
    Either: "decodeTyped",
    Failure: "decodeLarge",
    Far: "decodeTyped",
    Near: "decodeTyped",
    Bare: "decodeStruct",
  });
});
