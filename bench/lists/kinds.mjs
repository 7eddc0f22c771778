/** What is encoded and decoded: element types, and the arrays of the caller that hold them. */
import { createRandom } from "../codec/random.mjs";

/** By element type: bytes, the type's number on the wire, and the names of its accessors. */
export const elements = {
  i16: { width: 2, type: 6, view: "Int16", buffer: "Int16BE", thrift: "I16", swap: "swap16" },
  i32: { width: 4, type: 8, view: "Int32", buffer: "Int32BE", thrift: "I32", swap: "swap32" },
  i64: {
    width: 8,
    type: 10,
    view: "BigInt64",
    buffer: "BigInt64BE",
    thrift: "I64",
    swap: "swap64",
  },
  double: {
    width: 8,
    type: 4,
    view: "Float64",
    buffer: "DoubleBE",
    thrift: "Double",
    swap: "swap64",
  },
};

/** `form`: "typed" arrays, arrays of "number", arrays of "bigint". */
const kind = (element, form, Typed) => ({ element, form, Typed, ...elements[element] });

export const kinds = {
  Int16Array: kind("i16", "typed", Int16Array),
  Int32Array: kind("i32", "typed", Int32Array),
  BigInt64Array: kind("i64", "typed", BigInt64Array),
  Float64Array: kind("double", "typed", Float64Array),
  "number[] i16": kind("i16", "number", Int16Array),
  "number[] i32": kind("i32", "number", Int32Array),
  "number[] i64": kind("i64", "number", BigInt64Array),
  "number[] double": kind("double", "number", Float64Array),
  "bigint[]": kind("i64", "bigint", BigInt64Array),
};

const isTyped = (name) => kinds[name].form === "typed";

/** Encoding, decoding into an array of the caller's, and into a new one. */
export const workloads = [
  ...Object.keys(kinds).map((name) => `encode ${name}`),
  ...Object.keys(kinds)
    .filter(isTyped)
    .map((name) => `into ${name}`),
  ...Object.keys(kinds).map((name) => `fresh ${name}`),
];

export function parseWorkload(workload) {
  const space = workload.indexOf(" ");
  const name = workload.slice(space + 1);
  return { direction: workload.slice(0, space), name, ...kinds[name] };
}

const K = 1024;
export const counts = [4, 8, 16, 32, 64, 256, K, 4 * K, 16 * K, 256 * K, K * K, 4 * K * K];

export const formatCount = (n) => (n < K ? String(n) : n < K * K ? `${n / K}k` : `${n / K / K}M`);

/** How many different lists take turns: up to 64 KiB of them, and at least two where they are not huge. */
export const listsOf = (n, width) =>
  n >= 256 * K ? 1 : Math.max(2, 2 ** Math.min(4, Math.floor(Math.log2((64 * K) / (n * width)))));

const LARGEST = 2 ** 53 - 1;

const makers = {
  i16: (random) => random.int(-0x8000, 0x8000),
  i32: (random) => random.int(-0x8000_0000, 0x8000_0000),
  /** Ids: all sizes up to what a number can hold, because npm thrift takes no larger ones. */
  i64: (random) => Math.trunc((random.float() * 2 - 1) * LARGEST),
  double: (random) => (random.float() - 0.5) * 10 ** random.int(-5, 10),
};

/** Fills `to` with repetitions of what is in `from`. */
function tileTyped(from, to) {
  to.set(from);
  for (let filled = from.length; filled < to.length; filled *= 2) {
    to.copyWithin(filled, 0, Math.min(filled, to.length - filled));
  }
  return to;
}

/** By push: V8 takes `Array(n)` for one with holes. */
function tile(from, n) {
  const list = [];
  for (let i = 0; i < n; i++) list.push(from[i % from.length]);
  return list;
}

/**
 * A list of `n`: the source in its own form, the same as numbers where `hasNumbers` (what npm thrift takes), and as a typed array.
 * Long ones repeat 16 Ki values: drawing each would take longer than all that is measured.
 */
export function makeList({ element, form, Typed }, n, seed, hasNumbers = true) {
  const random = createRandom(seed);
  const drawn = Array.from({ length: Math.min(n, 16 * K) }, () => makers[element](random));
  const first = element === "i64" ? Typed.from(drawn, BigInt) : Typed.from(drawn);
  const typed = tileTyped(first, new Typed(n));
  const numbers = hasNumbers || form === "number" ? tile(drawn, n) : undefined;
  const source = { typed, number: numbers, bigint: undefined }[form] ?? tile(Array.from(first), n);
  return { source, numbers, typed };
}
