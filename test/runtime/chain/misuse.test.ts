/** Hostile bytes, misuse and the life of memory: typed errors, never foreign bytes. */
import { describe, expect, it } from "vitest";
import {
  allocateBlock,
  ChainBuffer,
  ChainCursor,
  limits,
  poolStatistics,
  revokeBlock,
  wrapBlock,
} from "@thriftgen/runtime";

/** Above the default threshold. */
const large = (fill = 7): Uint8Array => new Uint8Array(70_000).fill(fill);
const code = (name: string): object => expect.objectContaining({ name: "ThriftError", code: name });

/** Copies, references, joins small nodes, slices and releases. */
function work(): void {
  const chain = ChainBuffer.from([new Uint8Array(100), large(), new Uint8Array(100)]);
  for (let at = 0; at < 20; at++) chain.insert(at * 300, Uint8Array.of(at));
  const part = chain.slice(50, 9000);
  chain.release();
  part.replace(0, 10, Uint8Array.of(1));
  part.release();
}

function detach(bytes: Uint8Array): void {
  structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
}

describe("bytes by reference", () => {
  it("refers from the threshold on, and copies below, on demand, and what may change its length", () => {
    const growing = new ArrayBuffer(70_000, { maxByteLength: 80_000 });
    const shared = new SharedArrayBuffer(70_000);
    const few = new Uint8Array(65_535);
    const bytes = large();
    expect(ChainBuffer.from(bytes).chunks()[0]?.buffer).toBe(bytes.buffer);
    expect(ChainBuffer.from(few).chunks()[0]?.buffer).not.toBe(few.buffer);
    expect(ChainBuffer.from(few, { threshold: 65_535 }).chunks()[0]?.buffer).toBe(few.buffer);
    expect(new ChainBuffer().append(bytes, { copy: true }).chunks()[0]?.buffer).not.toBe(
      bytes.buffer,
    );
    expect(new ChainBuffer(null).append(bytes, null).chunks()[0]?.buffer).toBe(bytes.buffer);
    for (const buffer of [growing, shared]) {
      const chain = ChainBuffer.from(new Uint8Array(buffer));
      if (buffer === growing) growing.resize(0);
      expect(chain.toBytes()).toEqual(new Uint8Array(70_000));
    }
  });

  it("hands out nothing when bytes were detached before the flush", () => {
    const bytes = large();
    const chain = ChainBuffer.from([new Uint8Array(5), bytes, large(8)]);
    detach(bytes);
    const lost = expect.objectContaining({ code: "INVALID_VALUE", offset: 5 });
    expect(() => chain.chunks()).toThrow(lost);
    expect(() => chain.toBytes()).toThrow(lost);
    expect(() => new ChainCursor(chain).byteAt(6)).toThrow(code("INVALID_VALUE"));
    chain.skip(5);
    expect(() => chain.peek(2)).toThrow(lost);
    chain.release();
  });

  it("does not believe subclasses", () => {
    class Liar extends Uint8Array {
      override get length(): number {
        return 1e9;
      }
      override subarray(): never {
        throw new Error("called");
      }
    }
    expect(ChainBuffer.from(new Liar([1, 2, 3])).toBytes()).toEqual(Uint8Array.of(1, 2, 3));
    expect(ChainBuffer.from(new Liar(66_000)).toBytes()).toEqual(new Uint8Array(66_000));
    const fake = Object.create(Uint8Array.prototype) as Uint8Array;
    expect(() => new ChainBuffer().append(fake)).toThrow(code("INVALID_VALUE"));
    const gone = large();
    detach(gone);
    expect(new ChainBuffer().append(gone).length).toBe(0);
  });
});

describe("offsets and sizes", () => {
  it("refuses all outside", () => {
    const chain = ChainBuffer.from(Uint8Array.of(1, 2, 3));
    for (const bad of [-1, 4, 1.5, NaN, Infinity]) {
      expect(() => chain.peek(bad)).toThrow(code("TRUNCATED"));
      expect(() => chain.skip(bad)).toThrow(code("TRUNCATED"));
      expect(() => chain.slice(bad)).toThrow(code("TRUNCATED"));
      expect(() => chain.insert(bad, large())).toThrow(code("TRUNCATED"));
      expect(() => chain.replace(0, bad, large())).toThrow(code("TRUNCATED"));
      expect(() => new ChainCursor(chain).byteAt(bad)).toThrow(code("TRUNCATED"));
    }
    for (const bad of [-1, 0.5, NaN, limits.message, Infinity]) {
      expect(() => chain.reserve(bad)).toThrow(code("SIZE_LIMIT"));
    }
    expect(() => chain.commit(1)).toThrow(code("SIZE_LIMIT"));
    chain.reserve(4);
    expect(() => chain.commit(5)).toThrow(code("SIZE_LIMIT"));
    chain.append(large());
    expect(() => chain.commit(4)).toThrow(code("SIZE_LIMIT"));
    chain.release();
  });

  it("stops at 100 MiB, however little memory it takes", () => {
    const chain = ChainBuffer.from(new Uint8Array(2 ** 20));
    const grow = (): void => {
      for (let round = 0; round < 8; round++) chain.insert(0, chain);
    };
    expect(grow).toThrow(code("SIZE_LIMIT"));
    expect(chain.length).toBe(64 * 2 ** 20);
    chain.release();
  });
});

