/** Element types and tiers of the list tests, and what the wire must hold by DataView alone. */
import * as runtime from "@thriftgen/runtime/codegen-v1";
import { configureLists, simdInfo, type ListTier } from "@thriftgen/runtime";
import type { Memory } from "../../../packages/runtime/src/memory.js";

export type TypedArray = Int16Array | Int32Array | BigInt64Array | Float64Array;
type Plain = readonly number[] | readonly bigint[];

export interface ElementType {
  readonly name: string;
  /** The wire's type id. */
  readonly id: number;
  readonly size: number;
  /** A view of `n` elements. */
  readonly open: (buffer: ArrayBuffer, byteOffset: number, n: number) => TypedArray;
  /** As the truth has it. */
  readonly store: (d: DataView, o: number, x: number | bigint) => void;
  readonly write: (w: Memory, o: number, a: TypedArray) => number;
  readonly writePlain: (w: Memory, o: number, a: Plain) => number;
  readonly read: (r: Memory) => TypedArray;
  readonly readPlain: (r: Memory) => Plain;
  readonly copyInto: (r: Memory, o: number, n: number, target: TypedArray) => void;
  /** Values that hit edges. */
  readonly extremes: readonly (number | bigint)[];
}

// Each row is for one class of arrays; the table is for all.
const rows = {
  i16: {
    id: 6,
    size: 2,
    open: (buffer: ArrayBuffer, o: number, n: number) => new Int16Array(buffer, o, n),
    store: (d: DataView, o: number, x: number) => d.setInt16(o, x),
    write: runtime.writeTypedI16,
    writePlain: runtime.writeNumbersI16,
    read: runtime.readTypedI16,
    readPlain: runtime.readListI16,
    copyInto: runtime.copyIntoI16,
    extremes: [0, -0, 1, -1, 32767, -32768, 0x0102, 255, 256, -256],
  },
  i32: {
    id: 8,
    size: 4,
    open: (buffer: ArrayBuffer, o: number, n: number) => new Int32Array(buffer, o, n),
    store: (d: DataView, o: number, x: number) => d.setInt32(o, x),
    write: runtime.writeTypedI32,
    writePlain: runtime.writeNumbersI32,
    read: runtime.readTypedI32,
    readPlain: runtime.readListI32,
    copyInto: runtime.copyIntoI32,
    extremes: [0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0x01020304, 2 ** 30, -(2 ** 30) - 1],
  },
  i64: {
    id: 10,
    size: 8,
    open: (buffer: ArrayBuffer, o: number, n: number) => new BigInt64Array(buffer, o, n),
    store: (d: DataView, o: number, x: bigint) => d.setBigInt64(o, x),
    write: runtime.writeTypedI64,
    writePlain: runtime.writeBigintsI64,
    read: runtime.readTypedI64,
    readPlain: runtime.readListI64,
    copyInto: runtime.copyIntoI64,
    extremes: [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, -(2n ** 53n), 2n ** 32n],
  },
  double: {
    id: 4,
    size: 8,
    open: (buffer: ArrayBuffer, o: number, n: number) => new Float64Array(buffer, o, n),
    store: (d: DataView, o: number, x: number) => d.setFloat64(o, x),
    write: runtime.writeTypedDouble,
    writePlain: runtime.writeNumbersDouble,
    read: runtime.readTypedDouble,
    readPlain: runtime.readListDouble,
    copyInto: runtime.copyIntoDouble,
    extremes: [0, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 0.1],
  },
};

export const elementTypes: readonly ElementType[] = Object.entries(rows).map(
  ([name, row]) => ({ name, ...row }) as unknown as ElementType,
);

const tierNames: readonly ListTier[] = ["js", "wasm", "native"];

/** Every tier that this machine has. */
export const tiers: readonly ListTier[] = tierNames.filter((tier) => {
  forceTier(tier);
  const present = simdInfo().tier === tier;
  configureLists();
  return present;
});

/** From the first element on. */
export function forceTier(tier: ListTier): void {
  const { thresholds } = simdInfo();
  const none = Object.fromEntries(Object.keys(thresholds).map((key) => [key, 0]));
  configureLists({ tier, thresholds: none });
}

/** A small generator of numbers, so that a run can be repeated. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * `n` elements, one in eight of them an extreme, else random bits; of doubles NaNs with payloads too. And the same big-endian,
 * byte by byte, so that no DataView of the tested code is trusted.
 */
export function createElements(
  type: ElementType,
  n: number,
  random: (below: number) => number,
): { readonly elements: TypedArray; readonly wire: Uint8Array } {
  const bytes = new Uint8Array(n * type.size);
  for (let i = 0; i < bytes.length; i++) bytes[i] = random(256);
  const elements = type.open(bytes.buffer, 0, n);
  const d = new DataView(bytes.buffer);
  for (let i = 0; i < n; i++) {
    const kind = random(type.name === "double" ? 16 : 8);
    const extreme = type.extremes[random(type.extremes.length)];
    if (kind === 0 && extreme !== undefined) elements[i] = extreme;
    // A NaN: quiet, of either sign, with what is left of the payload.
    if (kind === 8) d.setUint16(i * 8 + 6, 0x7ff8 | (random(2) << 15) | random(8), true);
  }
  return { elements, wire: reverseEach(bytes, type.size) };
}

function reverseEach(bytes: Uint8Array, size: number): Uint8Array {
  const reversed = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const within = i % size;
    reversed[i - within + size - 1 - within] = bytes[i] as number;
  }
  return reversed;
}
