/**
 * The socket suite: CPU time of a message with a large body over loopback TCP, where the body is copied into one block with
 * the rest, and where it is a node by reference. The chain's default threshold follows from it.
 */
import { parseArgs } from "node:util";
import { createRandom } from "../codec/random.mjs";
import { median } from "../codec/measure.mjs";
import { checkForm } from "./check.mjs";
import { copyForm, defaultForm, freshForm, nodeForm } from "./forms.mjs";
import { openLink } from "./link.mjs";
import { countOf, timeForm } from "./measure.mjs";
import { printReport, saveReport, summarize } from "./summary.mjs";

const KiB = 1024;
const sizes = [0.5, 1, 2, 4, 8, 12, 16, 24, 32, 64, 128, 256, 512, 1024, 2048, 4096].map(
  (size) => size * KiB,
);

const help = `npm run bench -- socket [flags]

  --runs N    timed batches of each size and form (default 9)
  --no-write  leave bench/results and bench/README.md alone
`;

const flags = {
  runs: { type: "string", default: "9" },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

export async function runSocketSuite(args) {
  const { values } = parseArgs({ args, options: flags });
  if (values.help) return void console.log(help);
  const rows = await measureSizes(Number(values.runs));
  const summary = summarize(rows);
  printReport(rows, summary);
  if (!values["no-write"]) saveReport(rows, summary);
  return summary.holds ? 0 : 1;
}

/** A link whose received bytes are counted, and watched for a while. */
async function openCountingLink() {
  let left = 0;
  let done;
  let watcher;
  const link = await openLink((chunk) => {
    watcher?.(chunk);
    left -= chunk.length;
    if (left === 0) done();
  });
  const expect = (bytes, resolve) => {
    left = bytes;
    done = resolve;
  };
  const watch = (next) => {
    watcher = next;
  };
  return { ...link, expect, watch };
}

async function measureSizes(runs) {
  const link = await openCountingLink();
  const random = createRandom(42);
  const rows = [];
  for (const size of sizes) {
    const bodies = Array.from({ length: 4 }, () => random.bytes(size));
    const copied = await checkForm(link, nodeForm, bodies[0]);
    await checkForm(link, copyForm, bodies[0]);
    const times = { copy: [], fresh: [], node: [] };
    rows.push({ size, bodies, copied, isNode: refers(bodies[0]), ...times });
  }
  for (let run = -1; run < runs; run++) {
    for (const row of shuffle(rows, random)) await timeForms(link, row, run, random);
  }
  link.close();
  return rows.map(({ size, copied, isNode, copy, fresh, node }) => {
    const over = (times) => median(node.map((time, run) => time / times[run]));
    const medians = { copy: median(copy), fresh: median(fresh), node: median(node) };
    return { size, copied, isNode, ...medians, ratio: over(copy), freshRatio: over(fresh) };
  });
}

/** All forms one behind the other, so that a busy machine slows all; run -1 warms up. */
async function timeForms(link, row, run, random) {
  const forms = [
    { form: copyForm, times: row.copy },
    { form: freshForm, times: row.fresh },
    { form: nodeForm, times: row.node },
  ];
  for (const { form, times } of shuffle(forms, random)) {
    const time = await timeForm(link, form, row.bodies, countOf(row.size));
    if (run >= 0) times.push(time);
  }
}

/** Whether a chain makes a node of the body by default. */
function refers(body) {
  const chain = defaultForm(body);
  const { referred } = chain.statistics();
  chain.release();
  return referred > 0;
}

function shuffle(items, random) {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.int(0, i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled;
}
