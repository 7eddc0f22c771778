/** The native tier of Bun without the add-on, run by Node's swaps of Buffer: as strict as the kernels in C. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { bufferKernels } from "../../../packages/runtime/src/list/buffer-kernels.js";
import type { NativeKernels } from "../../../packages/runtime/src/list/native.js";

afterEach(() => vi.unstubAllGlobals());

function openKernels(): NativeKernels {
  vi.stubGlobal("Bun", {});
  const kernels = bufferKernels();
  if (kernels === undefined) throw new Error("there are none");
  return kernels;
}

test("are for Bun alone", () => {
  expect(bufferKernels()).toBeUndefined();
});

describe.each([
  ["swap16", 2, Int16Array],
  ["swap32", 4, Int32Array],
  ["swap64", 8, Float64Array],
] as const)("%s", (name, size, Typed) => {
  const n = 5;
  const bytes = Uint8Array.from({ length: n * size }, (_, i) => i * 3 + 1);
  const swapped = Uint8Array.from(bytes, (_, i) => bytes[i ^ (size - 1)] ?? 0);

  test("swaps between arrays and DataViews at any place", () => {
    const swap = openKernels()[name];
    const target = new Uint8Array(n * size + 3);
    expect(swap(target, 3, new Typed(bytes.slice().buffer), 0, n)).toBe(n);
    expect(target.subarray(3)).toEqual(swapped);
    const back = new Typed(n);
    expect(swap(back, 0, new DataView(target.buffer), 3, n)).toBe(n);
    expect(new Uint8Array(back.buffer)).toEqual(bytes);
  });

  test("refuses what is too short or detached", () => {
    const swap = openKernels()[name];
    const target = new Uint8Array(n * size).fill(0xee);
    const source = new Typed(n);
    expect(swap(target, 1, source, 0, n)).toBe(0);
    expect(swap(target, 0, source, size, n)).toBe(0);
    structuredClone(source.buffer, { transfer: [source.buffer] });
    expect(swap(target, 0, source, 0, n)).toBe(0);
    expect(target.every((byte) => byte === 0xee)).toBe(true);
  });

  test("takes the memory of an array, not what it says of itself", () => {
    const swap = openKernels()[name];
    const other = new ArrayBuffer(n * size * 10);
    const lie = <T extends ArrayBufferView>(array: T): T =>
      Object.defineProperties(array, {
        buffer: { value: other },
        byteOffset: { value: 8 },
        byteLength: { value: 1e6 },
      });
    const target = new Uint8Array(n * size);
    expect(swap(target, 0, lie(new Typed(bytes.slice().buffer)), 0, n)).toBe(n);
    expect(target).toEqual(swapped);
    expect(swap(target, 0, lie(new Typed(n - 1)), 0, n)).toBe(0);
    const own = new ArrayBuffer(n * size);
    expect(swap(lie(new Typed(own)), 0, target, 0, n)).toBe(n);
    expect(new Uint8Array(own)).toEqual(bytes);
    expect(new Uint8Array(other).every((byte) => byte === 0)).toBe(true);
  });
});