describe("the life of memory", () => {
  it("throws RELEASED_BUFFER for all use after release", () => {
    const chain = ChainBuffer.from([Uint8Array.of(1), large()]);
    const cursor = new ChainCursor(chain);
    const iterator = chain[Symbol.iterator]();
    expect([cursor.byteAt(0), iterator.next().value]).toEqual([1, 1]);
    chain.reserve(1);
    chain.release();
    const uses: readonly (() => unknown)[] = [
      () => chain.release(),
      () => chain.length,
      () => chain.offset,
      () => chain.append(Uint8Array.of(1)),
      () => chain.reserve(1),
      () => chain.commit(1),
      () => chain.insert(0, Uint8Array.of(1)),
      () => chain.replace(0, 0, Uint8Array.of(1)),
      () => chain.slice(),
      () => chain.peek(0),
      () => chain.next(0),
      () => chain.skip(0),
      () => chain.chunks(),
      () => chain.toBytes(),
      () => cursor.byteAt(0),
      () => iterator.next(),
      () => new ChainBuffer().insert(0, chain),
    ];
    for (const use of uses) expect(use).toThrow(code("RELEASED_BUFFER"));
  });

  it("keeps shared memory until the last chain is released, in either order", () => {
    for (const order of [0, 1]) {
      const chain = new ChainBuffer({ debug: true }).append(new Uint8Array(600).fill(0xa5));
      const part = chain.slice(100, 200);
      chain.append(new Uint8Array(50).fill(0x5a));
      part.append(Uint8Array.of(1));
      const [window] = chain.chunks();
      const [first, last] = order ? [chain, part] : [part, chain];
      first.release();
      expect(window?.length).toBe(650);
      expect(last.toBytes()[99]).toBe(0xa5);
      last.release();
      expect(window?.length).toBe(0);
    }
  });

  it("never shows foreign bytes in a window", () => {
    for (let round = 0; round < 20; round++) {
      const chain = new ChainBuffer().append(new Uint8Array(700).fill(0xa5));
      chain.release();
      const other = new ChainBuffer();
      other.reserve(700);
      other.commit(700);
      expect(other.toBytes()).toEqual(new Uint8Array(700));
      other.release();
    }
  });

  it("gives everything back to the pool over 10,000 rounds", () => {
    work();
    const before = poolStatistics();
    for (let round = 0; round < 10_000; round++) work();
    expect(poolStatistics()).toEqual(before);
  });

  it("refuses to be cloned to another thread", () => {
    expect(() => structuredClone(ChainBuffer.from(large()))).toThrow(/could not be cloned/);
  });
});

describe("debug mode", () => {
  it("finds bytes by reference that changed before the flush", () => {
    const bytes = large();
    const chain = ChainBuffer.from([new Uint8Array(5), bytes], { debug: true });
    expect(chain.chunks()[1]).toEqual(bytes);
    bytes[69_999] = 8;
    const changed = expect.objectContaining({ code: "INVALID_VALUE", offset: 5 });
    expect(() => chain.chunks()).toThrow(changed);
    expect(() => chain.toBytes()).toThrow(changed);
    chain.release();
    expect(bytes.length).toBe(70_000);
  });

  it("takes the memory of a block away, not the caller's", () => {
    const block = allocateBlock(300);
    const { bytes } = block;
    const before = poolStatistics();
    revokeBlock(block);
    expect(bytes.length).toBe(0);
    expect(poolStatistics()).toEqual(before);
    expect(() => block.bytes).toThrow(code("RELEASED_BUFFER"));
    expect(() => revokeBlock(block)).toThrow(code("RELEASED_BUFFER"));
    expect(allocateBlock(300).bytes).toEqual(new Uint8Array(300));
    const own = large();
    revokeBlock(wrapBlock(own));
    expect(own.length).toBe(70_000);
  });
});

it("counts what it refers to and what it copies", () => {
  const chain = ChainBuffer.from([new Uint8Array(200), large(), new Uint8Array(100)]);
  expect(chain.statistics()).toEqual({ nodes: 3, referred: 70_000, copied: 300 });
  chain.chunks();
  const part = chain.slice(100, 5000);
  expect(part.statistics()).toEqual({ nodes: 2, referred: 4800, copied: 0 });
  chain.toBytes();
  expect(chain.statistics().copied).toBe(70_600);
  // 16 small nodes may be; the 17th joins what stands in the first 4 KiB, and the last one is small too.
  for (let at = 1; at <= 15; at++) chain.insert(at * 300, Uint8Array.of(at));
  expect(chain.statistics()).toMatchObject({ copied: 70_615 + 4096 + 100 });
});
