/** Long lists of structs of constant size: headers are copied from the elements before, values are written between them. */
import { ThriftError } from "@thriftgen/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf, type Companion } from "../support/companion.js";

const idl = `
  enum Color { RED = 1, BLUE = 300 }
  struct Row {
    1: bool flag, 2: byte tiny, 3: i16 small = 7, 4: i32 count, 5: i64 big, 6: double rate, 7: uuid id,
    8: i64 (js.type = "string") text, 9: Color color, 10: required i64 (js.type = "number") whole, -5: i16 negative
  }
  struct One { 1: i8 only }
  struct Loose { 1: i32 count, 2: optional i32 more }
  struct Table { 1: list<Row> rows, 2: list<One> ones, 3: list<list<One>> nested, 4: list<Loose> loose, 5: list<Other> after }
  struct Other { 1: i32 id }`;

const files = await compileOrFail({ "table.thrift": idl }, "table.thrift");
const module = await importGenerated(writeGenerated(files), "table.ts");
const [Row, One, Loose, Table] = ["Row", "One", "Loose", "Table"].map((name) =>
  companionOf(module, name),
) as [Companion, Companion, Companion, Companion];

const rows = fc.record(
  {
    flag: fc.boolean(),
    tiny: fc.integer({ min: -128, max: 127 }),
    small: fc.integer({ min: -32768, max: 32767 }),
    count: fc.integer(),
    big: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    rate: fc.double(),
    id: fc.uuid(),
    text: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    color: fc.constantFrom(1, 300, 5),
    whole: fc.maxSafeInteger(),
    negative: fc.integer({ min: -32768, max: 32767 }),
  },
  { requiredKeys: ["whole"] },
);

/** The bytes of a list field as its elements' own bytes give them. */
function listField(id: number, elements: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.from([15, 0, id, 12, 0, 0, 0, 0]);
  head.writeInt32BE(elements.length, 4);
  return Buffer.concat([head, ...elements]);
}

/** The bytes of the table with these rows and nothing else. */
function tableOf(list: readonly unknown[]): Uint8Array {
  const empty = [2, 3, 4, 5].map((id) =>
    id === 3 ? Buffer.from([15, 0, 3, 15, 0, 0, 0, 0]) : listField(id, []),
  );
  return Buffer.concat([
    listField(
      1,
      list.map((row) => Row.encode(row)),
    ),
    ...empty,
    Buffer.from([0]),
  ]);
}

const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);
const bytesOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const row = { whole: 5, count: -1, id: "00112233-4455-6677-8899-aabbccddeeff" };

const ones = (length: number): unknown[] =>
  Array.from({ length }, (_, index) => ({ only: index % 100 }));

describe("lists of every length around the copies' own", () => {
  const sample = fc.sample(rows, { numRuns: 300, seed: 7 });

  it.each([0, 1, 63, 64, 65, 127, 128, 129, 191, 192, 193, 300])("%d elements", (length) => {
    const list = sample.slice(0, length);
    const expected = bytesOf(tableOf(list));
    expect(bytesOf(Table.encode({ rows: list }))).toEqual(expected);
    const block = Table.encodePooled({ rows: list });
    expect(bytesOf(block.bytes)).toEqual(expected);
    block.release();
    const target = new Uint8Array(expected.length + 20).fill(0xee);
    expect(Table.fastWrite({ rows: list }, target, 10)).toBe(expected.length + 10);
    expect(bytesOf(target.subarray(10, -10))).toEqual(expected);
    expect([...target.subarray(0, 10), ...target.subarray(-10)]).toEqual(repeat(0xee, 20));
    expect(Table.byteLength({ rows: list })).toBe(expected.length);
  });

  it("any rows, any number of them", () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 400, size: "max" }), (list) => {
        expect(bytesOf(Table.encode({ rows: list }))).toEqual(bytesOf(tableOf(list)));
      }),
      { numRuns: 50 },
    );
  });

  it("lists in lists, and lists behind lists", () => {
    const value = {
      rows: repeat(row, 100),
      ones: ones(1000),
      nested: [ones(65), [], ones(200), ones(1)],
      loose: Array.from({ length: 130 }, (_, i) => (i % 2 ? { count: i } : { count: i, more: 1 })),
      after: repeat({ id: 3 }, 70),
    };
    const decoded = Table.decode(Table.encode(value)) as unknown as typeof value;
    expect(decoded.ones).toEqual(value.ones);
    expect(decoded.nested).toEqual(value.nested);
    expect(decoded.loose.map((one) => Loose.create(one))).toEqual(
      value.loose.map((one) => Loose.create(one)),
    );
    expect(decoded.after).toEqual(value.after);
    expect(decoded.rows.map((one) => Row.encode(one))).toEqual(repeat(Row.encode(row), 100));
  });
});

function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof ThriftError) return [error.code, error.path];
    throw error;
  }
  return "no error";
}

describe("what does not fit", () => {
  const wrong = [
    undefined,
    null,
    "text",
    5,
    [],
    { ...row, whole: undefined },
    { ...row, tiny: 128 },
  ];
  const at = [0, 63, 64, 65, 100, 127, 128, 149];
  it.each(at)("is told with its path, as %dth of 150", (index) => {
    for (const element of wrong) {
      const list: unknown[] = repeat(row, 150);
      list[index] = element;
      const [code, path] = codeOf(() => Row.encode(element)) as [string, string];
      expect(codeOf(() => Table.encode({ rows: list }))).toEqual([
        code,
        `rows[${index}]${path === "" ? "" : `.${path}`}`,
      ]);
    }
  });

  it("claims no memory for elements that nobody looked at", () => {
    const list: unknown[] = repeat(row, 100);
    list.length = 2 ** 26;
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(() => Table.encode({ rows: list }))).toEqual(["MISSING_REQUIRED", "rows[100]"]);
    // A byte for each element, as lists of all other structs have; not 78.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 28);
  });

  it("getters that change the list, encode or throw leave right bytes", () => {
    const list: object[] = repeat(row, 200);
    const odd = {
      ...row,
      get count() {
        Table.encode({ rows: repeat({ ...row, count: 9 }, 500) });
        list.length = 150;
        return 4;
      },
    };
    list[70] = odd;
    expect(codeOf(() => Table.encode({ rows: list }))).toEqual(["MISSING_REQUIRED", "rows[150]"]);
    list.length = 150;
    const plain = list.map((one) => (one === odd ? { ...row, count: 4 } : one));
    expect(bytesOf(Table.encode({ rows: list }))).toEqual(bytesOf(tableOf(plain)));
    list[80] = {
      get only() {
        throw new RangeError("of the caller");
      },
    };
    expect(() => Table.encode({ ones: list })).toThrow();
    expect(One.decode(One.encode({ only: 5 }))).toEqual({ only: 5 });
  });
});
