/**
 * Compares the add-on with a DataView, in a process of its own: `check-addon.mjs BINARY PAIRS`. Engines but Node run it
 * too. Prints {instructionSet, refused, available, cases} as JSON; ends with an error at the first wrong byte.
 *
 * For each width, n = 0..300 and the edges of chunks: PAIRS misalignments of source and target between 0 and 31, the
 * source through each kind of view, guard bytes around the target.
 */
import { createRequire } from "node:module";

const [binary, pairs] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(binary);

const EDGES = [511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 4095, 4096, 4097];
const GUARD = 0x5a;
const ROOM = 64;
const SIZE = 4097 * 8 + 2 * ROOM;

let state = 0x2545f491;
const draw = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};

const source = new Uint8Array(SIZE).map(() => draw(256));
// prettier-ignore
const views = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
].map((View) => new View(source.buffer));
const original = source.slice();
const target = new Uint8Array(SIZE);
const targets = [target, new DataView(target.buffer), new Float64Array(target.buffer)];

const reader = new DataView(source.buffer);
const expected = new Uint8Array(4097 * 8);
const writer = new DataView(expected.buffer);
const kernels = [
  {
    width: 2,
    swap: addon.swap16,
    move: (to, from) => writer.setUint16(to, reader.getUint16(from, true)),
  },
  {
    width: 4,
    swap: addon.swap32,
    move: (to, from) => writer.setUint32(to, reader.getUint32(from, true)),
  },
  {
    width: 8,
    swap: addon.swap64,
    move: (to, from) => writer.setBigUint64(to, reader.getBigUint64(from, true)),
  },
];

let cases = 0;
for (const kernel of kernels) {
  for (let n = 0; n <= 300; n++) checkCount(kernel, n, Number(pairs));
  for (const n of EDGES) checkCount(kernel, n, Number(pairs));
}
if (Buffer.compare(source, original) !== 0) throw new Error("the source was changed");
console.log(JSON.stringify({ ...addon.features, cases }));

function checkCount(kernel, n, count) {
  for (let i = 0; i < count; i++) checkCase(kernel, n, draw(32), draw(32));
}

function checkCase({ width, swap, move }, n, from, to) {
  const bytes = n * width;
  for (let i = 0; i < n; i++) move(i * width, from + i * width);
  target.fill(GUARD, 0, to + bytes + ROOM);
  const into = targets[cases % targets.length];
  const done = swap(into, to, views[cases % views.length], from, n);
  const isRight =
    done === n &&
    Buffer.compare(target.subarray(to, to + bytes), expected.subarray(0, bytes)) === 0 &&
    isGuard(0, to) &&
    isGuard(to + bytes, to + bytes + ROOM);
  if (!isRight)
    throw new Error(`width ${width}, n ${n}, source + ${from}, target + ${to}: ${done}`);
  cases++;
}

function isGuard(start, end) {
  for (let i = start; i < end; i++) if (target[i] !== GUARD) return false;
  return true;
}
