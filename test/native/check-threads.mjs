/** Loads the add-on in four threads that swap at once, from memory that they share: `check-threads.mjs BINARY`. */
import { createRequire } from "node:module";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const THREADS = 4;
const ROUNDS = 2000;
const N = 1024;

if (isMainThread) await startThreads();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of threads, not a window
else parentPort.postMessage(swapRounds(workerData));

async function startThreads() {
  const shared = new Int32Array(new SharedArrayBuffer(4 * N)).map((_, i) => i * 2_654_435);
  const source = new Int32Array(new SharedArrayBuffer(4 * N));
  source.set(shared);
  const data = { binary: process.argv[2], source };
  const counts = await Promise.all(
    Array.from({ length: THREADS }, () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: data });
      return new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
    }),
  );
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  const report = { threads: counts.length, rounds: sum("rounds"), mistakes: sum("mistakes") };
  console.log(JSON.stringify(report));
}

function swapRounds({ binary, source }) {
  const addon = createRequire(import.meta.url)(binary);
  const target = new Uint8Array(4 * N + 32);
  const view = new DataView(target.buffer);
  let mistakes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const offset = round % 32;
    if (addon.swap32(target, offset, source, 0, N) !== N) mistakes++;
    const at = round % N;
    if (view.getInt32(offset + 4 * at) !== source[at]) mistakes++;
  }
  return { rounds: ROUNDS, mistakes };
}
