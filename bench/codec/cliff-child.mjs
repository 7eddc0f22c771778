/** One process that times our codec, feeds it hostile bytes, and times it again. */
import { setUpOurs } from "./contenders.mjs";
import { runDamaged, runSharedCases } from "./hostile.mjs";
import { measureLoops } from "./measure.mjs";
import { importOurs } from "./ours.mjs";
import { makeValues, workloads } from "./workloads.mjs";

const job = JSON.parse(process.argv[2]);
const { struct } = workloads[job.workload];
const values = makeValues(job.workload);
const loops = {};
const damaged = [];
for (const [mode, path] of Object.entries(job.ours)) {
  const mine = await setUpOurs(mode, path, struct, values);
  Object.assign(loops, mine.loops);
  const { wrapBlock } = await importOurs(path);
  damaged.push(() => runDamaged(mine.codec, wrapBlock, mine.encoded));
}
const before = measureLoops(loops, job);
const hostile = damaged.map((run) => run());
if (job.cases !== undefined) hostile.push(await runSharedCases(job.cases));
const after = measureLoops(loops, job);
const inputs = hostile.reduce((sum, one) => sum + one.inputs, 0);
console.log(JSON.stringify({ workload: job.workload, before, after, inputs }));
