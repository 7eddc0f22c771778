/** Hostile lists of numbers in whole messages: on the wire, and as values whose arrays and elements are not what they seem. */
import { runInNewContext } from "node:vm";
import { configureLists, ListArena, ThriftError, type ListTier } from "@thriftgen/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loadListModule, makeLists, type ListModule } from "../support/list-structs.js";

let lists: ListModule;
beforeAll(async () => {
  lists = await loadListModule();
});
afterEach(() => configureLists());

const tiers: readonly ListTier[] = ["js", "wasm", "native"];
const counts = { truncations: 0, headers: 0 };
afterAll(() => {
  console.log(
    `typed lists, hostile: ${counts.truncations} cut, ${counts.headers} with another count or type`,
  );
});

/** From the first element on, so that short lists show what long ones do. */
function force(tier: ListTier): void {
  const native = tier === "native" ? 0 : 1e9;
  configureLists({ tier, thresholds: { typed: 0, typed64: 0, plain: 0, read: 0, native } });
}

function errorOf(work: () => unknown): ThriftError {
  try {
    work();
  } catch (error) {
    if (error instanceof ThriftError) return error;
    throw error;
  }
  throw new Error("no error");
}

const typed = {
  bytes: Int8Array,
  shorts: Int16Array,
  ids: Int32Array,
  big: BigInt64Array,
  rates: Float64Array,
} as const;
const names = Object.keys(typed) as (keyof typeof typed)[];

/** A message with one list, and where its header stands. */
function oneList(name: keyof typeof typed, n: number): { bytes: Uint8Array; header: number } {
  const bytes = lists.Lists.encode({ [name]: makeLists(n)[name] });
  const field = { bytes: 1, shorts: 2, ids: 3, big: 4, rates: 5 }[name];
  const header = Buffer.from(bytes).indexOf(Buffer.from([0x0f, 0, field])) + 3;
  return { bytes, header };
}

describe.each(tiers)("on the wire, by the tier %s", (tier) => {
  test.each(names)("%s with a count beyond the bytes", (name) => {
    force(tier);
    for (const n of [0, 3, 40]) {
      const { bytes, header } = oneList(name, n);
      const data = new DataView(bytes.buffer, bytes.byteOffset);
      const codes = new Map([
        [n + 1e6, "TRUNCATED"],
        [2 ** 31 - 1, "TRUNCATED"],
        [-1, "NEGATIVE_SIZE"],
        [-(2 ** 31), "NEGATIVE_SIZE"],
      ]);
      for (const [count, code] of codes) {
        data.setInt32(header + 1, count);
        for (const options of [{}, { arena: new ListArena() }] as object[]) {
          const error = errorOf(() => lists.Lists.decode(bytes, options));
          expect([error.code, error.path]).toEqual([code, name]);
        }
        expect(errorOf(() => lists.ListsView.of(bytes)[name]).code).toBe(code);
        counts.headers++;
      }
    }
  });

  test.each(names)("%s with elements of another type", (name) => {
    force(tier);
    const { bytes, header } = oneList(name, 20);
    for (let type = 0; type < 256; type++) {
      if (type === bytes[header]) continue;
      const changed = Uint8Array.from(bytes);
      changed[header] = type;
      const error = errorOf(() => lists.Lists.decode(changed));
      expect([error.code, error.path, error.offset]).toEqual(["INVALID_TYPE", name, header]);
      expect(errorOf(() => lists.ListsView.of(changed)[name]).code).toBe("INVALID_TYPE");
      counts.headers++;
    }
  });

  test("cut at every offset", () => {
    force(tier);
    const bytes = lists.Lists.encode(makeLists(6));
    for (let end = 0; end < bytes.length; end++) {
      expect(errorOf(() => lists.Lists.decode(bytes.subarray(0, end))).code).toBe("TRUNCATED");
      counts.truncations++;
    }
  });
});

const transfer = (array: ArrayBufferView): void =>
  void structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });

interface Resizable extends ArrayBuffer {
  resize(length: number): void;
}
const makeResizable = (length: number): Resizable =>
  new (ArrayBuffer as unknown as new (n: number, o: object) => Resizable)(length, {
    maxByteLength: length * 2,
  });

/** What decoding gives of an encoded value: correct bytes are those of some list. */
function roundTrip(value: unknown): Record<string, unknown> {
  return lists.Lists.decode(lists.Lists.encode(value));
}

/** A list like the expected one, or INVALID_VALUE. */
function expectEither(
  value: Readonly<Record<string, unknown>>,
  name: string,
  expected: unknown,
): void {
  let bytes: Uint8Array;
  try {
    bytes = lists.Lists.encode(value);
  } catch (error) {
    expect((error as ThriftError).code).toBe("INVALID_VALUE");
    return;
  }
  expect(lists.Lists.decode(bytes)[name]).toEqual(expected);
}

