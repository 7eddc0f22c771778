/** What the suites share to write bench/results and the tables of bench/README.md. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const at = (path) => new URL(path, import.meta.url);

/** Rounds to four digits, so that the committed file stays readable. */
const replacer = (_, value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

/** Writes a file of bench/results. */
export function writeResult(file, text) {
  mkdirSync(at("results"), { recursive: true });
  writeFileSync(at(`results/${file}`), text);
}

export const formatJson = (report) => `${JSON.stringify(report, replacer, 1)}\n`;

/** A Markdown table: the first row is the header, the first column is aligned to the left. */
export const formatMarkdown = ([header, ...rows]) =>
  [header, header.map((_, i) => (i === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** Puts `text` between the comments `<!-- bench:name -->` and `<!-- /bench:name -->` of bench/README.md, or of another file from there. */
export function refreshReadme(name, text, path = "README.md") {
  const file = at(path);
  const readme = readFileSync(file, "utf8");
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const start = readme.indexOf(open);
  const end = readme.indexOf(close);
  if (start < 0 || end < start) throw new Error(`bench/${path} has no place for ${name}`);
  writeFileSync(file, `${readme.slice(0, start + open.length)}\n\n${text}\n\n${readme.slice(end)}`);
}
