/**
 * Gives the add-on what no careful caller does, in a process of its own, as it may crash: `check-hostile.mjs BINARY`.
 * Engines but Node run it too. Prints, as JSON, what was not answered as it must be: [] is right.
 */
import { createRequire } from "node:module";

const addon = createRequire(import.meta.url)(process.argv[2]);
const mistakes = [];
let checks = 0;

/** Calls a kernel; the answer must be one of `answers`, and an exception is none. */
function check(what, call, ...answers) {
  checks++;
  let answer;
  try {
    answer = call();
  } catch (error) {
    answer = `threw ${error}`;
  }
  if (!answers.includes(answer)) mistakes.push(`${what}: ${answer}`);
}

const { swap16, swap32, swap64 } = addon;
const kernels = [
  [swap16, 2],
  [swap32, 4],
  [swap64, 8],
];
const bytes = new Uint8Array(4096);
const target = new Uint8Array(1 << 20);

for (const [swap, width] of kernels) {
  const n = bytes.length / width;
  checkNumbers(swap, n);
  checkValues(swap);
  checkOverlap(swap, width);
}
checkDetached();
checkShared();
if ("resizable" in ArrayBuffer.prototype) checkResizable();
checkMemory();
if (target.some((byte) => byte !== 0)) mistakes.push("the target was written");
console.log(JSON.stringify({ checks, mistakes }));

function checkNumbers(swap, n) {
  check("all of it", () => swap(bytes.slice(), 0, bytes, 0, n), n);
  check("one too many", () => swap(target, 0, bytes, 0, n + 1), 0);
  check("one byte too late", () => swap(target, 0, bytes, 1, n), 0);
  check("a target too short", () => swap(bytes.subarray(1), 0, new Uint8Array(8192), 0, n), 0);
  check("nothing", () => swap(target, 0, bytes, 0, 0), 0);
  const numbers = [-1, -0.5, 0.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63];
  for (const number of [...numbers, 2 ** 64, 1e308, 2 ** 32 + 0.5, Number.MIN_VALUE]) {
    check(`a target's offset of ${number}`, () => swap(target, number, bytes, 0, 1), 0);
    check(`a source's offset of ${number}`, () => swap(target, 0, bytes, number, 1), 0);
    check(`n = ${number}`, () => swap(target, 0, bytes, 0, number), 0);
  }
  for (const size of [2 ** 61, 2 ** 62, 2 ** 63 / 8 + 1, 2 ** 53 - 1]) {
    check(`n = ${size}, whose bytes overflow`, () => swap(target, 0, bytes, 0, size), 0);
    check(`offset ${size}`, () => swap(target, size, bytes, size, 1), 0);
  }
  check("-0 is 0", () => swap(new Uint8Array(8), -0, bytes, -0, 1), 1);
}

function trap() {
  throw new Error("was asked");
}

function checkValues(swap) {
  const getters = { valueOf: trap, [Symbol.toPrimitive]: trap };
  Object.defineProperty(getters, "length", { get: trap });
  // prettier-ignore
  const values = [
    undefined, null, true, 1, 1n, "text", Symbol("s"), () => 1, {}, [], [1, 2, 3], getters,
    new ArrayBuffer(64), new SharedArrayBuffer(64), new Proxy(new Uint8Array(64), {}),
    Object.create(Uint8Array.prototype), Object.create(bytes), /x/, new Date(), new Map(),
  ];
  for (const value of values) {
    check(`a target of ${typeof value}`, () => swap(value, 0, bytes, 0, 1), 0);
    check(`a source of ${typeof value}`, () => swap(target, 0, value, 0, 1), 0);
    if (typeof value === "number") continue;
    check(`an offset of ${typeof value}`, () => swap(target, value, bytes, 0, 1), 0);
    check(`an offset of ${typeof value}`, () => swap(target, 0, bytes, value, 1), 0);
    check(`n of ${typeof value}`, () => swap(target, 0, bytes, 0, value), 0);
  }
  check("no argument", () => swap(), 0);
  check("one argument", () => swap(target), 0);
  check("four arguments", () => swap(target, 0, bytes, 0), 0);
  check("a sixth argument", () => swap(new Uint8Array(8), 0, bytes, 0, 1, trap), 1);
  check("another this", () => swap.call(null, new Uint8Array(8), 0, bytes, 0, 1), 1);
  check(
    "a constructor",
    () => typeof new swap(target, 0, bytes, 0, 1),
    "object",
    "threw TypeError",
  );
}

