/**
 * From which n on each tier is the faster one, by itself: with all thresholds at 0 (the tier) against them at infinity (the loops).
 * The defaults of packages/runtime/src/list/thresholds.ts are to be no lower than what both a Node before 24 and one since say.
 */
import { runChild } from "../codec/children.mjs";
import { median } from "../codec/measure.mjs";
import { formatRatio, formatTable } from "../codec/print.mjs";
import { workloads } from "./kinds.mjs";

const lengths = [
  8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 4096,
];
/** A tier has to be faster by so much: a threshold is not worth a tie. */
const GAIN = 1.05;

/** The thresholds that decide for a workload: [who is better, than whom, the name of the constant]. */
function questionsOf(workload) {
  const [direction, ...rest] = workload.split(" ");
  const kind = rest.join(" ");
  if (direction === "fresh") return [];
  const isTyped = kind.endsWith("Array");
  if (!isTyped) return [["wasm", "js", "plain"]];
  const first = direction === "into" ? "read" : kind === "BigInt64Array" ? "typed64" : "typed";
  return [
    ["wasm", "js", first],
    ["native", "js", "native, without wasm"],
    ["native", "wasm", "native"],
  ];
}

/** The first n from which on `better` stays ahead, or undefined. */
function findCrossover(runs, better, than) {
  const isAhead = (n) => median(runs.map(({ times }) => times[n][than] / times[n][better])) >= GAIN;
  const last = lengths.findLastIndex((n) => !isAhead(n));
  return lengths[last + 1];
}

async function deriveRow(options, bundle, workload) {
  const runs = [];
  for (let run = 0; run < options.runs; run++) {
    process.stderr.write(`run ${run + 1} of ${options.runs}: ${workload}\n`);
    const { node, rounds, warmUpMs } = options;
    const timing = { rounds, batchMs: 1, warmUpMs, onceMs: 30, mostMs: 30 };
    const job = { workload, seed: run, bundle, node, counts: lengths, isBare: true, ...timing };
    runs.push(await runChild("../lists/child.mjs", job));
  }
  const shown = [16, 32, 64, 256, 1024, 4096];
  return questionsOf(workload).map(([better, than, name]) => {
    const { thresholds } = runs[0].info;
    const ratios = shown.map((n) =>
      median(runs.map(({ times }) => times[n][than] / times[n][better])),
    );
    const crossover = findCrossover(runs, better, than);
    return [
      workload,
      `${better} over ${than}`,
      crossover === undefined ? "never" : String(crossover),
      `${name} ${thresholds[name] ?? ""}`.trim(),
      ...ratios.map(formatRatio),
    ];
  });
}

/** Prints a row for each question; returns the exit code. */
export async function deriveThresholds(options, bundle) {
  const rows = [];
  for (const workload of workloads.filter((name) => options.workloads.includes(name))) {
    if (questionsOf(workload).length > 0)
      rows.push(...(await deriveRow(options, bundle, workload)));
  }
  const header = ["workload", "tier", "from n", "in use", "x at 16", "32", "64", "256", "1k", "4k"];
  console.log(formatTable([header, ...rows]));
  return 0;
}
