/** Text tables for the terminal. */
import { formatRatio, formatTable, formatTime } from "../codec/print.mjs";

export const sign = (kind) => (kind === "least" ? ">=" : "<=");

export function printTimes({ workload, sizes, times }) {
  const bytes = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  console.log(`\n## ${workload}\nbytes: ${bytes.join(", ")}`);
  const rows = Object.entries(times).map(([name, time]) => [
    name,
    formatTime(time),
    times.decode === undefined ? "" : formatRatio(time / times.decode),
  ]);
  console.log(formatTable([["loop", "time", "/ FastRead"], ...rows]));
}

export function printTargets(checks) {
  if (checks.length === 0) return;
  const rows = checks.map(
    ({ workload, title, kind, ratio, worst, must, ambitious, ok, reached }) => [
      `${workload} ${title}`,
      formatRatio(ratio),
      formatRatio(worst),
      `${sign(kind)} ${formatRatio(must)}`,
      formatRatio(ambitious),
      reached ? "ambitious" : ok ? "ok" : "MISSED",
    ],
  );
  console.log("\n## Targets");
  console.log(formatTable([["row", "median", "worst", "must", "ambitious", ""], ...rows]));
  console.log(`${checks.filter(({ ok }) => ok).length} of ${checks.length} held`);
}
