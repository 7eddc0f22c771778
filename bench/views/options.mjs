/** Flags of the views suite. */
import { parseArgs } from "node:util";
import { parseCount, parseNames } from "../codec/options.mjs";
import { workloads } from "../codec/workloads.mjs";
import { peerNames } from "./peers/index.mjs";

export const help = `npm run bench -- views [flags]

  --workload a,b     of ${Object.keys(workloads).join(", ")} (default: all)
  --peers a,b        of ${peerNames.join(", ")} (default: all; with an empty list: ours alone)
  --only a,b         these loops alone (as the table of times names them), without targets
  --runs N           child processes for each workload (default 9)
  --rounds N         timed batches of each contender in one child (default 5)
  --quick            1 run, short batches; writes no files
  --generated DIR    race workloads.ts and workloads.view.ts of this folder in place of the compiler's
  --src              with the runtime's sources, not what is built
  --resume           keep the runs that an interrupted suite has finished
  --no-write         leave bench/results and bench/README.md alone (so do --workload, --peers and --only)
`;

const flags = {
  workload: { type: "string" },
  peers: { type: "string" },
  only: { type: "string" },
  runs: { type: "string" },
  rounds: { type: "string" },
  quick: { type: "boolean", default: false },
  generated: { type: "string" },
  src: { type: "boolean", default: false },
  resume: { type: "boolean", default: false },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

/** Throws an Error with a message for the user. */
export function parseOptions(args) {
  const { values } = parseArgs({ args, options: flags });
  const { quick, only } = values;
  const known = Object.keys(workloads);
  const isPart = values.workload !== undefined || values.peers !== undefined || only !== undefined;
  return {
    help: values.help,
    quick,
    workloads: parseNames(values.workload ?? known.join(","), known, "workload"),
    peers:
      values.peers === ""
        ? []
        : parseNames(values.peers ?? peerNames.join(","), peerNames, "peers"),
    only: only?.split(","),
    runs: parseCount(values.runs ?? (quick ? "1" : "9"), "runs"),
    rounds: parseCount(values.rounds ?? "5", "rounds"),
    batchMs: quick ? 12 : 20,
    warmUpMs: quick ? 80 : 120,
    generated: values.generated,
    runtime: values.src ? "src" : "dist",
    resume: values.resume,
    write: !(quick || values["no-write"] || isPart),
  };
}
