/**
 * What one edit costs a watcher, as a share of a full compilation: every accepted file of ../shared/corpus is edited three
 * times, and full compilations run in between, in one process, by the median of CPU times. Ends with 1 where one edit is not ten times faster.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bundleApi } from "../scripts/bundle.mjs";
import { refreshReadme } from "./report.mjs";

const minimumGain = 10;
/** Of each file: in one edit of some, a collection of garbage takes longer than all else. */
const EDITS = 3;
/** One of so many files is edited before anything is timed. */
const WARM_UP = 3;
/** Files between two full compilations. */
const GROUP = 25;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const corpus = resolve(root, "../shared/corpus");

/** Returns the exit code. Flag: --no-write leaves bench/README.md alone. */
export async function run(args) {
  const options = { "no-write": { type: "boolean", default: false } };
  const { values } = parseArgs({ args, options });
  if (!existsSync(corpus)) {
    console.log(`skipped: ${corpus} is missing`);
    return 0;
  }
  const temporary = mkdtempSync(join(tmpdir(), "thriftgen-watch-"));
  try {
    await bundleApi(join(temporary, "api.mjs"));
    const api = await import(pathToFileURL(join(temporary, "api.mjs")).href);
    return measureEdits(api, listFiles(), !values["no-write"]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function listFiles() {
  const { files } = JSON.parse(readFileSync(join(corpus, "manifest.json"), "utf8"));
  return files.filter((file) => file.accept024);
}

function measureEdits({ createNodeHost, createSession }, files, write) {
  const disk = createNodeHost();
  const edited = new Map();
  const host = {
    ...disk,
    sizeOf: (path) => edited.get(path)?.length ?? disk.sizeOf(path),
    readFile: (path) => edited.get(path) ?? disk.readFile(path),
  };
  const includes = new Set(files.flatMap((file) => file.includePaths));
  const options = {
    files: files.map((file) => join(corpus, file.path)),
    root: corpus,
    includeDirs: [...includes].map((path) => join(corpus, path)),
    lenient: true,
    host,
  };
  const session = createSession(options);
  session.build();
  // Full compilations are timed warm, so edits are too.
  for (const [index, path] of options.files.entries()) {
    if (index % WARM_UP !== 0) continue;
    edited.set(path, Buffer.from(`${readFileSync(path, "utf8")}\nstruct Warm${index} {}\n`));
    session.build([path]);
  }
  const edits = [];
  const fulls = [];
  const compileFully = () => fulls.push(measure(() => createSession(options).build()).time);
  compileFully();
  fulls.length = 0;
  for (const [index, path] of options.files.entries()) {
    if (index % GROUP === 0) compileFully();
    const text = readFileSync(path, "utf8");
    const times = [];
    let emitted = 0;
    for (let edit = 0; edit < EDITS; edit++) {
      edited.set(path, Buffer.from(`${text}\nstruct Edited${index} { ${edit + 1}: i32 x }\n`));
      const { time, result } = measure(() => session.build([path]));
      times.push(time);
      emitted = result.emitted.length;
    }
    edits.push({ path, time: median(times), emitted });
  }
  return report(edits, median(fulls), write);
}

const toItem = (line) => `- ${line}`;

function report(edits, full, write) {
  const ratios = edits.map((edit) => ({ ...edit, ratio: full / edit.time }));
  const middle = median(ratios.map(({ ratio }) => ratio));
  const slowest = ratios.toSorted((a, b) => a.ratio - b.ratio)[0];
  const enough = ratios.filter(({ ratio }) => ratio >= minimumGain).length;
  const place = slowest.path.slice(corpus.length + 1);
  const lines = [
    `full compilation of ${edits.length} files: ${full.toFixed(0)} ms of CPU (median)`,
    `one edit: ${middle.toFixed(1)}x faster (median)`,
    `at least ${minimumGain}x faster: ${enough} of ${edits.length} edits`,
    `slowest edit: ${slowest.ratio.toFixed(1)}x faster, ${slowest.emitted} files again (${place})`,
  ];
  console.log(lines.join("\n"));
  if (write)
    refreshReadme("watch", [`On Node ${process.version}:`, "", ...lines.map(toItem)].join("\n"));
  return slowest.ratio >= minimumGain ? 0 : 1;
}

/** Milliseconds of CPU time, the collector's included. */
function measure(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1000 };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
