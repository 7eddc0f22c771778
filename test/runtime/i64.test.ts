/** i64 as number, bigint and text: extremes, what is out of range, and what is of another type. */
import * as runtime from "@thriftgen/runtime/codegen-v1";
import { ThriftError, type ThriftErrorCode } from "@thriftgen/runtime";
import { describe, expect, test } from "vitest";
import { Memory } from "../../packages/runtime/src/memory.js";

const open = (): Memory => new Memory(new Uint8Array(256));

interface Form {
  readonly write: (w: Memory, x: never) => void;
  /** As a field, which may have a default. */
  readonly put: (d: DataView, o: number, h: number, x: never, fallback?: never) => void;
  readonly read: (r: Memory) => unknown;
  readonly fits: readonly unknown[];
  readonly refused: readonly (readonly [unknown, ThriftErrorCode])[];
  readonly fallback: unknown;
}

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
const safe = Number.MAX_SAFE_INTEGER;

const forms: Readonly<Record<string, Form>> = {
  number: {
    write: (w, x) => runtime.writeI64Number(w, 0, x),
    put: runtime.putI64Number as Form["put"],
    read: (r) => runtime.readI64Number(r, 0),
    fits: [0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1, safe, -safe],
    refused: [
      [2 ** 53, "OUT_OF_RANGE"],
      [-(2 ** 53), "OUT_OF_RANGE"],
      [0.5, "OUT_OF_RANGE"],
      [NaN, "OUT_OF_RANGE"],
      [Infinity, "OUT_OF_RANGE"],
      [1n, "INVALID_VALUE"],
      ["1", "INVALID_VALUE"],
      [true, "INVALID_VALUE"],
      [{}, "INVALID_VALUE"],
    ],
    fallback: 7,
  },
  bigint: {
    write: (w, x) => runtime.writeI64Bigint(w, 0, x),
    put: runtime.putI64Bigint as Form["put"],
    read: (r) => r.view.getBigInt64(0),
    fits: [0n, 1n, -1n, 2n ** 32n, -(2n ** 32n), 2n ** 53n, least, most],
    refused: [
      [most + 1n, "OUT_OF_RANGE"],
      [least - 1n, "OUT_OF_RANGE"],
      [2n ** 64n, "OUT_OF_RANGE"],
      [2n ** 1000n, "OUT_OF_RANGE"],
      [1, "INVALID_VALUE"],
      ["1", "INVALID_VALUE"],
      [{ valueOf: () => 1n }, "INVALID_VALUE"],
    ],
    fallback: 7n,
  },
  string: {
    write: (w, x) => runtime.writeI64String(w, 0, x),
    put: runtime.putI64String as Form["put"],
    read: (r) => String(r.view.getBigInt64(0)),
    fits: ["0", "1", "-1", "4294967296", String(2n ** 53n), String(least), String(most)],
    refused: [
      [String(most + 1n), "OUT_OF_RANGE"],
      [String(least - 1n), "OUT_OF_RANGE"],
      ["", "INVALID_VALUE"],
      ["-", "INVALID_VALUE"],
      ["+1", "INVALID_VALUE"],
      ["-0", "INVALID_VALUE"],
      ["007", "INVALID_VALUE"],
      [" 1", "INVALID_VALUE"],
      ["1 ", "INVALID_VALUE"],
      ["1\n", "INVALID_VALUE"],
      ["1.0", "INVALID_VALUE"],
      ["1e3", "INVALID_VALUE"],
      ["0x10", "INVALID_VALUE"],
      ["1n", "INVALID_VALUE"],
      ["9".repeat(1_000_000), "INVALID_VALUE"],
      [1, "INVALID_VALUE"],
      [1n, "INVALID_VALUE"],
      [["1"], "INVALID_VALUE"],
    ],
    fallback: "7",
  },
};

const failing = (code: ThriftErrorCode): ThriftError =>
  expect.objectContaining({ name: "ThriftError", code }) as ThriftError;

describe.each(Object.entries(forms))("i64 as %s", (_name, form) => {
  test("what fits comes back, in big-endian order", () => {
    for (const value of form.fits) {
      const w = open();
      form.write(w, value as never);
      expect(form.read(w)).toBe(value);
      expect(w.view.getBigInt64(0)).toBe(BigInt(value as number | bigint | string));
      form.put(w.view, 20, 0x0a000100, value as never);
      expect(w.bytes.slice(23, 31)).toEqual(w.bytes.slice(0, 8));
      expect(w.view.getInt32(20) >>> 8).toBe(0x0a0001);
    }
  });

  test.each(form.refused)("%s is refused", (value, code) => {
    const { view } = open();
    expect(() => form.write(open(), value as never)).toThrow(failing(code));
    expect(() => form.put(view, 0, 0x0a000100, value as never)).toThrow(failing(code));
    expect(() => form.put(view, 0, 0, value as never, form.fallback as never)).toThrow(
      failing(code),
    );
  });

  test("unset is the default, or an error where there is none", () => {
    for (const unset of [undefined, null] as never[]) {
      const { view } = open();
      form.put(view, 0, 0x0a000100, unset, form.fallback as never);
      expect(view.getBigInt64(3)).toBe(7n);
      expect(() => form.put(view, 0, 0, unset)).toThrow(failing("MISSING_REQUIRED"));
      expect(() => form.write(open(), unset)).toThrow(ThriftError);
    }
  });
});

test.each([2n ** 53n, -(2n ** 53n), 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 62n, least, most])(
  "%d on the wire is no number",
  (value) => {
    const r = open();
    r.view.setBigInt64(0, value);
    expect(() => runtime.readI64Number(r, 0)).toThrow(failing("OUT_OF_RANGE"));
  },
);

test("typed lists hold the same elements as lists of bigint, wherever they begin in their buffer", () => {
  const elements = [0n, 1n, -1n, least, most, 2n ** 32n, -(2n ** 32n), 0x0102030405060708n];
  for (let n = 0; n <= elements.length; n++) {
    const plain = elements.slice(0, n);
    const typed = BigInt64Array.from([7n, ...plain, 7n]).subarray(1, n + 1);
    const [fromPlain, fromTyped] = [open(), open()];
    const end = runtime.writeListI64(fromPlain, 3, plain);
    expect(runtime.writeListI64(fromTyped, 3, typed)).toBe(end);
    expect(fromTyped.bytes.subarray(0, end)).toEqual(fromPlain.bytes.subarray(0, end));
    fromTyped.offset = 3;
    fromTyped.end = end;
    expect(runtime.readTypedI64(fromTyped)).toEqual(BigInt64Array.from(plain));
    expect(fromTyped.offset).toBe(end);
  }
});
