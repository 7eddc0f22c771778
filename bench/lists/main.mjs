/** The lists suite: encoding and decoding lists of numbers of every kind and length, by our tiers and by others. */
import { collectRuns, noStore, openStore } from "../codec/children.mjs";
import { formatTable } from "../codec/print.mjs";
import { bundleRuntime } from "./bundle.mjs";
import { deriveThresholds } from "./derive.mjs";
import { help, parseOptions } from "./options.mjs";
import { countHeld, ratioTable, targetRow, timeTable } from "./print.mjs";
import { writeResults } from "./results.mjs";
import { summarizeRuns } from "./summary.mjs";
import { checkTargets, NEVER_SLOWER } from "./targets.mjs";
import { MESSAGES } from "./whole-messages.mjs";

/** A contender that takes longer for one operation is timed once in a run. */
const ONCE_MS = 30;
/** In the first run alone, and there at most so long: npm thrift takes a second for a million elements. */
const maximumMs = 2500;

const CHILD = "../lists/child.mjs";

/** Making and checking the longest lists takes as long as all others: a third of the runs has them, as of whole messages. */
const LONGEST_LIST = 4 * 1024 * 1024;
const thirdOf = (runs) => Math.ceil(runs / 3);

function jobOf(options, bundle, workload, run) {
  const { quick, node, rounds, batchMs, warmUpMs } = options;
  const isShort = run >= thirdOf(options.runs);
  const counts = options.counts.filter((n) => !(isShort && n >= LONGEST_LIST));
  const mostMs = run === 0 && !quick ? maximumMs : ONCE_MS;
  const timing = { rounds, batchMs, warmUpMs, onceMs: ONCE_MS, mostMs };
  return { workload, seed: run, bundle, node, counts, ...timing };
}

function printWorkload({ workload, summary }, counts) {
  if (summary.loop === undefined) {
    console.log(`\n## ${workload}\n\n${formatTable(timeTable(summary))}`);
    return;
  }
  console.log(`\n## ${workload}: how many times the speed of the plain loop\n`);
  console.log(formatTable(ratioTable(summary, counts)));
}

/** Of the rows that have a cell at every n: what is missed, and the worst. */
function isTelling({ title, cells }) {
  if (title !== NEVER_SLOWER) return () => true;
  const worst = Math.max(...cells.map(({ ratio }) => ratio));
  return (_, i) => !cells[i].ok || cells[i].ratio === worst;
}

function printTargets(targets) {
  const rows = targets.flatMap((target) => targetRow(target).filter(isTelling(target)));
  if (rows.length === 0) return;
  console.log("\n## Targets");
  console.log(formatTable([["row", "n", "median", "worst", "must", ""], ...rows]));
  const { held, of } = countHeld(targets);
  console.log(`${held} of ${of} held`);
}

async function race(options, bundle) {
  const store = options.quick ? noStore : openStore(options.resume, "runs-lists");
  const collect = (workloads, count) =>
    collectRuns({ workloads, runs: count }, store, CHILD, (workload, run) =>
      jobOf(options, bundle, workload, run),
    );
  const lists = options.workloads.filter((workload) => workload !== MESSAGES);
  const runs = {
    ...(await collect(lists, options.runs)),
    ...(await collect(
      options.workloads.filter((workload) => workload === MESSAGES),
      thirdOf(options.runs),
    )),
  };
  const { node, info } = runs[options.workloads[0]][0];
  const entries = options.workloads.map((workload) => ({
    workload,
    summary: summarizeRuns(runs[workload]),
    targets: checkTargets(workload, runs[workload], node),
  }));
  console.log(`Node ${node}; ${JSON.stringify(info)}`);
  for (const entry of entries) printWorkload(entry, options.counts);
  const targets = entries.flatMap((entry) => entry.targets);
  printTargets(targets);
  if (options.write) writeResults({ node, info, runs: options.runs, entries });
  return countHeld(targets).held === countHeld(targets).of || options.quick ? 0 : 1;
}

/** Returns the exit code: 0, 1 where a full run misses something, 2 for wrong flags. */
export async function runListsSuite(args) {
  let options;
  try {
    options = parseOptions(args);
  } catch (error) {
    console.error(error.message);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const bundle = await bundleRuntime(options.runtime);
  return options.derive ? deriveThresholds(options, bundle) : race(options, bundle);
}
