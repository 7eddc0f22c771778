/** What the socket suite says: the table, the thresholds that follow, and whether the targets hold. */
import { cpus } from "node:os";
import { formatTable } from "../codec/print.mjs";
import { formatJson, formatMarkdown, refreshReadme, writeResult } from "../report.mjs";

const KiB = 1024;
/** Never worse than always copying by more than this; at 1 MiB better by this. */
const limits = { worst: 1.05, megabyte: 0.88 };

export function summarize(rows) {
  const threshold = derive(rows, ({ ratio }) => ratio);
  const freshThreshold = derive(rows, ({ freshRatio }) => freshRatio);
  const current = rows.find(({ isNode }) => isNode)?.size;
  const worst = Math.max(...rows.filter(({ isNode }) => isNode).map(({ ratio }) => ratio));
  const megabyte = rows.find(({ size }) => size === KiB * KiB);
  const holds =
    worst <= limits.worst &&
    megabyte.ratio <= limits.megabyte &&
    rows.every(({ copied }) => copied === 0);
  const { ratio, copied } = megabyte;
  return { threshold, freshThreshold, current, worst, megabyte: ratio, copied, holds };
}

/** The smallest size from which on a node is never worse. */
function derive(rows, ratioOf) {
  return rows[rows.findLastIndex((row) => ratioOf(row) > limits.worst) + 1]?.size;
}

const formatSize = (size) =>
  size < KiB ? `${size} B` : size < KiB * KiB ? `${size / KiB} KiB` : `${size / KiB / KiB} MiB`;

const named = (size) => (size === undefined ? "no size" : formatSize(size));

function tableOf(rows) {
  const header = [
    "body",
    "pooled copy, us",
    "fresh copy, us",
    "node, us",
    "node / pooled",
    "node / fresh",
  ];
  header.push("node's bytes copied", "default");
  const cells = rows.map(({ size, copy, fresh, node, ratio, freshRatio, copied, isNode }) => [
    formatSize(size),
    copy.toFixed(1),
    fresh.toFixed(1),
    node.toFixed(1),
    ratio.toFixed(2),
    freshRatio.toFixed(2),
    String(copied),
    isNode ? "node" : "copied",
  ]);
  return [header, ...cells];
}

function sentenceOf({ threshold, freshThreshold, current, worst, megabyte, copied, holds }) {
  return (
    `From ${named(threshold)} on a node never takes over 5 % more than a copy into pooled memory, from ` +
    `${named(freshThreshold)} on than one into fresh memory. A chain's default is ${named(current)}, ` +
    `whose worst is ${worst.toFixed(2)}. At 1 MiB: ${megabyte.toFixed(2)}, ${copied} bytes of the node copied. ` +
    (holds ? "All targets hold." : "NOT all targets hold.")
  );
}

export function printReport(rows, summary) {
  console.log(formatTable(tableOf(rows)));
  console.log(`\n${sentenceOf(summary)}`);
}

export function saveReport(rows, summary) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeResult("socket.json", formatJson({ machine, summary, rows }));
  refreshReadme("socket", `${formatMarkdown(tableOf(rows))}\n\n${sentenceOf(summary)}`);
}
