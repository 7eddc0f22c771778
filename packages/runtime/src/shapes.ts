/**
 * How writers of wide structs read objects of many shapes (hidden classes). V8 finds `v.name` of a place that saw many of
 * them in one cache of the whole program, by pairs of shape and name. Sparse objects of a struct of 60 fields have thousands
 * of pairs; each load that misses is a call into the engine, 110 ns, also of what an object has not. `Reflect.get` means the
 * same and uses no cache: 13 ns. With few shapes `v.name` takes 0.1 to 3 ns, so writers ask which it is.
 */

/** Kept by one struct. */
export interface Shapes {
  /** Shapes that loads are fast with. */
  readonly maximum: number;
  /** Objects until somebody has to think; 0 while they are scattered, so that others take one comparison. */
  wait: number;
  /** Scattered objects until the next sample, 0 while objects are not. */
  left: number;
  /** Samples of this window so far, and the different keys that they had. */
  samples: number;
  readonly keys: string[];
}

/**
 * V8's cache has 2,048 slots and a smaller one behind them. With 1,200 pairs `v.name` takes half to four fifths of the time
 * of the other way, with 1,600 twice as much (24, 40, 100 and 200 fields, Node 20).
 */
const maximumPairs = 1200;

/**
 * One in so many objects is looked at, in more where the last one was like others before: a look takes 0.1 to 1 µs, to write
 * an object of 60 fields, 9 of them set, 0.15. Primes: values may come in cycles.
 */
const shortPeriod = 61;
const longPeriod = 1021;

/** So many samples decide that there are few shapes again. Of 64 equally frequent ones 55 are among them. */
const windowSamples = 128;

/** V8 keeps so many with each load. */
const ownShapes = 4;

/** Objects with more count as one shape; a struct keeps at most 51 such texts. */
const maximumKeys = 1024;
const maximumCharacters = 8192;

/** The record of a struct of so many fields. */
export function watchShapes(fields: number): Shapes {
  const maximum = Math.max(ownShapes, Math.floor(maximumPairs / fields));
  return { maximum, wait: shortPeriod - 1, left: 0, samples: 0, keys: [] };
}

/** Whether objects like this one are better read by `lookUp`. */
export function isScattered(shapes: Shapes, value: object): boolean {
  return --shapes.wait < 0 && judge(shapes, value);
}

/** `o[k]` past V8's cache. */
export function lookUp<T extends object, K extends keyof T>(o: T, k: K): T[K] {
  return Reflect.get(o, k) as T[K];
}

function judge(shapes: Shapes, value: object): boolean {
  shapes.wait = 0;
  if (--shapes.left > 0) return true;
  const wasScattered = shapes.left === 0;
  // First: traps of a Proxy may encode.
  pause(shapes, wasScattered, longPeriod);
  const { keys, maximum } = shapes;
  const text = joinKeys(value);
  const isNew = !keys.includes(text);
  if (isNew) keys.push(text);
  const isOver = keys.length > maximum || ++shapes.samples >= windowSamples;
  const isNow = isOver ? keys.length > maximum : wasScattered;
  if (isOver) shapes.samples = keys.length = 0;
  pause(shapes, isNow, isNew ? shortPeriod : longPeriod);
  return isNow;
}

function pause(shapes: Shapes, scattered: boolean, period: number): void {
  shapes.wait = scattered ? 0 : period - 1;
  shapes.left = scattered ? period : 0;
}

/**
 * Of plain objects only: strings and typed arrays would have millions of keys, instances of a class mostly have one shape.
 * Nothing runs here that a program could see, but the traps of a Proxy, which nothing tells from a plain object. Calls of the
 * engine, no loop: this runs too rarely to be optimised.
 */
function joinKeys(value: object): string {
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return "";
    const keys = Object.keys(value);
    const text = keys.length > maximumKeys ? "" : keys.join();
    return text.length > maximumCharacters ? "" : text;
  } catch {
    // What a trap throws is nothing that encode was asked for.
    return "";
  }
}
