/** Arrays that lie, change or encode again while they are written: the right bytes, or a ThriftError; others stay as they are. */
import * as runtime from "@thriftgen/runtime/codegen-v1";
import { configureLists, ThriftError, type ListTier } from "@thriftgen/runtime";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Memory } from "../../../packages/runtime/src/memory.js";
import { elementTypes, forceTier, tiers, type TypedArray } from "./subjects.js";

const n = 3000;
const open = (): Memory => new Memory(new Uint8Array(n * 8 + 1024));
const failing = (code: string): ThriftError =>
  expect.objectContaining({ name: "ThriftError", code }) as ThriftError;

function never(): never {
  throw new Error("asked");
}

/** What the codec makes of it: other errors are INVALID_VALUE with their cause. */
function attempt(write: (w: Memory) => number): Uint8Array | ThriftError {
  const w = open();
  try {
    return w.bytes.slice(0, write(w));
  } catch (error) {
    if (error instanceof ThriftError) return error;
    if (error instanceof TypeError) return new ThriftError("INVALID_VALUE", 0, "", error);
    throw error;
  }
}

const ints = Array.from({ length: n }, (_, i) => Math.imul(i, 0x9e3779b1));

/** The list as the truth has it. */
function listOf(values: readonly number[]): Uint8Array {
  const d = new DataView(new ArrayBuffer(5 + values.length * 4));
  d.setUint8(0, 8);
  d.setInt32(1, values.length);
  values.forEach((x, i) => d.setInt32(5 + i * 4, x));
  return new Uint8Array(d.buffer);
}

afterAll(() => configureLists());

