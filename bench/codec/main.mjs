/** The codec suite: runs children, prints ratios and targets, writes results. */
import { existsSync } from "node:fs";
import { collectRuns, noStore, openStore } from "./children.mjs";
import { checkCliffs, printCliffs } from "./cliff.mjs";
import { compileWorkloads } from "./compile.mjs";
import { help, parseOptions } from "./options.mjs";
import { bundleOurs } from "./ours.mjs";
import { printLadder, printTargets, printWorkload } from "./print.mjs";
import { writeResults } from "./results.mjs";
import { checkTargets, summarizePeers, summarizeTimes } from "./summary.mjs";

/** Paths of our bundles by mode: the given modules, or what the compiler makes of workloads.thrift. */
async function prepareOurs({ modules }) {
  const given = Object.entries(modules).filter(([, path]) => path !== undefined);
  if (given.length === 0) return compileWorkloads();
  const missing = given.find(([, path]) => !existsSync(path));
  if (missing !== undefined) throw new Error(`no such file: ${missing[1]}`);
  const bundles = {};
  for (const [mode, path] of given) bundles[mode] = await bundleOurs(path, "src");
  return bundles;
}

function runAll(options, ours) {
  const { quick, resume, rounds, batchMs, warmUpMs, peers } = options;
  const store = quick ? noStore : openStore(resume);
  const jobOf = (workload, run) => ({ workload, run, ours, peers, rounds, batchMs, warmUpMs });
  return collectRuns(options, store, "child.mjs", jobOf);
}

function summarize(options, ours, runs) {
  const modes = Object.keys(ours).filter((mode) => mode !== "typed");
  return options.workloads.map((workload) => ({
    workload,
    modes,
    sizes: runs[workload][0].sizes,
    notes: runs[workload][0].notes,
    times: summarizeTimes(runs[workload]),
    peers: summarizePeers(runs[workload], options.peers, modes),
    targets: checkTargets(workload, runs[workload]),
  }));
}

async function race(options) {
  const ours = await prepareOurs(options);
  const runs = await runAll(options, ours);
  const summary = summarize(options, ours, runs);
  for (const entry of summary) printWorkload(entry);
  const targets = summary.flatMap((entry) => entry.targets);
  printTargets(targets);
  printLadder(summary);
  const cliffs = options.cliff ? await checkCliffs(options, ours) : undefined;
  if (cliffs !== undefined) printCliffs(cliffs);
  if (options.write) writeResults(options, summary, cliffs);
  const held = [...targets, ...(cliffs?.workloads ?? [])].every(({ ok }) => ok);
  return held || options.quick ? 0 : 1;
}

/** Returns the exit code: 0, 1 where a full run misses something, 2 for wrong flags. */
export async function runCodecSuite(args) {
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
