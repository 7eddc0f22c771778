/** Tables of the lists suite, for the terminal and for Markdown: rows of cells. */
import { formatRatio } from "../codec/print.mjs";
import { formatCount } from "./kinds.mjs";

const formatElement = (nanoseconds) =>
  nanoseconds >= 100 ? nanoseconds.toFixed(0) : nanoseconds.toPrecision(2);

const shown = (value, format) => (value === undefined ? "-" : format(value));

/** Nanoseconds of contenders that have no plain loop to be compared with. */
export const timeTable = (summary) => [
  ["", "ns"],
  ...Object.entries(summary).map(([name, cells]) => [
    name,
    ...Object.values(cells).map(({ time }) => time.toPrecision(4)),
  ]),
];

/** How many times faster than the best plain loop; the first row is that loop's nanoseconds for one element. */
export function ratioTable(summary, counts) {
  const best = (n) => {
    const cell = summary.loop[n];
    return cell && (cell.time * cell.ratio) / n;
  };
  return [
    ["", ...counts.map(formatCount)],
    ["plain loop, ns/element", ...counts.map((n) => shown(best(n), formatElement))],
    ...Object.entries(summary).map(([name, cells]) => [
      name,
      ...counts.map((n) => shown(cells[n]?.ratio, formatRatio)),
    ]),
  ];
}

export const sign = (kind) => (kind === "least" ? ">=" : "<=");

export function targetRow({ workload, title, kind, cells }) {
  return cells.map(({ n, ratio, worst, must, ok }) => [
    `${workload}: ${title}`,
    formatCount(n),
    formatRatio(ratio),
    formatRatio(worst),
    `${sign(kind)} ${formatRatio(must)}`,
    ok ? "ok" : "MISSED",
  ]);
}

export const countHeld = (targets) => {
  const cells = targets.flatMap((target) => target.cells);
  return { held: cells.filter(({ ok }) => ok).length, of: cells.length };
};
