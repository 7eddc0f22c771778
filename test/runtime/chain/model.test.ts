/** A chain does to its bytes what a plain array does, whatever is done in which order. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { ChainBuffer, ChainCursor } from "@thriftgen/runtime";

const someBytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  // Around the threshold below, the size of a small node and that of a piece.
  fc.tuple(fc.constantFrom(63, 64, 900, 4095, 4096, 9000), fc.nat(255)).map(([n, x]) => {
    return Uint8Array.from({ length: n }, (_, index) => index * 7 + x);
  }),
);
const step = fc.record({
  kind: fc.constantFrom(
    ...(["append", "copy", "reserve", "insert", "replace", "nested", "slice", "read"] as const),
  ),
  bytes: someBytes,
  a: fc.double({ min: 0, max: 1, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function applyStep(chain: ChainBuffer, model: number[], { kind, bytes, a, b }: Step): ChainBuffer {
  const start = Math.floor(Math.min(a, b) * model.length);
  const end = Math.floor(Math.max(a, b) * model.length);
  if (kind === "append" || kind === "copy") {
    chain.append(bytes, { copy: kind === "copy" });
    model.push(...bytes);
  } else if (kind === "reserve") {
    chain.reserve(bytes.length + 3).set(bytes);
    chain.commit(bytes.length);
    model.push(...bytes);
  } else if (kind === "insert") {
    chain.insert(start, bytes);
    model.splice(start, 0, ...bytes);
  } else if (kind === "replace") {
    chain.replace(start, end, bytes);
    model.splice(start, end - start, ...bytes);
  } else if (kind === "nested") {
    const part = chain.slice(start, Math.min(end, start + 5000));
    model.splice(start, 0, ...model.slice(start, Math.min(end, start + 5000)));
    chain.insert(start, part);
    part.release();
  } else if (kind === "slice") {
    const part = chain.slice(start);
    chain.release();
    model.splice(0, start);
    return part;
  } else {
    const part = chain.slice();
    part.skip(start);
    const wanted = Uint8Array.from(model.slice(start, end));
    expect(Buffer.compare(part.peek(end - start), wanted)).toBe(0);
    expect(Buffer.compare(part.next(end - start), wanted)).toBe(0);
    expect(part.offset).toBe(end);
    part.release();
  }
  return chain;
}

it("agrees with an array over 12,000 random steps", () => {
  let steps = 0;
  const run = (script: readonly Step[]): void => {
    let chain = new ChainBuffer({ threshold: 64 });
    const model: number[] = [];
    for (const one of script) {
      steps += 1;
      chain = applyStep(chain, model, one);
      expect(chain.length).toBe(model.length);
      if (model.length > 40_000)
        model.length = chain.replace(20_000, chain.length, new Uint8Array(0)).length;
      const small = chain.chunks().filter((chunk) => chunk.length < 4096);
      expect(small.length).toBeLessThanOrEqual(16);
      expect(chain.chunks().every((chunk) => chunk.length > 0)).toBe(true);
    }
    expect(Buffer.compare(chain.toBytes(), Uint8Array.from(model))).toBe(0);
    const cursor = new ChainCursor(chain);
    for (let at = model.length - 1; at >= 0; at -= 37) expect(cursor.byteAt(at)).toBe(model[at]);
    chain.release();
  };
  const scripts = fc.array(step, { minLength: 60, maxLength: 60, size: "max" });
  fc.assert(fc.property(scripts, run), { numRuns: 200, seed: 7, endOnFailure: true });
  expect(steps).toBeGreaterThanOrEqual(10_000);
});

it("iterates over bytes cut anywhere", () => {
  const whole = Uint8Array.from({ length: 40 }, (_, index) => index);
  for (let cut = 0; cut <= whole.length; cut++) {
    const parts = [whole.subarray(0, cut), whole.subarray(cut)];
    const chain = ChainBuffer.from(parts, { threshold: 1 });
    expect([...chain]).toEqual([...whole]);
    expect(chain.next(40)).toEqual(whole);
    chain.release();
  }
});

it("copies each byte of small pieces twice at most, however many are added", () => {
  const count = 5000;
  for (const size of [1, 10, 100, 1000, 4000, 5000]) {
    const bytes = new Uint8Array(size).fill(size);
    const chain = ChainBuffer.from(Array<Uint8Array>(count).fill(bytes), { threshold: 0 });
    const { nodes, copied } = chain.statistics();
    expect(chain.length).toBe(size * count);
    expect(copied).toBeLessThanOrEqual(size * count * 2);
    expect(nodes).toBeLessThanOrEqual((size * count) / 4096 + 17);
    expect(chain.toBytes().every((byte) => byte === (size & 255))).toBe(true);
    chain.release();
  }
});
