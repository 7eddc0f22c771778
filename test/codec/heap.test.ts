/** What a few bytes make decode create counts against the heap budget, also where no byte mentions it. */
import { ThriftError } from "@thriftgen/runtime";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { companionOf, type Companion } from "../support/companion.js";
import { loadModule, type GeneratedModule } from "../support/compile-module.js";

const numbered = (from: number, to: number, text: (id: number) => string): string =>
  Array.from({ length: to - from + 1 }, (_, i) => text(from + i)).join("\n");

const idl = `
  struct Bytes { 1: binary blob }
  struct Filled { 1: list<i32> numbers = [${numbered(1, 40, (id) => `${id},`)}] }
  struct Tabled { 1: map<string, list<i32>> table = {"a": [1], "b": [2]}, 2: set<i8> unique = [3] }
  struct Inner { 1: list<i32> values, 2: set<i32> more }
  struct Holder { 1: required Inner inner }
  struct Chain { 1: required Holder holder, 2: optional Chain next }
  struct Wide { ${numbered(1, 100, (id) => `${id}: optional i32 field${id}`)} }
  struct HoldsWide { 1: optional Wide wide }
  union Choice { 1: Wide wide, 2: i32 number }
  struct Lists {
    1: list<Bytes> bytes
    2: list<Filled> filled
    3: set<Tabled> tabled
    4: list<Holder> holder
    5: map<i8, Chain> chain
    6: list<HoldsWide> holdsWide
    7: list<Choice> choice
  }
`;

interface Row {
  readonly name: string;
  /** Field header and container header up to the count. */
  readonly header: string;
  readonly element: string;
  /** Elements that take more than 64 MiB and more than 16 times their bytes. */
  readonly tooMany: number;
  readonly path: string;
}

const rows: readonly Row[] = [
  { name: "binary", header: "0f0001 0c", element: "00", tooMany: 450_000, path: "bytes" },
  {
    name: "a list of numbers",
    header: "0f0002 0c",
    element: "00",
    tooMany: 180_000,
    path: "filled",
  },
  { name: "a map of lists", header: "0e0003 0c", element: "00", tooMany: 130_000, path: "tabled" },
  {
    name: "containers of a required struct",
    header: "0f0004 0c",
    element: "0c0001 00 00",
    tooMany: 260_000,
    path: "holder",
  },
  {
    name: "containers two structs further",
    header: "0d0005 030c",
    element: "07 0c0001 0c0001 00 00 00",
    tooMany: 220_000,
    path: "chain",
  },
  {
    name: "a wide struct in an optional field",
    header: "0f0006 0c",
    element: "0c0001 00 00",
    tooMany: 90_000,
    path: "holdsWide[",
  },
  {
    name: "a wide member of a union",
    header: "0f0007 0c",
    element: "0c0001 00 00",
    tooMany: 90_000,
    path: "choice[",
  },
];

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

function message({ header, element }: Row, count: number): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeInt32BE(count);
  const one = hex(element);
  return Buffer.concat([hex(header), size, Buffer.alloc(one.length * count, one), hex("00")]);
}

describe("elements that hold more than their bytes", () => {
  let module: GeneratedModule;
  let lists: Companion;

  beforeAll(async () => {
    module = await loadModule({ "heap.thrift": idl }, "heap.thrift");
    lists = companionOf(module, "Lists");
  });

  test.each(rows)("$name", (row) => {
    expect(() => lists.decode(message(row, 1000))).not.toThrow();
    expect(() => lists.decode(message(row, row.tooMany))).toThrow(
      expect.objectContaining({
        code: "SIZE_LIMIT",
        path: expect.stringContaining(row.path) as string,
      }) as ThriftError,
    );
  });
});

test("what decode keeps of a list<uuid> is no more than it counts", async () => {
  const module = await loadModule(
    { "ids.thrift": "struct Ids { 1: list<uuid> ids }" },
    "ids.thrift",
  );
  const ids = companionOf(module, "Ids");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const n = 50_000;
  const uuids = Buffer.from(
    ids.encode({
      ids: Array(n).fill("0".repeat(8) + "-0000-0000-0000-" + "0".repeat(12)),
    }),
  );
  for (let i = 0; i < n; i++) uuids.writeUInt32BE((i * 2654435761) >>> 0, 8 + 16 * i);
  ids.decode(uuids);
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = ids.decode(uuids);
  collect();
  // 56 and the place in the list are charged; strings put together of parts took 750.
  const each = (process.memoryUsage().heapUsed - before) / n;
  expect(each).toBeGreaterThan(40);
  expect(each).toBeLessThan(80);
  expect(Object.keys(kept)).toHaveLength(1);
});
