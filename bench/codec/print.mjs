/** Text tables for the terminal. */
import { climbLadder } from "./summary.mjs";

export const formatRatio = (ratio) =>
  ratio === undefined ? "-" : ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);

export const formatTime = (nanoseconds) => {
  if (nanoseconds < 1000) return `${nanoseconds.toFixed(0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(3)} us`;
  return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
};

/** Rows of cells as aligned lines: the first column to the left, the others to the right. */
export function formatTable(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const pad = (cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

export function printWorkload({ workload, sizes, times, peers, modes }) {
  const bytes = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  console.log(`\n## ${workload}\nbytes: ${bytes.join(", ")}`);
  const forms = (operation, names) =>
    modes.flatMap((mode) => names.map((form) => `${mode} ${form}`));
  for (const [operation, names] of [
    ["encode", forms("encode", ["encodePooled", "encode"])],
    ["decode", forms("decode", ["decodeBlock", "decode"])],
  ]) {
    const header = [`${operation}: peer time / ours`, "peer", ...names];
    const own = ["ours", "", ...names.map((name) => formatTime(times[name]))];
    const lines = peers.map((entry) => [
      entry.peer,
      formatTime(times[`${entry.peer} ${operation}`]),
      ...names.map((name) => formatRatio(entry[operation][name])),
    ]);
    console.log(formatTable([header, own, ...lines]));
  }
}

export function printTargets(checks) {
  const rows = checks.map((check) => [
    `${check.workload} ${check.title}${check.mode === "number" ? "" : ", bigint"}${check.form === "decode" ? ", Uint8Array" : ""}`,
    formatRatio(check.ratio),
    formatRatio(check.worst),
    formatRatio(check.must),
    formatRatio(check.ambitious),
    check.reached ? "ambitious" : check.ok ? "ok" : "MISSED",
  ]);
  if (rows.length === 0) return;
  console.log("\n## Targets");
  console.log(formatTable([["row", "median", "worst", "must", "ambitious", ""], ...rows]));
  const held = checks.filter((check) => check.ok).length;
  console.log(`${held} of ${checks.length} held`);
}

export const ladderRows = (summary) => [
  ["encode", "time", "gain"],
  ...climbLadder(summary).map(({ workload, rung, time, gain }) => [
    `${workload}: ${rung}`,
    formatTime(time),
    formatRatio(gain),
  ]),
];

export function printLadder(summary) {
  const rows = ladderRows(summary);
  if (rows.length > 1) console.log(`\n## Rungs\n${formatTable(rows)}`);
}
