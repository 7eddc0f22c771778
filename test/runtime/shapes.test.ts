/** When writers of wide structs take their objects for scattered, and that looking is not seen. */
import { expect, test } from "vitest";
import {
  isScattered,
  lookUp,
  watchShapes,
  type Shapes,
} from "../../packages/runtime/src/shapes.js";

/** More than a window of samples, all of them with the longest wait. */
const longTime = 2 * 128 * 1021 + 1;

/** Shows `count` objects, in turn; whether the last one was scattered. */
function show(shapes: Shapes, objects: readonly object[], count = longTime): boolean {
  let result = false;
  for (let i = 0; i < count; i++) result = isScattered(shapes, objects[i % objects.length] ?? {});
  return result;
}

/** Objects with different keys each. */
const sparse = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, at) => ({ [`f${at % 60}`]: 1, [`g${at}`]: 2 }));

test.each([
  [60, 1, false],
  [60, 20, false],
  [60, 21, true],
  [60, 64, true],
  [24, 50, false],
  [24, 64, true],
  [200, 6, false],
  [200, 7, true],
  // As many as each load keeps for itself.
  [3000, 4, false],
  [3000, 5, true],
])("%i fields, %i shapes: scattered is %s", (fields, count, expected) => {
  expect(show(watchShapes(fields), sparse(count))).toBe(expected);
});

test("goes there within 1,300 objects, and back", () => {
  const shapes = watchShapes(60);
  expect(show(shapes, sparse(64), 61 * 21 - 1)).toBe(false);
  expect(show(shapes, sparse(64), 1)).toBe(true);
  expect(show(shapes, sparse(1))).toBe(false);
  expect(show(shapes, sparse(64))).toBe(true);
});

test("each struct has a record of its own", () => {
  const shapes = watchShapes(60);
  show(watchShapes(60), sparse(64));
  expect(show(shapes, sparse(64), 1)).toBe(false);
});

test("what is no plain object is one shape at most, and its keys are not asked for", () => {
  const asked: PropertyKey[] = [];
  const instances = Array.from({ length: 64 }, (_, at) => {
    return Object.assign(Object.create({ shared: 1 }) as object, { [`f${at}`]: 1 });
  });
  const proxies = Array.from({ length: 64 }, (_, at) => {
    const target = Object.assign(Object.create({}) as object, { [`f${at}`]: 1 });
    return new Proxy(target, { ownKeys: (all) => (asked.push(at), Reflect.ownKeys(all)) });
  });
  const huge = [new Uint8Array(2 ** 28), Object("x".repeat(2 ** 28)) as object];
  for (const objects of [instances, proxies, huge]) {
    expect(show(watchShapes(60), objects)).toBe(false);
  }
  expect(asked).toEqual([]);
});

test("many and long keys are not kept", () => {
  const many = Object.fromEntries(Array.from({ length: 1025 }, (_, at) => [`k${at}`, at]));
  const long = Array.from({ length: 64 }, (_, at) => ({ [`${at}${"x".repeat(8192)}`]: 1 }));
  const shapes = watchShapes(60);
  expect(show(shapes, [...long, many])).toBe(false);
  expect(shapes.keys.join("")).toBe("");
});

test("getters do not run, and traps may throw or look themselves", () => {
  const shapes = watchShapes(60);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const nosy = new Proxy(
    {},
    {
      ownKeys: () => {
        show(shapes, sparse(1), 10);
        throw new Error("seen");
      },
    },
  );
  const getter = {
    get f1(): never {
      throw new Error("ran");
    },
  };
  expect(show(shapes, [proxy, nosy, getter], 1e5)).toBe(false);
});

test("lookUp is a load", () => {
  class Base {
    inner = 3;
    get f1(): number {
      return this.inner;
    }
  }
  const asked: unknown[] = [];
  const proxy: { f1?: number } = new Proxy(new Base(), {
    get: (target, key, receiver) => {
      asked.push(key, receiver === proxy);
      return Reflect.get(target, key) as unknown;
    },
  });
  expect(lookUp(new Base(), "f1")).toBe(3);
  expect(lookUp(proxy, "f1")).toBe(3);
  expect(asked).toEqual(["f1", true]);
  expect(lookUp(Object.freeze({ f1: undefined }), "f1")).toBe(undefined);
  expect(lookUp(Object.create(null) as { f1?: number }, "f1")).toBe(undefined);
});
