/** The table of the root README: what an article says about vector code for lists, beside what is measured here. */
import { formatRatio } from "../codec/print.mjs";
import { formatMarkdown, refreshReadme } from "../report.mjs";
import { formatCount } from "./kinds.mjs";

const K = 1024;
const shown = [16, 64, K, 16 * K, K * K];

const loops = [
  ["the best plain loop, in its best case", "loop"],
  ["the same loop after a mixed history", "mixed"],
];
const others = [
  ["a loop of `Buffer.write*BE`", "Buffer.write"],
  ["npm thrift", "thrift"],
];

/** How many times as long `over` takes as `under`, at the index-th n. */
function ratioAt({ nanoseconds }, index, over, under) {
  const times = [over, `${over} 2`].map((name) => nanoseconds[name]?.[index] ?? Infinity);
  const ratio = Math.min(...times) / nanoseconds[under][index];
  return Number.isFinite(ratio) ? formatRatio(ratio) : "-";
}

function rowsOf(name, entries, counts) {
  const rows = [...loops, ...others].map(([title, over]) => [title, over, "auto"]);
  rows.push(["npm thrift / our plain loops", "thrift", "js"]);
  return rows.map(([title, over, under]) => [
    `${name}: ${title}`,
    ...shown.map((n) =>
      entries.map((entry) => ratioAt(entry, counts.indexOf(n), over, under)).join(" / "),
    ),
  ]);
}

/** `nodes` as in results/lists.json. */
export function writeArticle(nodes, counts) {
  const entriesOf = (workload) =>
    nodes.map(({ workloads }) => workloads.find((entry) => entry.workload === workload));
  const table = [
    ["elements", ...shown.map(formatCount)],
    ...rowsOf("`list<i32>`", entriesOf("encode Int32Array"), counts),
    ...rowsOf("`list<i64>`", entriesOf("encode BigInt64Array"), counts),
  ];
  const versions = nodes.map(({ node }) => node).join(" / ");
  const head = `Their time / ours, to encode an \`Int32Array\` and a \`BigInt64Array\`, on Node ${versions}:`;
  refreshReadme("lists", `${head}\n\n${formatMarkdown(table)}`, "../README.md");
}
