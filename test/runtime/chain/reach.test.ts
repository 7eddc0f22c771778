/** Which nodes an access looks at: a chain that is read piece by piece takes time by its bytes, not by its nodes each time. */
import { expect, test } from "vitest";
import { ChainBuffer } from "@thriftgen/runtime";

const size = 5000;

function numbered(): Uint8Array[] {
  return Array.from({ length: 8 }, (_, i) => new Uint8Array(size).fill(i));
}

test("peeking across two nodes looks at no other node", () => {
  const parts = numbered();
  const chain = ChainBuffer.from(parts, { threshold: 1 });
  chain.skip(2 * size - 2);
  const far = parts[6] as Uint8Array;
  structuredClone(far.buffer, { transfer: [far.buffer as ArrayBuffer] });
  expect(chain.next(4)).toEqual(Uint8Array.of(1, 1, 2, 2));
  expect(chain.peek(size)).toEqual(
    Uint8Array.from({ length: size }, (_, i) => (i < size - 2 ? 2 : 3)),
  );
  expect(() => chain.peek(5 * size)).toThrow("INVALID_VALUE");
  expect(() => chain.toBytes()).toThrow("INVALID_VALUE");
});

test("copied are the bytes that were asked for", () => {
  const chain = ChainBuffer.from(numbered(), { threshold: 1 });
  const whole = chain.toBytes();
  expect(whole).toEqual(Uint8Array.from({ length: 8 * size }, (_, i) => Math.floor(i / size)));
  expect(chain.statistics().copied).toBe(8 * size);
  for (const [start, n] of [
    [0, size + 1],
    [size - 1, 2 * size + 2],
    [3 * size, 5 * size],
  ] as const) {
    const part = chain.slice(start);
    expect(part.peek(n)).toEqual(whole.subarray(start, start + n));
    expect(part.statistics().copied).toBe(n);
    part.release();
  }
});
