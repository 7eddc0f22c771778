/** The kitex suite: our encode and decode against Kitex's FastCodec, in Go, on the same messages. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileFile } from "../codec/compile.mjs";
import { median } from "../codec/measure.mjs";
import { cache, importOurs } from "../codec/ours.mjs";
import { formatRatio, formatTable, formatTime } from "../codec/print.mjs";
import { formatJson, formatMarkdown, refreshReadme, writeResult } from "../report.mjs";
import { shapes } from "./values.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const work = resolve(cache, "kitex");

const operations = [
  ["write, reused or pooled buffer", "writePooled", "writePooled"],
  ["write, fresh buffer", "writeFresh", "writeFresh"],
  ["read (ours: from a Block)", "read", "read"],
  ["read (ours: from a Uint8Array)", "read", "readFresh"],
];

/** The version of Go, or undefined where it is not installed. */
function findGo() {
  try {
    return execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8", cwd: here }).trim();
  } catch {
    return undefined;
  }
}

/** Writes a message of each shape; returns the files by shape. */
async function writeMessages(ours) {
  const module = await importOurs(ours);
  const files = {};
  for (const [shape, { struct, make }] of Object.entries(shapes)) {
    files[shape] = resolve(work, `${shape}.bin`);
    writeFileSync(files[shape], module[struct].encode(make()));
  }
  return files;
}

function timeKitex(program, rounds, files) {
  const text = execFileSync(program, [String(rounds), ...Object.values(files)], {
    encoding: "utf8",
  });
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map((line) => [line.shape, line]));
}

function timeOurs(ours, rounds, files) {
  const script = resolve(here, "child.mjs");
  const times = {};
  for (const shape of Object.keys(shapes)) {
    const job = { shape, ours, rounds, file: `${files[shape]}.kitex` };
    const text = execFileSync(process.execPath, [script, JSON.stringify(job)], {
      encoding: "utf8",
    });
    times[shape] = JSON.parse(text);
  }
  return times;
}

/** Rows {shape, title, bytes, kitex, ours, ratio}: medians of the runs; ratio is Kitex's time / ours. */
function summarizeShapes(runs) {
  return Object.keys(shapes).flatMap((shape) =>
    operations.map(([title, theirs, mine]) => {
      const kitex = median(runs.map((run) => run.kitex[shape][theirs]));
      const ours = median(runs.map((run) => run.ours[shape][mine]));
      const ratio = median(runs.map((run) => run.kitex[shape][theirs] / run.ours[shape][mine]));
      return { shape, title, bytes: runs[0].kitex[shape].bytes, kitex, ours, ratio };
    }),
  );
}

const header = ["", "bytes", "Kitex", "ours", "Kitex / ours"];

const cellsOf = ({ shape, title, bytes, kitex, ours, ratio }) => [
  `${shape} ${title}`,
  String(bytes),
  formatTime(kitex),
  formatTime(ours),
  formatRatio(ratio),
];

/** Returns the exit code. Flags: --runs N (3), --rounds N (7), --no-write. */
export async function runKitexSuite(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "3" },
      rounds: { type: "string", default: "7" },
      "no-write": { type: "boolean", default: false },
    },
  });
  const go = findGo();
  if (go === undefined) {
    console.log("SKIPPED: Go is not installed, so there is no Kitex to race against.");
    return 0;
  }
  mkdirSync(work, { recursive: true });
  const ours = await compileFile(resolve(here, "shapes.thrift"), "kitex", ["--i64", "bigint"]);
  const files = await writeMessages(ours);
  const program = resolve(work, "kitex-bench");
  execFileSync("go", ["build", "-o", program, "."], { cwd: here, stdio: "inherit" });
  const runs = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const kitex = timeKitex(program, Number(values.rounds), files);
    runs.push({ kitex, ours: timeOurs(ours, Number(values.rounds), files) });
  }
  const rows = summarizeShapes(runs);
  console.log(formatTable([header, ...rows.map(cellsOf)]));
  if (values["no-write"]) return 0;
  const gopkg = readFileSync(resolve(here, "go.mod"), "utf8").match(/gopkg (v\S+)/)[1];
  const environment = { node: process.version, go, gopkg, runs: runs.length };
  writeResult("kitex.json", formatJson({ environment, rows }));
  const title = `\`npm run bench -- kitex\` on Node ${process.version} and ${go}, gopkg ${gopkg}, ${runs.length} runs.`;
  refreshReadme("kitex", `${title}\n\n${formatMarkdown([header, ...rows.map(cellsOf)])}`);
  return 0;
}
