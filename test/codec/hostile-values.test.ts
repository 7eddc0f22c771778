/**
 * Values that change while they are written: getters and Proxies that grow, shrink, throw or encode again. Whatever they
 * do, encoding gives bytes that decode or a ThriftError, and bytes that belong to others stay as they are.
 */
import { ThriftError } from "@thriftgen/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleStruct } from "../support/sample.js";
import { structFromCanonical } from "../support/convert.js";
import { loadSubjects, type CodecSubject } from "./subjects.js";

const encodes = 10_000;

/** A small generator of numbers, so that a run can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class Interruption extends Error {}

interface Spoiler {
  readonly random: (below: number) => number;
  readonly reenter: () => void;
}

/** What a property gives the next time it is asked. */
function spoil(value: unknown, { random, reenter }: Spoiler): unknown {
  switch (random(12)) {
    case 0:
      throw new Interruption("a getter throws");
    case 1:
      reenter();
      return value;
    case 2:
      return undefined;
    case 3:
      return typeof value === "string" ? value.repeat(50) + "界" : value;
    case 4:
      return typeof value === "string" ? "" : value;
    case 5:
      return Array.isArray(value) ? [...value, ...value, ...value] : value;
    case 6:
      return value instanceof Uint8Array ? new Uint8Array(5000) : value;
    case 7:
      return value instanceof Map || value instanceof Set ? shrink(value) : value;
    default:
      return value;
  }
}

function shrink(container: Map<unknown, unknown> | Set<unknown>): unknown {
  return container instanceof Map
    ? new Map([...container].slice(1))
    : new Set([...container].slice(1));
}

/** The same value behind getters or a Proxy that spoils some of what it gives. */
function wrap(value: unknown, spoiler: Spoiler): unknown {
  const { random } = spoiler;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return wrapArray(value, spoiler);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [key, wrap(item, spoiler)]));
  }
  if (value instanceof Set) return new Set(value);
  const source = value as Record<string, unknown>;
  if (random(2) === 0) {
    return new Proxy(source, {
      get: (target, key) => {
        if (typeof key === "symbol") return Reflect.get(target, key);
        const item = wrap(target[key], spoiler);
        return random(20) === 0 ? spoil(item, spoiler) : item;
      },
    });
  }
  const wrapped = {};
  for (const [key, item] of Object.entries(source)) {
    const inner = wrap(item, spoiler);
    const isHostile = random(8) === 0;
    Object.defineProperty(wrapped, key, {
      enumerable: true,
      get: () => (isHostile && random(2) === 0 ? spoil(inner, spoiler) : inner),
    });
  }
  return wrapped;
}

function wrapArray(value: readonly unknown[], spoiler: Spoiler): unknown {
  const elements = value.map((element) => wrap(element, spoiler));
  if (spoiler.random(4) !== 0) return elements;
  return new Proxy(elements, {
    get: (target, key, receiver): unknown => {
      if (key === "length" && spoiler.random(4) === 0) return target.length + 3;
      const item: unknown = Reflect.get(target, key, receiver);
      if (spoiler.random(40) === 0) target.push(...target.slice(0, 2));
      return item;
    },
  });
}

describe("values that change while they are written", () => {
  let subjects: readonly CodecSubject[] = [];

  beforeAll(async () => {
    subjects = await loadSubjects();
  });

  test(`${encodes} encodes give bytes that decode, or fail, and spoil nobody's bytes`, () => {
    const random = createRandom(7);
    const counts = { written: 0, failed: 0, interrupted: 0 };
    const plain = subjects.map((subject) => {
      const value = structFromCanonical(subject.def, sampleStruct(subject.def));
      return { subject, value, expected: subject.companion.encode(value) };
    });
    for (let run = 0; run < encodes; run++) {
      const one = plain[run % plain.length];
      const other = plain[random(plain.length)];
      if (one === undefined || other === undefined) throw new Error("no subjects");
      // A block that is in use all the while: nobody may write into it.
      const held = other.subject.companion.encodePooled(other.value);
      const reenter = (): void => {
        const inner = other.subject.companion.encode(other.value);
        expect(Buffer.compare(inner, other.expected)).toBe(0);
        const pooled = one.subject.companion.encodePooled(one.value);
        expect(Buffer.compare(pooled.bytes, one.expected)).toBe(0);
        pooled.release();
      };
      const hostile = wrap(one.value, { random, reenter });
      runOne(one.subject, hostile, run, counts);
      expect(Buffer.compare(held.bytes, other.expected)).toBe(0);
      held.release();
      expect(Buffer.compare(one.subject.companion.encode(one.value), one.expected)).toBe(0);
    }
    console.log(
      `hostile values: ${counts.written} written, ${counts.failed} refused, ` +
        `${counts.interrupted} interrupted by their own getters`,
    );
    expect(counts.written).toBeGreaterThan(500);
    expect(counts.failed).toBeGreaterThan(500);
    expect(counts.interrupted).toBeGreaterThan(500);
  });
});

/** Encodes by one of the verbs, in turn; a written message must decode. */
function runOne(
  { companion }: CodecSubject,
  hostile: unknown,
  run: number,
  counts: { written: number; failed: number; interrupted: number },
): void {
  const guard = 64;
  const memory = new Uint8Array(2 * guard + 4096).fill(0xa5);
  const target = memory.subarray(guard, memory.length - guard);
  try {
    if (run % 3 === 0) {
      companion.decode(companion.encode(hostile));
    } else if (run % 3 === 1) {
      const block = companion.encodePooled(hostile);
      companion.decode(block);
      block.release();
    } else {
      const end = companion.fastWrite(hostile, target, 0);
      companion.decode(target.subarray(0, end));
      expect(target.subarray(end).every((byte) => byte === 0xa5)).toBe(true);
    }
    counts.written++;
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error;
    // What a getter throws stays visible as the cause.
    if (error.cause instanceof Interruption) counts.interrupted++;
    else {
      expect(error.cause).toBeUndefined();
      counts.failed++;
    }
  }
  expect(memory.subarray(0, guard).every((byte) => byte === 0xa5)).toBe(true);
  expect(memory.subarray(memory.length - guard).every((byte) => byte === 0xa5)).toBe(true);
}
