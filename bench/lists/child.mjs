/** One process that measures one workload at every n: takes a job as JSON in argv, prints the result as JSON. */
import { setUpContenders } from "./contenders.mjs";
import { measureLoops, warmUp } from "./measure.mjs";

const job = JSON.parse(process.argv[2]);
const { counts, seed, rounds, batchMs, warmUpMs, onceMs, mostMs } = job;
const { names, select, info } = await setUpContenders(job.workload, job.bundle, job.isBare);
warmUp(select(256, names), warmUpMs * 1000);

/** Others than us and the plain loop may stay out where they take too long. */
const optional = new Set(["thrift", "Buffer.write", "Buffer.read", "mixed", "mixed 2", "loop 2"]);

/** By n: nanoseconds by contender. Who would take longer than mostMs by what the last n took stays out. */
const times = {};
let before = { n: 1, times: {} };
for (const n of counts) {
  const isBearable = (name) =>
    !optional.has(name) || ((before.times[name] ?? 0) * n) / before.n < mostMs * 1e6;
  const isIn = (name) => before.n === 1 || name in before.times;
  const chosen = names.filter((name) => isIn(name) && isBearable(name));
  times[n] = measureLoops(select(n, chosen), { seed, rounds, batchMs, onceMs });
  before = { n, times: times[n] };
}
console.log(JSON.stringify({ workload: job.workload, node: process.version, info, times }));
