/**
 * From which n on each tier is the faster one, by itself: with all thresholds at 0 (the tier) against them at infinity (the loops).
 * The defaults of packages/runtime/src/list/thresholds.ts come from it: of an old and a new Node, and of all that share one, the
 * highest.
 */
import { runChild } from "../codec/children.mjs";
import { median } from "../codec/measure.mjs";
import { formatRatio, formatTable } from "../codec/print.mjs";
import { formatCount, parseWorkload, workloads } from "./kinds.mjs";

const K = 1024;
const short = [8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256, 384, 512, 768];
const lengths = [...short, K, 1536, 2 * K, 4 * K, 16 * K, 64 * K, 256 * K];
const shown = [16, 32, 64, 256, K, 4 * K, 64 * K, 256 * K];
/** A tier has to be faster by so much: a threshold is not worth a tie. */
const GAIN = 1.05;

/** The constant that decides between the loops and WebAssembly; undefined where nothing does. */
function thresholdOf(workload) {
  const { direction, form, element } = parseWorkload(workload);
  if (form !== "typed") return direction === "encode" ? "plain" : undefined;
  const name = { encode: "typed", into: "into", fresh: "read" }[direction];
  return element === "i64" ? `${name}64` : name;
}

/** [who is better, than whom, the name of the constant]. */
function questionsOf(workload) {
  const name = thresholdOf(workload);
  const first = ["wasm", "js", name];
  if (parseWorkload(workload).form !== "typed") return [first];
  return [first, ["native", "js", "native"], ["native", "wasm", "native"]];
}

/** A length is judged with its neighbours, because single ones are off at times. */
function findRange(gains) {
  const isAhead = gains.map((_, i) => median(gains.slice(Math.max(0, i - 1), i + 2)) >= GAIN);
  const last = isAhead.lastIndexOf(true);
  const from = isAhead.findIndex((ahead, i) => ahead && isAhead.slice(i, last + 1).every(Boolean));
  if (from < 0) return ["never", ""];
  return [
    formatCount(lengths[from]),
    last === lengths.length - 1 ? "" : formatCount(lengths[last]),
  ];
}

async function deriveRows(options, bundle, workload) {
  const runs = [];
  for (let run = 0; run < options.runs; run++) {
    process.stderr.write(`run ${run + 1} of ${options.runs}: ${workload}\n`);
    const { node, rounds, warmUpMs } = options;
    const timing = { rounds, batchMs: 1, warmUpMs, onceMs: 30, mostMs: 30 };
    const job = { workload, seed: run, bundle, node, counts: lengths, isBare: true, ...timing };
    runs.push(await runChild("../lists/child.mjs", job));
  }
  const gainsOf = (better, than) =>
    lengths.map((n) => median(runs.map(({ times }) => times[n][than] / times[n][better])));
  const { thresholds } = runs[0].info;
  return questionsOf(workload).map(([better, than, name]) => {
    const gains = gainsOf(better, than);
    const [from, to] = findRange(gains);
    const ratios = shown.map((n) => formatRatio(gains[lengths.indexOf(n)]));
    return [workload, `${better} / ${than}`, from, to, `${name} ${thresholds[name]}`, ...ratios];
  });
}

/** Prints a row for each question; returns the exit code. */
export async function deriveThresholds(options, bundle) {
  const rows = [];
  for (const workload of workloads.filter((name) => options.workloads.includes(name))) {
    if (thresholdOf(workload) === undefined) continue;
    rows.push(...(await deriveRows(options, bundle, workload)));
  }
  const header = ["workload", "tiers", "from n", "to n", "in use", ...shown.map(formatCount)];
  console.log(formatTable([header, ...rows]));
  return 0;
}