describe.each<ListTier | "default">([...tiers, "default"])("%s", (tier) => {
  beforeEach(() => (tier === "default" ? configureLists() : forceTier(tier)));

  describe.each([8, 40, n])("%d elements", (length) => {
    const values = ints.slice(0, length);
    const expected = listOf(values);
    const typed = (): Int32Array => Int32Array.from(values);

    test("shared memory, memory of changing length, and parts of them", () => {
      const shared = new Int32Array(new SharedArrayBuffer(length * 4 + 12), 4, length);
      shared.set(values);
      expect(attempt((w) => runtime.writeListI32(w, 0, shared))).toEqual(expected);
      const options = { maxByteLength: 100_000 };
      const resizable = new ArrayBuffer(length * 4 + 8, options);
      const tracking = new Int32Array(resizable, 8);
      tracking.set(values);
      expect(attempt((w) => runtime.writeListI32(w, 0, tracking))).toEqual(expected);
      const fixed = new Int32Array(resizable, 8, length);
      expect(attempt((w) => runtime.writeListI32(w, 0, fixed))).toEqual(expected);
      // Out of bounds, as a detached array: its elements are lost.
      resizable.resize(12);
      expect(attempt((w) => runtime.writeListI32(w, 0, fixed))).toMatchObject({
        code: "INVALID_VALUE",
      });
      expect(attempt((w) => runtime.writeListI32(w, 0, tracking))).toEqual(
        listOf([values[0] as number]),
      );
    });

    test("detached memory, whose elements are lost, is refused", () => {
      for (const type of elementTypes) {
        const a = type.open(new ArrayBuffer(length * type.size), 0, length);
        structuredClone(a.buffer, { transfer: [a.buffer as ArrayBuffer] });
        const result = attempt((w) => type.write(w, 0, a));
        expect(result, type.name).toMatchObject({ code: "INVALID_VALUE", offset: 0 });
        // Arrays without elements that are what they were are lists.
        const shrunk = new ArrayBuffer(type.size, { maxByteLength: type.size });
        const empty = [type.open(new ArrayBuffer(0), 0, 0), type.open(shrunk, type.size, 0)];
        for (const array of empty) {
          expect(attempt((w) => type.write(w, 0, array))).toEqual(
            Uint8Array.of(type.id, 0, 0, 0, 0),
          );
        }
      }
    });

    test("another length than there is", () => {
      for (const claim of [length + 1, length * 100, -1, NaN, 0.5, 2 ** 31, 2 ** 53, "5", null]) {
        const own = Object.defineProperty(typed(), "length", { value: claim });
        expect(
          attempt((w) => runtime.writeListI32(w, 0, own)),
          String(claim),
        ).toMatchObject({
          name: "ThriftError",
        });
        class Liar extends Int32Array {
          override get length(): number {
            return claim as number;
          }
        }
        const liar = new Liar(new ArrayBuffer(length * 4));
        expect(
          attempt((w) => runtime.writeListI32(w, 0, liar)),
          String(claim),
        ).toMatchObject({
          name: "ThriftError",
        });
      }
      // A shorter one hides elements, or is refused.
      const short = Object.defineProperty(typed(), "length", { value: 3 });
      const bytes = attempt((w) => runtime.writeListI32(w, 0, short));
      if (bytes instanceof Uint8Array) expect(bytes).toEqual(listOf(values.slice(0, 3)));
    });

    test.each([0, 1, 2])("a length that takes the memory away after %d answers", (answers) => {
      const a = typed();
      let asked = 0;
      Object.defineProperty(a, "length", {
        get: () => {
          if (asked++ === answers) structuredClone(a.buffer, { transfer: [a.buffer] });
          return length;
        },
      });
      const bytes = attempt((w) => runtime.writeListI32(w, 0, a));
      if (bytes instanceof Uint8Array) expect(bytes).toEqual(expected);
      else expect(bytes.code).toBe("INVALID_VALUE");
    });

    test("subclasses whose other members lie", () => {
      class Trap extends Int32Array {
        static get [Symbol.species](): Int32ArrayConstructor {
          return never();
        }
        override get buffer(): ArrayBuffer {
          return never();
        }
        override get byteOffset(): number {
          return never();
        }
        override get byteLength(): number {
          return never();
        }
        override subarray = never;
        override slice = never;
        override set = never;
        override [Symbol.iterator] = never;
      }
      const trap = new Trap(length);
      values.forEach((x, i) => (trap[i] = x));
      expect(attempt((w) => runtime.writeListI32(w, 0, trap))).toEqual(expected);
      const target = new Trap(length);
      const r = open();
      runtime.writeListI32(r, 0, values);
      runtime.copyIntoI32(r, 5, length, target);
      expect(values.every((x, i) => target[i] === x)).toBe(true);
    });

    test("Proxies and impostors of typed arrays are refused", () => {
      const impostors: unknown[] = [
        new Proxy(typed(), {}),
        new Proxy(typed(), { get: (target, key) => Reflect.get(target, key) as unknown }),
        Object.create(Int32Array.prototype),
        { __proto__: Int32Array.prototype, length: 3, 0: 1, 1: 2, 2: 3 },
        new Float32Array(length),
        new Uint32Array(length),
        new DataView(new ArrayBuffer(8)),
        new ArrayBuffer(8),
        { length, 0: 1 },
        "12",
      ];
      for (const [i, a] of impostors.entries()) {
        const result = attempt((w) => runtime.writeListI32(w, 0, a as Int32Array));
        expect(result, String(i)).toMatchObject({ name: "ThriftError", code: "INVALID_VALUE" });
      }
    });

    test("Proxies of arrays are arrays, read once", () => {
      const reads = new Map<string, number>();
      const proxy = new Proxy([...values], {
        get: (target, key) => {
          const name = String(key);
          reads.set(name, (reads.get(name) ?? 0) + 1);
          return Reflect.get(target, key) as unknown;
        },
      });
      expect(attempt((w) => runtime.writeListI32(w, 0, proxy))).toEqual(expected);
      expect([...reads.values()].every((count) => count === 1)).toBe(true);
      const long = new Proxy([...values], {
        get: (target, key) => (key === "length" ? length + 7 : Reflect.get(target, key)) as unknown,
      });
      expect(attempt((w) => runtime.writeListI32(w, 0, long))).toMatchObject({
        code: "MISSING_REQUIRED",
        offset: 5 + length * 4,
      });
    });

    test("getters that change the array", () => {
      const change: readonly (readonly [string, (a: number[]) => void])[] = [
        ["grow", (a) => a.push(1, 2, 3)],
        ["shrink", (a) => (a.length = 4)],
        ["empty", (a) => (a.length = 0)],
        ["fill with text", (a) => a.fill("5" as never)],
        ["fill with fractions", (a) => a.fill(0.5)],
      ];
      for (const [name, act] of change) {
        for (const at of [0, 2, 7, length - 1]) {
          const a = [...values];
          Object.defineProperty(a, at, {
            configurable: true,
            get: () => {
              Object.defineProperty(a, at, { value: values[at], writable: true });
              act(a);
              return values[at];
            },
          });
          const result = attempt((w) => runtime.writeListI32(w, 0, a));
          // All bytes are those of elements that were there, in the count that was claimed.
          if (result instanceof ThriftError) expect(result.code, name).not.toBe("TRUNCATED");
          else expect(result, name).toEqual(expected);
        }
      }
    });

    test("getters and Proxies that write other lists meanwhile", () => {
      let inner = 0;
      const encodeAnother = (): void => {
        inner++;
        const others = [
          typed(),
          [...values],
          Float64Array.from(values),
          BigInt64Array.from([1n, 2n]),
        ];
        for (const other of others) {
          const w = open();
          if (other instanceof Float64Array) runtime.writeListDouble(w, 0, other);
          else if (other instanceof BigInt64Array) runtime.writeListI64(w, 0, other);
          else {
            runtime.writeListI32(w, 0, other);
            expect(w.bytes.slice(0, expected.length)).toEqual(expected);
            expect(runtime.readTypedI32(Object.assign(w, { offset: 0 }))).toEqual(typed());
          }
        }
      };
      const at = [1, length >> 1, length - 1];
      const a = [...values];
      const big = values.map(BigInt);
      const double = [...values];
      for (const i of at) {
        for (const array of [a, big, double]) {
          const value = array[i];
          Object.defineProperty(array, i, {
            get: () => {
              encodeAnother();
              return value;
            },
          });
        }
      }
      expect(attempt((w) => runtime.writeListI32(w, 0, a))).toEqual(expected);
      const plain = (write: (w: Memory) => number): unknown => attempt(write);
      expect(plain((w) => runtime.writeListI64(w, 0, big))).toEqual(
        plain((w) => runtime.writeListI64(w, 0, BigInt64Array.from(values.map(BigInt)))),
      );
      expect(plain((w) => runtime.writeListDouble(w, 0, double))).toEqual(
        plain((w) => runtime.writeListDouble(w, 0, Float64Array.from(values))),
      );
      expect(inner).toBe(9);
    });

    test("getters that throw leave the stage to others", () => {
      const a = [...values];
      Object.defineProperty(a, length - 1, {
        get: () => {
          throw new TypeError("a getter throws");
        },
      });
      expect(attempt((w) => runtime.writeListI32(w, 0, a))).toMatchObject({
        code: "INVALID_VALUE",
      });
      expect(attempt((w) => runtime.writeListI32(w, 0, values))).toEqual(expected);
    });

    test("memory that is taken away while it is written", () => {
      const w = open();
      const a = [...values];
      Object.defineProperty(a, 5, {
        get: () => {
          structuredClone(w.bytes.buffer, { transfer: [w.bytes.buffer as ArrayBuffer] });
          return values[5];
        },
      });
      expect(() => runtime.writeListI32(w, 0, a)).toThrow(TypeError);
      expect(attempt((other) => runtime.writeListI32(other, 0, values))).toEqual(expected);
    });
  });

  test.each(elementTypes)("targets of $name that do not fit stay as they are", (type) => {
    const r = open();
    const source = type.open(new ArrayBuffer(100 * type.size), 0, 100);
    r.end = type.write(r, 0, source);
    const target = type.open(new ArrayBuffer(100 * type.size), 0, 100);
    target.fill((type.name === "i64" ? 7n : 7) as never);
    const copy = target.slice();
    const other = elementTypes.find(({ size, name }) => size !== type.size && name !== type.name);
    const refusals: readonly (readonly [number, number, unknown, string])[] = [
      [5, 100, target.subarray(1), "SIZE_LIMIT"],
      [5, 101, target, "SIZE_LIMIT"],
      [5, -1, target, "SIZE_LIMIT"],
      [5, NaN, target, "SIZE_LIMIT"],
      [6, 100, target, "TRUNCATED"],
      [-1, 100, target, "TRUNCATED"],
      [NaN, 100, target, "TRUNCATED"],
      [2 ** 31, 1, target, "TRUNCATED"],
      [5, 1, other?.open(new ArrayBuffer(800), 0, 10), "INVALID_VALUE"],
      [5, 1, new Proxy(target, {}), "INVALID_VALUE"],
      [5, 1, [], "INVALID_VALUE"],
      [5, 1, null, "MISSING_REQUIRED"],
    ];
    for (const [o, count, into, code] of refusals) {
      expect(() => type.copyInto(r, o, count, into as TypedArray)).toThrow(failing(code));
      expect(target).toEqual(copy);
    }
    type.copyInto(r, 5, 100, target);
    expect(target).toEqual(source);
  });
});