describe.each(tiers)("arrays that are not what they seem, by the tier %s", (tier) => {
  test.each(names)("%s, detached", (name) => {
    force(tier);
    const array = new typed[name](50);
    transfer(array);
    const error = errorOf(() => lists.Lists.encode({ [name]: array }));
    expect([error.code, error.path]).toEqual(["INVALID_VALUE", name]);
    const target = new Uint8Array(1000);
    expect(errorOf(() => lists.Lists.fastWrite({ [name]: array }, target, 0)).path).toBe(name);
    expect(target.every((byte) => byte === 0)).toBe(true);
  });

  test.each(names)("%s of another realm is written, of another kind refused", (name) => {
    force(tier);
    for (const n of [3, 3000]) {
      const other = runInNewContext(`new ${typed[name].name}(${n})`) as Int32Array;
      expect(roundTrip({ [name]: other })[name]).toEqual(new typed[name](n));
      // Longer elements than the disguise has: they are not what lies behind the array in its buffer.
      const narrow = new Uint8Array(new ArrayBuffer(n * 8 + 8), 8, n).fill(7);
      Object.setPrototypeOf(narrow, typed[name].prototype as object);
      expectEither(
        { [name]: narrow },
        name,
        new typed[name](n).fill((name === "big" ? 7n : 7) as never),
      );
    }
  });

  test.each(names)("%s, detached or shrunk by a getter that comes later", (name) => {
    for (const spoil of [
      (array: ArrayBufferView) => transfer(array),
      (array: ArrayBufferView) => (array.buffer as Resizable).resize(8),
    ]) {
      force(tier);
      const array = new typed[name](makeResizable(800));
      // `maybe` is read when the other lists are written, or before: both are right.
      const value = {
        [name]: array,
        get maybe() {
          spoil(array);
          return undefined;
        },
      };
      let length: number;
      try {
        ({ length } = roundTrip(value)[name] as Int32Array);
      } catch (error) {
        expect(error).toMatchObject({ code: "INVALID_VALUE", path: name });
        continue;
      }
      expect([8 / array.BYTES_PER_ELEMENT, 800 / array.BYTES_PER_ELEMENT]).toContain(length);
    }
  });

  test.each(names)("%s, detached or shrunk between byteLength and the write", (name) => {
    force(tier);
    const array = new typed[name](makeResizable(800));
    const target = new Uint8Array(lists.Lists.byteLength({ [name]: array })).fill(0xee);
    (array.buffer as Resizable).resize(80);
    const end = lists.Lists.fastWrite({ [name]: array }, target, 0);
    expect(target.length - end).toBe(720);
    expect((lists.Lists.decode(target.subarray(0, end))[name] as Int32Array).length).toBe(
      80 / array.BYTES_PER_ELEMENT,
    );
    (array.buffer as Resizable).resize(1600);
    expect(errorOf(() => lists.Lists.fastWrite({ [name]: array }, target, 0)).code).toBe(
      "SIZE_LIMIT",
    );
  });

  test.each(names)("%s over shared memory is copied as it is", (name) => {
    force(tier);
    const Typed = typed[name] as unknown as Int32ArrayConstructor;
    const shared = new Typed(new SharedArrayBuffer(400));
    shared.set(makeLists(400 / shared.BYTES_PER_ELEMENT)[name] as never);
    expect(roundTrip({ [name]: shared })[name]).toEqual(new Typed(shared));
  });

  test.each(names)("%s: Proxies, arrays of another type and pretenders are refused", (name) => {
    force(tier);
    const array = new typed[name](40);
    const liar = new typed[name](40);
    Object.defineProperty(liar, "length", { value: 4000 });
    class Longer extends Int32Array {
      override get length(): number {
        return 1e6;
      }
    }
    const wrong = [
      new Proxy(array, {}),
      Object.create(typed[name].prototype) as object,
      new Uint8Array(40),
      new Float32Array(40),
      new DataView(new ArrayBuffer(40)),
      { length: 3, 0: 1, 1: 2, 2: 3 },
      "123",
      new Set([1]),
      liar,
      new Longer(40),
    ];
    for (const value of wrong) {
      const error = errorOf(() => lists.Lists.encode({ [name]: value }));
      expect([error.code, error.path]).toEqual(["INVALID_VALUE", name]);
    }
    // Bytes that claim to be of the class: their elements are what reading them gives, or they are refused.
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
    const disguised = Object.setPrototypeOf(bytes, typed[name].prototype) as object;
    if (name !== "big")
      expectEither({ [name]: disguised }, name, Object.assign(new typed[name](40), [...bytes]));
    else expect(errorOf(() => lists.Lists.encode({ big: disguised })).code).toBe("INVALID_VALUE");
  });
});

