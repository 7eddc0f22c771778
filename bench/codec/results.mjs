/** Writes bench/results, the tables of bench/README.md and that of the root README. */
import { cpus } from "node:os";
import { formatJson, formatMarkdown, refreshReadme, writeResult } from "../report.mjs";
import { writeArticle } from "./article.mjs";
import { drawRatios } from "./plot.mjs";
import { formatRatio, formatTime, ladderRows } from "./print.mjs";

function writePlot(file, title, legend, summary, pick) {
  const peers = summary[0].peers.map(({ peer }) => peer);
  const panels = summary.map(({ workload, peers: entries }) => ({
    name: workload,
    rows: entries.map(pick),
  }));
  writeResult(file, drawRatios({ title, legend, peers, panels }));
}

/** Peer time / our time: a row for each peer, a cell "first / second" for each workload. */
function ratioTable(title, summary, operation, forms) {
  const own = [
    "ours",
    ...summary.map(({ times }) => forms.map((form) => formatTime(times[form])).join(" / ")),
  ];
  const rows = summary[0].peers.map(({ peer }, i) => [
    peer,
    ...summary.map(({ peers }) =>
      forms.map((form) => formatRatio(peers[i][operation][form])).join(" / "),
    ),
  ]);
  return `${title}\n\n${formatMarkdown([["", ...summary.map(({ workload }) => workload)], own, ...rows])}`;
}

function targetCell(check) {
  if (check === undefined) return "-";
  const text = `${formatRatio(check.ratio)} (${formatRatio(check.must)})`;
  return check.ok ? text : `**${text}**`;
}

/** One row for each target, a cell "ratio (must)" for each workload; missed ones are bold. */
function targetTable(summary, isShown) {
  const checksOf = ({ targets }) => targets.filter(isShown);
  const titles = checksOf(summary[0]).map(({ title }) => title);
  const rows = titles.map((title) => [
    title,
    ...summary.map((entry) => targetCell(checksOf(entry).find((check) => check.title === title))),
  ]);
  return formatMarkdown([["", ...summary.map(({ workload }) => workload)], ...rows]);
}

function sizeTable(summary) {
  const names = Object.keys(summary[0].sizes);
  const rows = summary.map(({ workload, sizes }) => [
    workload,
    ...names.map((name) => String(sizes[name])),
  ]);
  return `Bytes of a message (mean)\n\n${formatMarkdown([["", ...names], ...rows])}`;
}

function cliffTable({ limit, skipped, workloads }) {
  const worst = workloads.map(({ ratios }) => formatRatio(Math.max(...Object.values(ratios))));
  const note = skipped === undefined ? "" : ` The shared cases were skipped: ${skipped}.`;
  const rows = [
    ["hostile inputs", ...workloads.map(({ inputs }) => String(inputs))],
    ["worst after / before", ...worst],
  ];
  const header = ["", ...workloads.map(({ workload }) => workload)];
  return `Time after hostile bytes / time before, the worst of the eight forms (at most ${limit}).${note}\n\n${formatMarkdown([header, ...rows])}`;
}

function renderTables({ environment, summary, cliffs }) {
  const parts = [
    `\`npm run bench -- codec\` on Node ${environment.node}, ${environment.cpu}, ${environment.runs} runs. ${environment.notes.join("; ")}.`,
    `**Targets**, \`--i64 number\`: median ratio (must); a missed one is bold.\n\n${targetTable(summary, (check) => check.mode === "number" && check.form !== "decode")}`,
    `The same in bigint mode (0.65 of the must):\n\n${targetTable(summary, (check) => check.mode === "bigint" && check.form !== "decode")}`,
    `Decoding from a fresh \`Uint8Array\` (0.65 of the must), number mode, then bigint mode:\n\n${targetTable(summary, (check) => check.mode === "number" && check.form === "decode")}\n\n${targetTable(summary, (check) => check.mode === "bigint" && check.form === "decode")}`,
    ratioTable("**Encode**: peer time / our time, pooled / fresh, number mode", summary, "encode", [
      "number encodePooled",
      "number encode",
    ]),
    ratioTable("**Encode**, bigint mode, pooled / fresh", summary, "encode", [
      "bigint encodePooled",
      "bigint encode",
    ]),
    ratioTable(
      "**Decode**: from a Block / from a fresh Uint8Array, number mode",
      summary,
      "decode",
      ["number decodeBlock", "number decode"],
    ),
    ratioTable("**Decode**, bigint mode, Block / Uint8Array", summary, "decode", [
      "bigint decodeBlock",
      "bigint decode",
    ]),
    sizeTable(summary),
  ];
  parts.push(
    `**Rungs**: what each step gains over a writer with a Buffer for each value.\n\n${formatMarkdown(ladderRows(summary))}`,
  );
  if (cliffs !== undefined) parts.push(cliffTable(cliffs));
  return parts.join("\n\n");
}

export function writeResults(options, summary, cliffs) {
  const notes = Object.entries(summary[0].notes).map(([name, note]) => `${name}: ${note}`);
  const environment = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown processor",
    runs: options.runs,
    rounds: options.rounds,
    notes,
  };
  const json = formatJson({ environment, workloads: summary, cliffs });
  writeResult("codec.json", json);
  writePlot(
    "codec-encode.svg",
    "Encode: how many times our time a peer takes (right of 1x: slower than us)",
    ["pooled block", "fresh bytes"],
    summary,
    ({ encode }) => [encode["number encodePooled"], encode["number encode"]],
  );
  writePlot(
    "codec-decode.svg",
    "Decode: how many times our time a peer takes (right of 1x: slower than us)",
    ["from a Block", "from a Uint8Array"],
    summary,
    ({ decode }) => [decode["number decodeBlock"], decode["number decode"]],
  );
  refreshReadme("codec", renderTables({ environment, summary, cliffs }));
  writeArticle(JSON.parse(json));
}
