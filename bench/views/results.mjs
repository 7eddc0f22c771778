/** Writes bench/results and the tables of bench/README.md. */
import { cpus } from "node:os";
import { drawRatios } from "../codec/plot.mjs";
import { formatRatio, formatTime } from "../codec/print.mjs";
import { formatJson, formatMarkdown, refreshReadme, writeResult } from "../report.mjs";
import { peerNames } from "./peers/index.mjs";
import { sign } from "./print.mjs";
import { targetRows } from "./targets.mjs";

function targetCell(check) {
  if (check === undefined) return "-";
  const text = `${formatRatio(check.ratio)} (${sign(check.kind)} ${formatRatio(check.must)})`;
  return check.ok ? text : `**${text}**`;
}

const header = (summary) => ["", ...summary.map(({ workload }) => workload)];

function targetTable(summary) {
  const rows = targetRows.map(({ title }) => [
    title,
    ...summary.map(({ targets }) => targetCell(targets.find((check) => check.title === title))),
  ]);
  return formatMarkdown([header(summary), ...rows]);
}

const timeCell = (time) => (time === undefined ? "-" : formatTime(time));

/** Loops by name, times in the columns: the same rows for all workloads. */
function timeTable(summary) {
  const names = [...new Set(summary.flatMap(({ times }) => Object.keys(times)))];
  return formatMarkdown([
    header(summary),
    ...names.map((name) => [name, ...summary.map(({ times }) => timeCell(times[name]))]),
  ]);
}

function sizeTable(summary) {
  const names = ["ours", ...peerNames];
  return formatMarkdown([
    header(summary),
    ...names.map((name) => [name, ...summary.map(({ sizes }) => String(sizes[name] ?? "-"))]),
  ]);
}

/** One field: what each takes / a lazy view and / a view that scans its whole struct. */
function plotOneField(summary) {
  const rivals = [["FastRead", "decode"], ...peerNames.map((name) => [name, `${name} one`])];
  const panels = summary.map(({ workload, times }) => ({
    name: workload,
    rows: rivals.map(([, loop]) =>
      times[loop] === undefined
        ? undefined
        : [times[loop] / times["one lazy"], times[loop] / times.one],
    ),
  }));
  return drawRatios({
    title: "One field: how many times a view's time others take (right of 1x: slower than us)",
    legend: ["lazy view", "default view"],
    peers: rivals.map(([name]) => name),
    panels,
  });
}

export function writeResults(options, summary) {
  const cpu = cpus()[0]?.model ?? "unknown processor";
  const environment = { node: process.version, cpu, runs: options.runs, rounds: options.rounds };
  writeResult("views.json", formatJson({ environment, workloads: summary }));
  writeResult("views-one-field.svg", plotOneField(summary));
  const parts = [
    `\`npm run bench -- views\` on Node ${process.version}, ${cpu}, ${options.runs} runs.`,
    `**Targets**: median ratio (must); a missed one is bold. "vs": somebody's time / ours; "/": ours / somebody's.\n\n${targetTable(summary)}`,
    `**Times** of all loops (no name: our views; codec: our codec; decode is FastRead)\n\n${timeTable(summary)}`,
    `Bytes of a message (mean)\n\n${sizeTable(summary)}`,
  ];
  refreshReadme("views", parts.join("\n\n"));
}
