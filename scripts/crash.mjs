/**
 * Kills compile runs at random moments while others write to the same directory, and looks at what is left:
 * every file whole at every moment, and one complete set after a last run. `node scripts/crash.mjs [kills]`.
 */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const RUNNERS = 4;
const FILES = 24;
/** Both sets have the same paths and differ in every file. */
const OPTION_SETS = [
  ["--i64", "bigint"],
  ["--i64", "string"],
];

/** Gives the problems found; none is what is wanted. `seed` chooses the moments. */
export async function runCrashRounds(cli, kills, seed) {
  const root = mkdtempSync(join(tmpdir(), "thriftgen-crash-"));
  try {
    return await crashIn(root, cli, kills, createRandom(seed));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function crashIn(root, cli, kills, random) {
  const inputs = writeIdl(join(root, "idl"));
  const out = join(root, "out");
  const start = (set, directory) =>
    spawn(process.execPath, [cli, "compile", ...inputs, "-o", directory, ...OPTION_SETS[set]], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  const expected = [];
  for (const set of [0, 1]) {
    const directory = join(root, `expected${set}`);
    await finish(start(set, directory));
    expected.push(readTree(directory));
  }
  const problems = [];
  const duration = await measure(() => finish(start(0, join(root, "timing"))));
  const running = Array.from({ length: RUNNERS }, (_, index) => start(index % 2, out));
  for (let kill = 0; kill < kills; kill++) {
    const victim = Math.floor(random() * RUNNERS);
    if (kill % 2 === 0) await sleep(random() * duration);
    else await sleepIntoWriting(out, running[victim], random);
    // One that came to its end by itself is replaced too: somebody always writes.
    await stop(running[victim]);
    running[victim] = start(kill % 2, out);
    problems.push(...findTorn(out, expected));
  }
  await Promise.all(running.map((child) => stop(child)));
  problems.push(...findTorn(out, expected));
  for (const set of [0, 1]) {
    await finish(start(set, out));
    problems.push(...compareTrees(readTree(out), expected[set]));
  }
  const last = [0, 1, 0, 1].map((set) => start(set, out));
  await Promise.all(last.map(finish));
  const rest = [0, 1].map((set) => compareTrees(readTree(out), expected[set]));
  if (rest.every((list) => list.length > 0)) problems.push("concurrent runs ended in a mixed set");
  return problems;
}

/** Files in a chain of includes, so that each run reads and writes them all. */
function writeIdl(directory) {
  mkdirSync(join(directory, "sub"), { recursive: true });
  return Array.from({ length: FILES }, (_, n) => {
    const path = join(directory, n % 3 === 0 ? "sub" : ".", `f${n}.thrift`);
    const fields = Array.from({ length: 20 }, (_field, id) => `  ${id + 1}: i64 field_${id}`);
    writeFileSync(path, `struct S${n} {\n${fields.join("\n")}\n}\n`);
    return path;
  });
}

/** Files whose text is that of neither set, and stray files that do not tell whose they are. */
function findTorn(directory, expected) {
  return [...readTree(directory)].flatMap(([path, text]) => {
    if (path.split("/")[0].startsWith(".thriftgen-")) return [];
    const isWhole = expected.some((tree) => tree.get(path) === text);
    return isWhole ? [] : [`${path} is torn or stray (${text.length} characters)`];
  });
}

function compareTrees(actual, expected) {
  const paths = new Set([...actual.keys(), ...expected.keys()]);
  return [...paths].flatMap((path) =>
    actual.get(path) === expected.get(path) ? [] : [`${path} differs after a whole run`],
  );
}

/** Texts by path; a file that vanishes between the listing and the reading was being replaced. */
function readTree(directory) {
  const tree = new Map();
  for (const entry of readEntries(directory)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      tree.set(path.slice(directory.length + 1), readFileSync(path, "utf8"));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return tree;
}

/** All entries below; a directory that vanishes meanwhile was a stage. */
function readEntries(directory) {
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  return entries.flatMap((entry) =>
    entry.isDirectory() ? readEntries(join(directory, entry.name)) : [entry],
  );
}

/** Most of a run is reading: half of the kills wait until the victim holds a claim, and a moment more. */
async function sleepIntoWriting(directory, child, random) {
  const isWriting = () =>
    existsSync(directory) &&
    readdirSync(directory).some(
      (name) => name.startsWith(".thriftgen-") && name.includes(`.${child.pid}.`),
    );
  while (child.exitCode === null && !isWriting()) await sleep(1);
  await sleep(random() * 20);
}

function finish(child) {
  let text = "";
  child.stderr.on("data", (chunk) => (text += chunk));
  return new Promise((done, fail) => {
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`exit ${code}: ${text}`))));
  });
}

function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise((done) => child.on("exit", done));
  child.kill("SIGKILL");
  return ended;
}

async function measure(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** Mulberry32: small, seeded, good enough to choose moments. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const cli = resolve(dirname(fileURLToPath(import.meta.url)), "../dist/cli.js");
  const kills = Number(process.argv[2] ?? 50);
  const seed = Number(process.argv[3] ?? Date.now() % 1e9);
  const problems = await runCrashRounds(cli, kills, seed);
  for (const problem of problems) console.log(problem);
  console.log(`${kills} kills, seed ${seed}: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
