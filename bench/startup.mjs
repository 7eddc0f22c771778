/**
 * How long the command line takes, as multiples of a bare `node -e 0`: paired runs, so that a busy machine slows both
 * sides of a ratio. Build first (`npm run build`), then `npm run bench -- startup`. Ends with 1 over a limit.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { makeIdl } from "../scripts/make-idl.mjs";

const ROUNDS = 15;
const LARGE_LINES = 20_000;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist/cli.js");
const hive = resolve(root, "../shared/corpus/hive-driver/thrift/TCLIService.thrift");

export function run() {
  const temporary = mkdtempSync(join(tmpdir(), "thriftgen-startup-"));
  try {
    return measureCases(listCases(temporary));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function listCases(temporary) {
  const large = join(temporary, "large.thrift");
  writeFileSync(large, makeIdl(LARGE_LINES));
  let outputs = 0;
  // Each compile writes to a directory of its own, so that nothing is "unchanged".
  const compile = (file) => [cli, "compile", file, "-o", join(temporary, `out${outputs++}`)];
  const cases = [
    { name: "--version", limit: 2, args: () => [cli, "--version"] },
    { name: "compile TCLIService.thrift", limit: 4, file: hive, args: () => compile(hive) },
    { name: "compile 20,000 lines", limit: 30, file: large, args: () => compile(large) },
  ];
  return cases.filter(({ name, file }) => {
    const isThere = file === undefined || existsSync(file);
    if (!isThere) console.log(`skipped: ${name} (${file} is missing)`);
    return isThere;
  });
}

function measureCases(cases) {
  const bares = [];
  const ratios = cases.map(() => []);
  for (const { args } of cases) measure(args());
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { args }] of cases.entries()) {
      const bare = measure(["-e", "0"]);
      bares.push(bare);
      ratios[index].push(measure(args()) / bare);
    }
  }
  console.log(`bare node: ${median(bares).toFixed(1)} ms (median of ${bares.length})`);
  let exitCode = 0;
  for (const [index, { name, limit }] of cases.entries()) {
    const ratio = median(ratios[index]);
    console.log(
      `${name}: ${ratio.toFixed(2)}x (limit ${limit}x)${ratio > limit ? " TOO SLOW" : ""}`,
    );
    if (ratio > limit) exitCode = 1;
  }
  return exitCode;
}

/** Milliseconds that a node process with these arguments takes; it has to succeed. */
function measure(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
  return performance.now() - start;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
