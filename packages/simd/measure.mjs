/**
 * The native kernels against memcpy (`Uint8Array.set`) and the best loop of plain JavaScript, in one process, taking
 * turns: `node packages/simd/measure.mjs`, after `npm run build:native`. Prints ratios; above 1 the kernels are faster.
 * The target is misaligned, as lists are on a wire. `npm run bench -- lists` measures what users of the runtime get.
 */
import { createRequire } from "node:module";

const addon = createRequire(import.meta.url)(`@thriftgen/simd-${findTarget()}`);

const LENGTHS = [64, 256, 1024, 4096, 16_384, 262_144];
const OFFSET = 13;
const ROUNDS = 31;
/** One sample, in nanoseconds. */
const SAMPLE = 250_000;

console.log(`Node ${process.versions.node}, ${addon.features.instructionSet}, list<i32>`);
console.log("       n   of memcpy   encode: x loop   decode: x loop");
for (const n of LENGTHS) console.log(measure(n));

function findTarget() {
  const { glibcVersionRuntime } = process.report.getReport().header;
  const libc = process.platform !== "linux" ? "" : glibcVersionRuntime ? "-gnu" : "-musl";
  return `${process.platform}-${process.arch}${libc}`;
}

function measure(n) {
  const numbers = new Int32Array(n).map((_, i) => i * 7919);
  const decoded = new Int32Array(n);
  const plain = new Uint8Array(numbers.buffer);
  const wire = new Uint8Array(4 * n + 64);
  const view = new DataView(wire.buffer);
  const times = takeTurns(n, {
    encode: () => addon.swap32(wire, OFFSET, numbers, 0, n),
    decode: () => addon.swap32(decoded, 0, wire, OFFSET, n),
    memcpy: () => wire.set(plain, OFFSET),
    encodeLoop: () => writeLoop(view, OFFSET, numbers, n),
    decodeLoop: () => readLoop(view, OFFSET, decoded, n),
  });
  const ratios = [
    times.memcpy / times.encode,
    times.encodeLoop / times.encode,
    times.decodeLoop / times.decode,
  ];
  const cells = ratios.map((ratio, i) => ratio.toFixed(2).padStart([12, 17, 17][i]));
  return String(n).padStart(8) + cells.join("");
}

/** Nanoseconds of each, the lower quartile of rounds in which each ran for as long. */
function takeTurns(n, contenders) {
  const entries = Object.entries(contenders).map(([key, run]) => ({ key, run, samples: [] }));
  for (const { run } of entries) for (let i = 0; i < 300; i++) run();
  const repeats = Math.ceil(SAMPLE / (90 + n * 0.3));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, samples } of entries) {
      const start = process.hrtime.bigint();
      for (let i = 0; i < repeats; i++) run();
      samples.push(Number(process.hrtime.bigint() - start) / repeats);
    }
  }
  return Object.fromEntries(
    entries.map(({ key, samples }) => [key, samples.toSorted((a, b) => a - b)[ROUNDS >> 2]]),
  );
}

function writeLoop(view, offset, numbers, n) {
  let o = offset | 0;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    view.setInt32(o, numbers[i]);
    o = (o + 4) | 0;
  }
}

function readLoop(view, offset, numbers, n) {
  let o = offset | 0;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    numbers[i] = view.getInt32(o);
    o = (o + 4) | 0;
  }
}
