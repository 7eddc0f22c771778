/** What the engine's own text functions are good at: measured once, not taken from a version. */
import type { NativeBuffer, NativeText } from "./text-native.js";

/** Characters of the samples. */
const sample = 512;

/**
 * How many times as long the engine decodes CJK as it does ASCII of as many bytes: a vectorised decoder needs up to 2 times as long
 * (Node 24 and 26), others 10 to 60 times. Compared with itself, so that a cold JIT has no say.
 */
export function compareSlices(engine: NativeText): number {
  const wide = new Uint8Array(sample * 3).map((_, i) => (i % 3 === 0 ? 0xe4 : 0xb8));
  const ascii = wide.map(() => 97);
  const slice = (bytes: Uint8Array) => () => void engine.utf8Slice.call(bytes, 0, sample * 3);
  return leastTime(slice(wide)) / leastTime(slice(ascii));
}

/**
 * How many times as long the engine encodes CJK as it hands over its units, by which vectors get them: 5.5 to 8 up to Node 24, 2 to
 * 2.5 in Node 26 and Bun, whose encoders beat vectors, and 0.1 in Deno, where a loop in JavaScript hands them over.
 */
export function compareWrites(engine: NativeText): number {
  const target = new Uint8Array(sample * 3);
  const text = "\u4e2d".repeat(sample);
  const encode = (): void => void engine.utf8Write.call(target, text, 0, sample * 3);
  const copy = (): void => void engine.ucs2Write.call(target, text, 0, sample * 3);
  return leastTime(encode) / leastTime(copy);
}

/** Bytes of a text beside which a call takes nothing. */
const longSample = 8192;

/**
 * Whether counting the bytes of ASCII text takes less than copying them: 0.4 of that on Node 26, 3 times that on Node 24. Engines
 * before V8 13 count fast where code is optimised, of which a sample knows nothing; they are known by what they lack.
 */
export function countsFast({ byteLength, prototype }: NativeBuffer): boolean {
  if (!("f16round" in Math)) return true;
  const text = "a".repeat(longSample);
  const target = new Uint8Array(longSample);
  const count = leastTime(() => void byteLength(text));
  return count < leastTime(() => void prototype.utf8Write.call(target, text, 0, longSample));
}

/** Whether `utf8Write` looks at ASCII text character by character: V8 before 11.7, known by what it lacks. */
export const isWriteSlow = !("groupBy" in Object);

function leastTime(work: () => void): number {
  let least = Infinity;
  for (let round = 0; round < 16; round++) {
    const start = performance.now();
    for (let i = 0; i < 4; i++) work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
