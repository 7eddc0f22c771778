/**
 * Calls the add-on with random views, offsets and counts, in memory of exact size: `check-random.mjs BINARY CALLS`. A
 * model in JavaScript says what must be answered, and what all memory must hold afterwards. Under an address sanitizer
 * it also shows that the add-on's own checks of bounds hold. Prints how many calls there were, and how many copied.
 */
import { createRequire } from "node:module";

const [binary, calls] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(binary);

const KERNELS = [
  [addon.swap16, 2],
  [addon.swap32, 4],
  [addon.swap64, 8],
];
// prettier-ignore
const VIEWS = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
];
const canResize = "resize" in ArrayBuffer.prototype;

let state = 0x9e3779b9;
function draw(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const report = { calls: Number(calls), copied: 0, sameBuffer: 0 };
for (let i = 0; i < report.calls; i++) checkCall(i);
console.log(JSON.stringify(report));

function checkCall(i) {
  const [swap, width] = KERNELS[draw(3)];
  const first = makeBuffer();
  const second = draw(3) === 0 ? first : makeBuffer();
  const source = makeView(first);
  const target = makeView(second);
  spoil(first, second);
  const from = drawOffset(source);
  const to = first === second && draw(3) === 0 ? from : drawOffset(target);
  const n = draw(8) === 0 ? draw(100) : draw(1 + Math.ceil(first.byteLength / width / 2));
  const expected = predict({ source, target, from, to, n, width });
  const done = swap(target, to, source, from, n);
  const isRight = done === expected.done && hasBytes(second, expected.bytes);
  if (!isRight) {
    const call = { i, width, from, to, n, done, expected: expected.done };
    throw new Error(
      JSON.stringify({ ...call, source: describe(source), target: describe(target) }),
    );
  }
  if (done > 0) report.copied++;
  if (done > 0 && first === second) report.sameBuffer++;
}

/** Of any size, so that views end where the memory ends. */
function makeBuffer() {
  const size = draw(4) === 0 ? draw(40) : draw(700);
  const isResizable = canResize && draw(4) === 0;
  const buffer = isResizable
    ? new ArrayBuffer(size, { maxByteLength: size + 64 })
    : new ArrayBuffer(size);
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < size; at++) bytes[at] = draw(256);
  return buffer;
}

function makeView(buffer) {
  const View = VIEWS[draw(VIEWS.length)];
  const width = View.BYTES_PER_ELEMENT ?? 1;
  const start = draw(Math.floor(Math.min(buffer.byteLength, 64) / width) + 1) * width;
  const most = Math.floor((buffer.byteLength - start) / width);
  return new View(buffer, start, draw(3) === 0 ? draw(most + 1) : most);
}

/** Some views have no memory any more, or less, when they are used. */
function spoil(...buffers) {
  for (const buffer of new Set(buffers)) {
    if (draw(50) === 0) structuredClone(buffer, { transfer: [buffer] });
    else if (buffer.resizable && draw(2) === 0) buffer.resize(draw(buffer.maxByteLength + 1));
  }
}

function drawOffset(view) {
  const most = lengthOf(view);
  return draw(20) === 0 ? most + draw(20) : draw(Math.min(most, 33) + 1);
}

/** The length as a script sees it; 0 for a DataView that throws, because its memory has gone. */
function lengthOf(view) {
  try {
    return view.byteLength;
  } catch {
    return 0;
  }
}

function predict({ source, target, from, to, n, width }) {
  const bytes = readBytes(target.buffer);
  const length = n * width;
  const isWithin = from + length <= lengthOf(source) && to + length <= lengthOf(target);
  if (n === 0 || !isWithin) return { done: 0, bytes };
  const start = source.byteOffset + from;
  const end = target.byteOffset + to;
  const isSame = source.buffer === target.buffer;
  if (isSame && start !== end && Math.abs(start - end) < length) return { done: 0, bytes };
  const old = readBytes(source.buffer);
  for (let i = 0; i < length; i++)
    bytes[end + i] = old[start + i - (i % width) + width - 1 - (i % width)];
  return { done: n, bytes };
}

function readBytes(buffer) {
  return buffer.byteLength === 0 ? new Uint8Array() : new Uint8Array(buffer).slice();
}

function hasBytes(buffer, bytes) {
  return Buffer.compare(readBytes(buffer), bytes) === 0;
}

function describe(view) {
  const { constructor, buffer } = view;
  return `${constructor.name} of ${lengthOf(view)} in ${buffer.byteLength}`;
}
