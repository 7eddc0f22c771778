/**
 * The WebAssembly tier: elements are copied into a small memory of its own, swapped or converted there, and copied out, 16 KB at a
 * time. The engine's `set` copies, so neither alignment nor the kind of the other array matters.
 */
import { kernels } from "./kernels.js";

/** Bytes that are staged at once. */
export const stageSize = 16_384;
/** Of so many bytes or elements views are kept: making one takes as long as swapping 4 KB. */
const keptBytes = 4096;
const keptElements = 1024;

/** Swaps the bytes of all elements before `end`, and of up to 127 bytes behind it. */
type Swap = (end: number) => void;

/**
 * Turns numbers in whole blocks of eight into i64 in network order, until `end` or until a block holds anything else than safe
 * integers: returns the offset of that block, or any from `end` on.
 */
type MakeIntegers = (end: number) => number;

type Kernels = Readonly<
  Record<"swap16" | "swap32" | "swap64", Swap> & Record<"integer64", MakeIntegers>
>;

/** One per realm. 64 KiB that never grow, because each memory takes 8 to 10 GB of address space and growing detaches views. */
export class Stage {
  /** Holds elements of a list while code of the user runs, such as getters: others must not touch it. */
  busy = false;
  readonly swap16: Swap;
  readonly swap32: Swap;
  readonly swap64: Swap;
  readonly integer64: MakeIntegers;
  readonly bytes: Uint8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly i64: BigInt64Array;
  readonly f64: Float64Array;
  // At most 0.6 MB of views, if lists of all these lengths are seen.
  private readonly firstBytes = Array<Uint8Array | undefined>(keptBytes / 2 + 1).fill(undefined);
  private readonly first16 = Array<Int16Array | undefined>(keptElements + 1).fill(undefined);
  private readonly first32 = Array<Int32Array | undefined>(keptElements + 1).fill(undefined);
  private readonly first64 = Array<BigInt64Array | undefined>(keptElements + 1).fill(undefined);
  private readonly firstF64 = Array<Float64Array | undefined>(keptElements + 1).fill(undefined);

  constructor(buffer: ArrayBuffer, { swap16, swap32, swap64, integer64 }: Kernels) {
    this.swap16 = swap16;
    this.swap32 = swap32;
    this.swap64 = swap64;
    this.integer64 = integer64;
    this.bytes = new Uint8Array(buffer, 0, stageSize);
    this.i16 = new Int16Array(buffer, 0, stageSize / 2);
    this.i32 = new Int32Array(buffer, 0, stageSize / 4);
    this.i64 = new BigInt64Array(buffer, 0, stageSize / 8);
    this.f64 = new Float64Array(buffer, 0, stageSize / 8);
  }

  /** The first `n` bytes, an even number. */
  takeBytes(n: number): Uint8Array {
    if (n > keptBytes)
      return n === stageSize ? this.bytes : new Uint8Array(this.bytes.buffer, 0, n);
    return (this.firstBytes[n >> 1] ??= new Uint8Array(this.bytes.buffer, 0, n));
  }

  take16(n: number): Int16Array {
    if (n > keptElements) return new Int16Array(this.bytes.buffer, 0, n);
    return (this.first16[n] ??= new Int16Array(this.bytes.buffer, 0, n));
  }

  take32(n: number): Int32Array {
    if (n > keptElements) return new Int32Array(this.bytes.buffer, 0, n);
    return (this.first32[n] ??= new Int32Array(this.bytes.buffer, 0, n));
  }

  take64(n: number): BigInt64Array {
    if (n > keptElements) return new BigInt64Array(this.bytes.buffer, 0, n);
    return (this.first64[n] ??= new BigInt64Array(this.bytes.buffer, 0, n));
  }

  takeF64(n: number): Float64Array {
    if (n > keptElements) return new Float64Array(this.bytes.buffer, 0, n);
    return (this.firstF64[n] ??= new Float64Array(this.bytes.buffer, 0, n));
  }
}

/** The stage, or why there is none. Takes 1 to 3 ms. */
export function createStage(): Stage | string {
  if (typeof WebAssembly !== "object") return "this engine has no WebAssembly";
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const code = Uint8Array.from(atob(kernels), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), {
      list: { memory },
    });
    const stage = new Stage(memory.buffer, exports as Kernels);
    return isRight(stage) ? stage : "its kernels fail their test";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One block and one vector by each swap; on big-endian machines a number is not what the kernels take it for. */
function isRight(stage: Stage): boolean {
  const { bytes, i16, swap16, swap32, swap64 } = stage;
  i16[0] = 1;
  if (bytes[0] !== 1) return false;
  const swaps = ([2, 4, 8] as const).every((size) => {
    for (let i = 0; i < 256; i++) bytes[i] = i;
    ({ 2: swap16, 4: swap32, 8: swap64 })[size](144);
    return bytes.subarray(0, 144).every((byte, i) => byte === (i ^ (size - 1)));
  });
  return swaps && makesIntegers(stage);
}

/** A block of integers with all that halves can be, and one that it must refuse. */
function makesIntegers({ bytes, f64, integer64 }: Stage): boolean {
  const view = new DataView(bytes.buffer);
  const most = Number.MAX_SAFE_INTEGER;
  const numbers = [0, -0, 1, -1, most, -most, 0x80000000, -0x100000001];
  f64.set([...numbers, 0.5]);
  return (
    integer64(128) === 64 &&
    numbers.every((number, i) => view.getBigInt64(i * 8) === BigInt(number))
  );
}
