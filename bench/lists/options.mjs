/** Flags of the lists suite. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseCount, parseNames } from "../codec/options.mjs";
import { KERNELS } from "./kernels.mjs";
import { MESSAGES } from "./whole-messages.mjs";
import { counts, workloads as listWorkloads } from "./kinds.mjs";

const workloads = [...listWorkloads, KERNELS, MESSAGES];

export const help = `npm run bench -- lists [flags]

  --workload a,b     of ${workloads.join(", ")} (default: all)
  --n a,b            lengths of the lists (default: ${counts.join(",")})
  --node FILE        run the children with another Node (or set BENCH_NODE); its results stand beside those of the others
  --runs N           child processes for each workload (default 9)
  --rounds N         timed batches of each contender in one child (default 4)
  --quick            1 run, without what takes over 30 ms; writes no files
  --derive           print from which n on each tier is the faster one, beside the thresholds in use
  --src              with the runtime's sources, not what is built
  --resume           keep the runs that an interrupted suite has finished
  --no-write         leave bench/results and bench/README.md alone (so do --workload and --n)
`;

const flags = {
  workload: { type: "string" },
  n: { type: "string" },
  node: { type: "string" },
  runs: { type: "string" },
  rounds: { type: "string" },
  quick: { type: "boolean", default: false },
  derive: { type: "boolean", default: false },
  src: { type: "boolean", default: false },
  resume: { type: "boolean", default: false },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

function parseNode(path) {
  if (path === undefined || path === "") return undefined;
  if (!existsSync(path)) throw new Error(`--node: no such file: ${path}`);
  return resolve(path);
}

/** Throws an Error with a message for the user. */
export function parseOptions(args) {
  const { values } = parseArgs({ args, options: flags });
  const { quick, derive } = values;
  const isPart = values.workload !== undefined || values.n !== undefined;
  const runs = derive ? "3" : quick ? "1" : "9";
  return {
    help: values.help,
    quick,
    derive,
    workloads: parseNames(values.workload ?? workloads.join(","), workloads, "workload"),
    counts: values.n?.split(",").map((count) => parseCount(count, "n")) ?? counts,
    node: parseNode(values.node ?? process.env.BENCH_NODE),
    runs: parseCount(values.runs ?? runs, "runs"),
    rounds: parseCount(values.rounds ?? "4", "rounds"),
    batchMs: quick ? 0.5 : 1,
    warmUpMs: 15,
    runtime: values.src ? "src" : "dist",
    resume: values.resume,
    write: !(quick || derive || values["no-write"] || isPart),
  };
}
