/** Writes bench/results/lists.json, the chart, and the tables of bench/README.md: one part for each version of Node. */
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { formatRatio } from "../codec/print.mjs";
import { formatJson, formatMarkdown, refreshReadme, writeResult } from "../report.mjs";
import { writeArticle } from "./article.mjs";
import { counts, formatCount } from "./kinds.mjs";
import { drawSpeeds } from "./plot.mjs";
import { countHeld, ratioTable, sign } from "./print.mjs";
import { NEVER_SLOWER } from "./targets.mjs";
import { MESSAGES, messagesTable } from "./whole-messages.mjs";

const FILE = "lists.json";
const majorOf = (node) => Number(node.match(/\d+/)[0]);

/** What other versions of Node have left, without an earlier result of this major version. */
function readOthers(node) {
  const path = new URL(`../results/${FILE}`, import.meta.url);
  try {
    const { nodes } = JSON.parse(readFileSync(path, "utf8"));
    return nodes.filter((other) => majorOf(other.node) !== majorOf(node));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

/** A workload's times and ratios by contender, in the order of `counts`; null where nothing was timed. */
const compact = ({ workload, summary, targets }) =>
  summary.loop === undefined
    ? {
        workload,
        nanoseconds: pick(summary, "time", Object.keys(Object.values(summary)[0])),
        targets,
      }
    : {
        workload,
        nanoseconds: pick(summary, "time", counts),
        ratios: pick(summary, "ratio", counts),
        targets,
      };

const pick = (summary, what, lengths) =>
  Object.fromEntries(
    Object.entries(summary).map(([name, cells]) => [
      name,
      lengths.map((n) => cells[n]?.[what] ?? null),
    ]),
  );

/** The other way round. */
function expand({ ratios, nanoseconds }) {
  const cellsOf = (name) =>
    Object.fromEntries(
      counts.map((n, i) => {
        const ratio = ratios[name][i];
        return [n, ratio === null ? undefined : { ratio, time: nanoseconds[name][i] }];
      }),
    );
  return Object.fromEntries(Object.keys(ratios).map((name) => [name, cellsOf(name)]));
}

const find = (workloads, name) => workloads.find(({ workload }) => workload === name);

const cellText = ({ kind }, { ratio, must, ok }) => {
  const text = `${formatRatio(ratio)} (${sign(kind)} ${formatRatio(must)})`;
  return ok ? text : `**${text}**`;
};

/** Rows of the targets, but for those that have a cell at every n. */
function targetTable(targets) {
  const rows = targets.filter(({ title }) => title !== NEVER_SLOWER);
  const used = [0, ...counts].filter((n) =>
    rows.some(({ cells }) => cells.some((cell) => cell.n === n)),
  );
  const body = rows.map((row) => [
    `${row.workload}: ${row.title}`,
    ...used.map((n) => {
      const cell = row.cells.find((one) => one.n === n);
      return cell === undefined ? "-" : cellText(row, cell);
    }),
  ]);
  return formatMarkdown([["", ...used.map(formatCount)], ...body]);
}

/** As we choose: how many times the speed of the plain loop; bold where that is slower than may be. */
function autoTable(workloads, direction) {
  const rows = workloads.filter(({ workload }) => workload.startsWith(direction));
  const body = rows.map(({ workload, ratios, targets }) => {
    const checks = targets.find(({ title }) => title === NEVER_SLOWER)?.cells ?? [];
    return [
      workload.slice(direction.length + 1),
      ...counts.map((n, i) => {
        const ratio = ratios.auto?.[i];
        if (ratio === null || ratio === undefined) return "-";
        const ok = checks.find((cell) => cell.n === n)?.ok !== false;
        return ok ? formatRatio(ratio) : `**${formatRatio(ratio)}**`;
      }),
    ];
  });
  return formatMarkdown([["", ...counts.map(formatCount)], ...body]);
}

/** Tables of these stand in the README with all contenders; lists.json has those of all. */
const SHOWN = [
  "encode Int32Array",
  "encode BigInt64Array",
  "encode number[] i32",
  "encode bigint[]",
  "into Int32Array",
  "fresh Int32Array",
];

const titles = {
  encode: "**Encode**, as we choose: times the speed of the plain loop",
  into: "**Decode into an array of the caller's**, the same",
  fresh: "**Decode into a new one**, the same",
};

function messageTable(workloads) {
  const { nanoseconds } = find(workloads, MESSAGES);
  const times = Object.entries(nanoseconds).map(([name, [time]]) => [name, time]);
  return formatMarkdown(messagesTable(Object.fromEntries(times)));
}

function renderNode({ node, runs, info, workloads }) {
  const targets = workloads.flatMap((entry) => entry.targets);
  const { held, of } = countHeld(targets);
  const tables = Object.entries(titles).map(
    ([direction, title]) => `${title}\n\n${autoTable(workloads, direction)}`,
  );
  const details = SHOWN.map((name) => {
    const entry = find(workloads, name);
    return `${name}, all contenders: times the speed of the plain loop\n\n${formatMarkdown(ratioTable(expand(entry), counts))}`;
  });
  return [
    `#### Node ${node}`,
    `${runs === 1 ? "A single run, which is rough" : `${runs} runs`}; tier ${info.tier} (${info.features.join(", ")}). ${held} of ${of} targets hold.`,
    ...tables,
    `**Whole messages** of 6 MB: how many times as fast with typed lists\n\n${messageTable(workloads)}`,
    `**Targets**: median ratio (must); a missed one is bold. "vs": somebody's time / ours; "/": ours / somebody's.\n\n${targetTable(targets)}`,
    `<details><summary>All contenders</summary>\n\n${details.join("\n\n")}\n\n</details>`,
  ].join("\n\n");
}

function drawChart({ node, workloads }) {
  const shown = ["encode Int32Array", "encode number[] i32", "into Int32Array"];
  const panels = shown.map((name) => ({
    name,
    summary: expand(find(workloads, name)),
  }));
  const title = `Lists on Node ${node}: times the speed of the plain JavaScript loop, by elements (1x: as fast)`;
  return drawSpeeds({ title, panels, counts });
}

/** Lists and objects that hold no others, on one line. */
const shorten = (json) =>
  json.replaceAll(/[[{][^[\]{}]*[\]}]/g, (leaf) => leaf.replaceAll(/\s+/g, " "));

export function writeResults({ node, info, runs, entries }) {
  const own = { node, runs, info, workloads: entries.map(compact) };
  const nodes = [...readOthers(node), own].toSorted((a, b) => majorOf(a.node) - majorOf(b.node));
  const cpu = cpus()[0]?.model ?? "unknown processor";
  writeResult(FILE, shorten(formatJson({ environment: { cpu }, counts, nodes })));
  writeResult(`lists-node${majorOf(node)}.svg`, drawChart(own));
  writeArticle(nodes, counts);
  const head = `\`npm run bench -- lists\` on ${cpu}, for each version of Node that it was run with.`;
  refreshReadme("lists", [head, ...nodes.map(renderNode)].join("\n\n"));
}