describe.each(tiers)("elements, by the tier %s", (tier) => {
  const rows = [
    ["plainBytes", [1.5, 128, -129, NaN, Infinity], 1],
    ["plainShorts", [0.1, 32_768, -32_769, NaN, -Infinity], 2],
    ["plain", [0.5, 2 ** 31, -(2 ** 31) - 1, NaN, 2 ** 53], 3],
    ["plainBig", [2n ** 63n, -(2n ** 63n) - 1n], 4n],
  ] as const;

  test.each(rows)("%s: the path of an integer out of range has its index", (name, wrong, right) => {
    force(tier);
    for (const n of [4, 100, 2000]) {
      for (const bad of wrong) {
        for (const index of [0, 3, n - 1]) {
          const list: (number | bigint)[] = Array.from({ length: n }, () => right);
          list[index] = bad;
          const error = errorOf(() => lists.Lists.encode({ [name]: list }));
          expect([error.code, error.path]).toEqual(["OUT_OF_RANGE", `${name}[${index}]`]);
        }
      }
    }
  });

  test("the path of what is no number has its index, holes are missing", () => {
    force(tier);
    for (const name of ["plainBytes", "plainShorts", "plain", "plainBig", "plainRates"]) {
      const one = name === "plainBig" ? 1n : 1;
      for (const bad of ["1", {}, true, name === "plainBig" ? 1 : 1n, Symbol("x")]) {
        const list: unknown[] = Array.from({ length: 300 }, () => one);
        list[200] = bad;
        const error = errorOf(() => lists.Lists.encode({ [name]: list }));
        expect([error.code, error.path]).toEqual(["INVALID_VALUE", `${name}[200]`]);
        // oxlint-disable-next-line no-array-delete-property, typescript/no-array-delete
        delete list[200];
        const missing = errorOf(() => lists.Lists.encode({ [name]: list }));
        expect([missing.code, missing.path]).toEqual(["MISSING_REQUIRED", `${name}[200]`]);
      }
    }
  });

  test("a getter, a valueOf and a Proxy that encode within an encode", () => {
    force(tier);
    const inner = makeLists(70);
    const innerBytes = lists.Lists.encode(inner);
    let calls = 0;
    const encodeInner = (): number => {
      calls++;
      expect(Buffer.compare(lists.Lists.encode(inner), innerBytes)).toBe(0);
      expect(lists.Lists.equals(lists.Lists.decode(innerBytes), inner)).toBe(true);
      return 7;
    };
    const plain = Array.from({ length: 200 }, (_, i) => i);
    Object.defineProperty(plain, 100, { get: encodeInner, enumerable: true });
    const rates = Array.from({ length: 200 }, (_, i) => i / 2);
    Object.defineProperty(rates, 150, { get: encodeInner, enumerable: true });
    const value = { plain, plainRates: rates, ids: Int32Array.of(1, 2, 3) };
    const decoded = roundTrip(value);
    expect(calls).toBeGreaterThanOrEqual(2);
    expect((decoded["plain"] as number[])[100]).toBe(7);
    expect((decoded["plain"] as number[])[199]).toBe(199);
    expect((decoded["plainRates"] as number[])[150]).toBe(7);
    expect(decoded["ids"]).toEqual(Int32Array.of(1, 2, 3));
    const seen = new Proxy([1, 2, 3], {
      get(target, key, receiver) {
        encodeInner();
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    expect(roundTrip({ plain: seen })["plain"]).toEqual([1, 2, 3]);
    const object = { valueOf: encodeInner };
    const before = calls;
    expect(errorOf(() => lists.Lists.encode({ plain: [1, object] })).path).toBe("plain[1]");
    expect(errorOf(() => lists.Lists.encode({ plainRates: [1, object] })).path).toBe(
      "plainRates[1]",
    );
    expect(calls - before).toBeLessThanOrEqual(2);
  });

  test("arrays that grow, shrink or change while they are written", () => {
    force(tier);
    const changes: ((list: number[]) => void)[] = [
      (list) => list.push(1, 2, 3),
      (list) => void (list.length = 50),
      (list) => void (list.length = 0),
      (list) => void list.fill(9),
      (list) => void Object.assign(list, { 120: 2 ** 40 }),
    ];
    for (const change of changes) {
      for (const name of ["plainShorts", "plain", "plainRates"]) {
        const list = Array.from({ length: 200 }, (_, i) => i);
        Object.defineProperty(list, 40, {
          configurable: true,
          enumerable: true,
          get() {
            Object.defineProperty(list, 40, { value: 40, writable: true });
            change(list);
            return 40;
          },
        });
        let bytes: Uint8Array;
        try {
          bytes = lists.Lists.encode({ [name]: list, names: ["behind"] });
        } catch (error) {
          if (!(error instanceof ThriftError)) throw error;
          expect(error.path).toMatch(new RegExp(`^${name}\\[\\d+\\]$`));
          continue;
        }
        const decoded = lists.Lists.decode(bytes);
        expect((decoded[name] as number[]).length).toBe(200);
        expect((decoded[name] as number[])[40]).toBe(40);
        expect(decoded["names"]).toEqual(["behind"]);
      }
    }
  });
});

test("a target that is too short keeps its bytes", () => {
  for (const tier of tiers) {
    force(tier);
    const value = makeLists(300);
    const length = lists.Lists.byteLength(value);
    const target = new Uint8Array(length + 3).fill(0xab);
    expect(errorOf(() => lists.Lists.fastWrite(value, target, 4)).code).toBe("SIZE_LIMIT");
    expect(target.every((byte) => byte === 0xab)).toBe(true);
    expect(lists.Lists.fastWrite(value, target, 1)).toBe(length + 1);
    expect([target[0], target[length + 1], target[length + 2]]).toEqual([0xab, 0xab, 0xab]);
  }
});
