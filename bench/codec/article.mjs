/** The table of the root README: encode into pooled memory / decode from a Block, in number mode, with few digits. */
import { formatMarkdown, refreshReadme } from "../report.mjs";

const columns = {
  tiny: "60 B",
  small: "900 B",
  kb20: "18 KB",
  mb6: "5 MB",
  chatA: "ASCII text",
  chatC: "CJK text",
  points: "10,000 points",
};

const names = { thrift: "npm thrift", "v8.serialize": "`v8.serialize`" };

/** Two digits: from machine to machine ratios move by up to 25 %. */
function formatRough(ratio) {
  if (ratio === undefined) return "-";
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2);
}

const cellOf = ({ encode, decode }) =>
  `${formatRough(encode["number encodePooled"])} / ${formatRough(decode["number decodeBlock"])}`;

/** `report` is what results/codec.json holds: its numbers are rounded, and a test makes the table from them again. */
export function renderArticle({ environment, workloads }) {
  const head = `On Node ${environment.node}, to encode / to decode:`;
  const rows = workloads[0].peers.map(({ peer }, i) => [
    names[peer] ?? peer,
    ...workloads.map(({ peers }) => cellOf(peers[i])),
  ]);
  const header = ["", ...workloads.map(({ workload }) => columns[workload])];
  return `${head}\n\n${formatMarkdown([header, ...rows])}`;
}

export const writeArticle = (report) =>
  refreshReadme("codec", renderArticle(report), "../README.md");
