/** Flags of the codec suite. */
import { parseArgs } from "node:util";
import { peerNames } from "../peers/index.mjs";
import { workloads } from "./workloads.mjs";

export const help = `npm run bench -- codec [flags]

  --workload a,b     of ${Object.keys(workloads).join(", ")} (default: all)
  --peers a,b        of ${peerNames.join(", ")} (default: all)
  --runs N           child processes for each workload (default 9)
  --rounds N         timed batches of each contender in one child (default 5)
  --quick            1 run, the four peers of the targets, short batches; writes no files
  --ours FILE        race this module (i64 as number) with the runtime's sources instead of compiling
  --ours-bigint FILE the same for i64 as bigint
  --resume           keep the runs that an interrupted suite has finished
  --no-cliff         leave out the check after hostile bytes; --quick leaves it out too, --cliff asks for it
  --no-write         leave bench/results and bench/README.md alone (so do --workload and --peers)
`;

const flags = {
  workload: { type: "string" },
  peers: { type: "string" },
  runs: { type: "string" },
  rounds: { type: "string" },
  quick: { type: "boolean", default: false },
  ours: { type: "string" },
  "ours-bigint": { type: "string" },
  resume: { type: "boolean", default: false },
  cliff: { type: "boolean", default: false },
  "no-cliff": { type: "boolean", default: false },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

export function parseNames(text, known, flag) {
  const names = text.split(",");
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`--${flag}: no ${unknown}; known: ${known.join(", ")}`);
  return names;
}

export function parseCount(text, flag) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${flag} takes a positive number`);
  return count;
}

const QUICK_PEERS = "thrift,msgpackr,avsc,protobufjs";

/** Throws an Error with a message for the user. */
export function parseOptions(args) {
  const { values } = parseArgs({ args, options: flags });
  const { quick } = values;
  const known = Object.keys(workloads);
  return {
    help: values.help,
    quick,
    workloads: parseNames(values.workload ?? known.join(","), known, "workload"),
    peers: parseNames(
      values.peers ?? (quick ? QUICK_PEERS : peerNames.join(",")),
      peerNames,
      "peers",
    ),
    runs: parseCount(values.runs ?? (quick ? "1" : "9"), "runs"),
    rounds: parseCount(values.rounds ?? "5", "rounds"),
    batchMs: quick ? 12 : 20,
    warmUpMs: quick ? 80 : 120,
    modules: { number: values.ours, bigint: values["ours-bigint"] },
    resume: values.resume,
    cliff: values.cliff || !(quick || values["no-cliff"]),
    write: !(quick || values["no-write"] || values.workload || values.peers),
  };
}
