/** The views suite: one field, all fields, editing, building and skipping in place, against FastRead and the peers. */
import { collectRuns, noStore, openStore } from "../codec/children.mjs";
import { summarizeTimes } from "../codec/summary.mjs";
import { prepareViews } from "./compile.mjs";
import { help, parseOptions } from "./options.mjs";
import { printTargets, printTimes } from "./print.mjs";
import { writeResults } from "./results.mjs";
import { checkTargets } from "./targets.mjs";

async function race(options) {
  const ours = await prepareViews(options);
  const { quick, resume, rounds, batchMs, warmUpMs, peers, only } = options;
  const store = quick ? noStore : openStore(resume, "runs-views");
  const timing = { rounds, batchMs, warmUpMs };
  const jobOf = (workload, run) => ({ workload, run, ours, peers, only, ...timing });
  const runs = await collectRuns(options, store, "../views/child.mjs", jobOf);
  const summary = options.workloads.map((workload) => ({
    workload,
    sizes: runs[workload][0].sizes,
    times: summarizeTimes(runs[workload]),
    targets: only === undefined ? checkTargets(workload, runs[workload]) : [],
  }));
  for (const entry of summary) printTimes(entry);
  const targets = summary.flatMap((entry) => entry.targets);
  printTargets(targets);
  if (options.write) writeResults(options, summary);
  return targets.every(({ ok }) => ok) || quick ? 0 : 1;
}

/** Returns the exit code: 0, 1 where a full run misses something, 2 for wrong flags. */
export async function runViewsSuite(args) {
  let options;
  try {
    options = parseOptions(args);
  } catch (error) {
    console.error(error.message);
    return 2;
  }
  if (!options.help) return race(options);
  console.log(help);
  return 0;
}
