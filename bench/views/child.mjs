/** One process that measures one workload once: takes a job as JSON in argv, prints the result as JSON. */
import { measureLoops } from "../codec/measure.mjs";
import { setUpContenders } from "./contenders.mjs";

const job = JSON.parse(process.argv[2]);
const { loops, sizes } = await setUpContenders(job.workload, job.ours, job.peers);
// Not every workload has every loop.
const chosen =
  job.only === undefined
    ? loops
    : Object.fromEntries(Object.entries(loops).filter(([name]) => job.only.includes(name)));
console.log(JSON.stringify({ workload: job.workload, sizes, times: measureLoops(chosen, job) }));
