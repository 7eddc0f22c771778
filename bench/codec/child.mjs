/** One process that measures one workload once: takes a job as JSON in argv, prints the result as JSON. */
import { setUpContenders } from "./contenders.mjs";
import { measureLoops } from "./measure.mjs";

const job = JSON.parse(process.argv[2]);
const { loops, sizes, notes } = await setUpContenders(job.workload, job.ours, job.peers);
const times = measureLoops(loops, job);
console.log(JSON.stringify({ workload: job.workload, sizes, notes, times }));
