/** What holds for every decode, whatever the bytes are. */
import { expect } from "vitest";
import { ThriftError } from "@thriftgen/runtime";

const watched: readonly object[] = [
  Object.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Uint8Array.prototype,
  Function.prototype,
  Error.prototype,
];

/** Every own property of the watched prototypes, as text; equal texts mean that nothing was touched. */
export function describePrototypes(): string {
  return watched
    .map((prototype) =>
      Reflect.ownKeys(prototype)
        .map((key) => {
          const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
          return `${String(key)}:${typeof descriptor?.value}:${descriptor?.writable}`;
        })
        .join(),
    )
    .join("\n");
}

const knownCodes: ReadonlySet<string> = new Set([
  "TRUNCATED",
  "NEGATIVE_SIZE",
  "SIZE_LIMIT",
  "DEPTH_LIMIT",
  "INVALID_TYPE",
  "INVALID_DATA",
  "INVALID_UTF8",
  "MISSING_REQUIRED",
  "TRAILING_BYTES",
  "OUT_OF_RANGE",
]);

/** Runs a decode that may fail and returns its result, or the error after checking its form. */
export function attemptDecode<T>(
  size: number,
  decode: () => T,
):
  | { readonly isOk: true; readonly value: T }
  | { readonly isOk: false; readonly error: ThriftError } {
  try {
    return { isOk: true, value: decode() };
  } catch (error) {
    // Millions of these are checked: plain comparisons first, the matchers only to tell what is wrong.
    if (!(error instanceof ThriftError)) throw new Error("no ThriftError", { cause: error });
    const { code, offset, path } = error;
    const isPlaced = Number.isInteger(offset) && offset >= 0 && offset <= size;
    if (!knownCodes.has(code) || !isPlaced || typeof path !== "string") {
      expect.fail(`code ${code}, offset ${offset} of ${size}, path ${path}`);
    }
    return { isOk: false, error };
  }
}

/**
 * Bytes by which heap and buffers grew during `action`, the smallest of three runs: what other work of the process
 * allocates differs from run to run, what the action itself must allocate does not.
 */
export function measureGrowth(action: () => void): number {
  let smallest = Infinity;
  for (let run = 0; run < 3; run++) {
    const before = process.memoryUsage();
    action();
    const after = process.memoryUsage();
    const growth =
      after.heapUsed - before.heapUsed + Math.max(0, after.arrayBuffers - before.arrayBuffers);
    smallest = Math.min(smallest, growth);
  }
  return smallest;
}

/** Milliseconds of the fastest of `runs` runs. */
export function measureTime(runs: number, action: () => void): number {
  let fastest = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    action();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}
