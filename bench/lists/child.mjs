/** One process that measures one workload: takes a job as JSON in argv, prints {workload, node, info, times: {n: {contender: ns}}}. */
import { setUpContenders } from "./contenders.mjs";
import { KERNELS, setUpKernels } from "./kernels.mjs";
import { measureLoops, warmUp } from "./measure.mjs";
import { MESSAGES, timeMessages } from "./whole-messages.mjs";

const job = JSON.parse(process.argv[2]);

/** Others than us and the plain loop may stay out where they take too long. */
const optional = new Set(["thrift", "Buffer.write", "Buffer.read", "mixed", "mixed 2", "loop 2"]);

/** Where one operation is a batch or several, rounds are fewer: they differ less. */
const roundsOf = (n, rounds) => Math.min(rounds, n < 262_144 ? rounds : n < 1_048_576 ? 3 : 2);

/** Who would take longer than mostMs by what the last n took stays out. */
function timeAll({ names, select }, counts) {
  const { seed, rounds, warmUpMs, onceMs, mostMs } = job;
  // New arrays: the batches are longer, because the collector comes once in many milliseconds.
  const isMean = job.workload.startsWith("fresh");
  const batchMs = job.batchMs * (isMean ? 3 : 1);
  // From short to long: V8 throws code away when it meets a branch that it has never seen taken, such as the making of a view of
  // the stage, and then needs milliseconds again.
  const lengths = [4, 64, 512, 2048];
  for (const n of lengths) warmUp(select(n, names), (warmUpMs * 1000) / lengths.length);
  const times = {};
  let before = { n: 1, times: {} };
  for (const n of counts) {
    const isBearable = (name) =>
      !optional.has(name) || ((before.times[name] ?? 0) * n) / before.n < mostMs * 1e6;
    const isIn = (name) => before.n === 1 || name in before.times;
    const chosen = names.filter((name) => isIn(name) && isBearable(name));
    const timing = { seed, rounds: roundsOf(n, rounds), batchMs, onceMs, isMean };
    times[n] = measureLoops(select(n, chosen), timing);
    before = { n, times: times[n] };
  }
  return times;
}

async function run() {
  if (job.workload === MESSAGES) return { times: await timeMessages(job) };
  if (job.workload === KERNELS) return { times: timeAll(await setUpKernels(job.bundle), [1024]) };
  const set = await setUpContenders(job.workload, job.bundle, job.isBare);
  return { info: set.info, times: timeAll(set, job.counts) };
}

const result = await run();
console.log(JSON.stringify({ workload: job.workload, node: process.version, ...result }));