function checkOverlap(swap, width) {
  const memory = new Uint8Array(1024).map((_, i) => i);
  const before = memory.slice();
  for (const shift of [1, width - 1, width, 31, 32, 33, 100]) {
    check(`a shift of ${shift}`, () => swap(memory, shift, memory, 0, 512 / width), 0);
    check(`a shift of -${shift}`, () => swap(memory, 0, memory, shift, 512 / width), 0);
    const other = new Uint8Array(memory.buffer, shift);
    check(`another view`, () => swap(other, 0, memory, 0, 512 / width), 0);
  }
  if (Buffer.compare(memory, before) !== 0) mistakes.push("memory that overlaps was changed");
  check("memory side by side", () => swap(memory, 512, memory, 0, 512 / width), 512 / width);
  check("in place", () => swap(memory, 0, memory, 0, 512 / width), 512 / width);
  if (Buffer.compare(memory.subarray(0, 512), memory.subarray(512)) !== 0) {
    mistakes.push("in place and side by side differ");
  }
}

function checkDetached() {
  const buffer = new ArrayBuffer(4096);
  const views = [new Int32Array(buffer), new DataView(buffer), new BigInt64Array(buffer, 8)];
  structuredClone(buffer, { transfer: [buffer] });
  for (const view of views) {
    check("a detached source", () => swap32(target, 0, view, 0, 1), 0);
    check("a detached target", () => swap32(view, 0, bytes, 0, 1), 0);
  }
}

function checkShared() {
  const shared = new SharedArrayBuffer(4096);
  const array = new Int32Array(shared);
  check("a shared source", () => swap32(new Uint8Array(4096), 0, array, 0, 1024), 1024);
  check("a shared source, one more", () => swap32(target, 0, array, 0, 1025), 0);
  check("a shared target", () => swap32(array, 0, bytes, 0, 1024), 1024);
  check("a shared target, one more", () => swap32(array, 0, target, 0, 1025), 0);
  const view = new DataView(shared);
  check("a shared DataView", () => swap32(view, 0, bytes, 0, 1024), 0, 1024);
  check("a shared DataView, one more", () => swap32(view, 0, target, 0, 1025), 0);
}

function checkResizable() {
  const buffer = new ArrayBuffer(1 << 20, { maxByteLength: 1 << 22 });
  const fixed = [new Int32Array(buffer, 0, 1 << 18), new DataView(buffer, 0, 1 << 20)];
  const behind = [new Int32Array(buffer, 4096, 8), new DataView(buffer, 4096, 32)];
  const tracking = [new Int32Array(buffer), new DataView(buffer)];
  const copy = new Uint8Array(1 << 22);
  const run = (view, n) => swap32(copy, 0, view, 0, n);
  for (const view of [...fixed, ...tracking]) {
    check("before it shrinks", () => run(view, 1 << 18), 1 << 18);
  }
  buffer.resize(2000);
  for (const view of [...fixed, ...behind]) {
    check("a shrunk source", () => run(view, 1), 0);
    check("a shrunk target", () => swap32(view, 0, bytes, 0, 1), 0);
  }
  for (const view of tracking) {
    check("what is left", () => run(view, 500), 500);
    check("more than is left", () => run(view, 501), 0);
  }
  buffer.resize(0);
  for (const view of [...fixed, ...behind, ...tracking]) check("empty", () => run(view, 1), 0);
  buffer.resize(1 << 22);
  for (const view of tracking) check("grown", () => run(view, 1 << 20), 1 << 20);
}

function checkMemory() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
  const view = new Int32Array(memory.buffer);
  check("memory of WebAssembly", () => swap32(view, 0, bytes, 0, 1024), 1024);
  memory.grow(1);
  check("memory that has grown away", () => swap32(view, 0, bytes, 0, 1024), 0);
}
