/**
 * Whole messages: the 6 MB workload of the codec suite with its list<i64> as typed array, against bigint[] and number[]. All else
 * in the messages is the same, so the ratios say what the list makes of a message, not what it is worth alone.
 */
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFile } from "../codec/compile.mjs";
import { cpuMicroseconds, makeLoop, median, settle } from "../codec/measure.mjs";
import { createRandom } from "../codec/random.mjs";
import { convertStruct } from "../codec/schema.mjs";
import { makeValues, workloads } from "../codec/workloads.mjs";

const WORKLOAD = "mb6";
const idl = fileURLToPath(new URL("../workloads.thrift", import.meta.url));

const toTyped = (item, items) => (item === "i64" ? BigInt64Array.from(items, BigInt) : items);
const toTypedLists = (item, items) =>
  item === "i32" ? Int32Array.from(items) : toTyped(item, items);

/**
 * i64 elsewhere is a bigint in the first ones and a number in the last two. Kernels write bigint[] too, four times as fast as the
 * loop on Node 20 and 22: against `bigint[]` what is left to win is small, so both stand here.
 */
const modes = {
  "bigint[], plain loop": { flags: ["--i64", "bigint"], form: { i64: BigInt }, tier: "js" },
  "bigint[]": { flags: ["--i64", "bigint"], form: { i64: BigInt } },
  "BigInt64Array, bigint": {
    flags: ["--i64", "bigint", "--typed-lists"],
    form: { i64: BigInt, list: toTypedLists },
  },
  "number[]": { flags: ["--i64", "number"], form: {} },
  "BigInt64Array, number": {
    flags: ["--i64", "number", "--typed-lists"],
    form: { list: toTypedLists },
  },
};

const operations = {
  encode: "last = target.encode(x);",
  encodePooled: "const block = target.encodePooled(x); last = block; block.release();",
  // What is kept would be live at the next collection, in everybody's time.
  decode: "last = target.decode(x).num;",
};

/**
 * The time of the second over that of the first. Encoding has its target in pooled memory: of what `encode` takes, a third goes
 * into fresh memory for the caller's copy, by the operating system's pages, whatever the list is.
 */
const pairs = [
  {
    typed: "BigInt64Array, bigint",
    plain: "bigint[], plain loop",
    least: { encodePooled: 1.25, decode: 1.1 },
  },
  { typed: "BigInt64Array, bigint", plain: "bigint[]", least: { decode: 1.1 } },
  { typed: "BigInt64Array, number", plain: "number[]", least: {} },
];

function withTier(tier, work) {
  const before = process.env.THRIFTGEN_SIMD;
  if (tier !== undefined) process.env.THRIFTGEN_SIMD = tier;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.THRIFTGEN_SIMD;
    else process.env.THRIFTGEN_SIMD = before;
  }
}

const indexOf = (mode) => Object.keys(modes).indexOf(mode);

async function load(mode) {
  const { flags, form, tier } = modes[mode];
  const index = indexOf(mode);
  const url = pathToFileURL(await compileFile(idl, `messages-${index}`, flags));
  const { struct } = workloads[WORKLOAD];
  // Its own copy of the runtime.
  const codec = (await import(`${url}?${index}`))[struct];
  const makeInputs = () => makeValues(WORKLOAD).map((value) => convertStruct(struct, value, form));
  const inputs = makeInputs();
  // The first long list asks for the tier.
  const encoded = withTier(tier, () => inputs.map((input) => codec.encode(input)));
  encoded.forEach((bytes, i) => {
    if (!isDeepStrictEqual(codec.decode(bytes), codec.create(inputs[i])))
      throw new Error(`${mode}: decode gives something else than was encoded`);
  });
  return { mode, codec, encoded, makeInputs };
}

function timeBatch(loop, times) {
  const start = cpuMicroseconds();
  loop(times);
  return (cpuMicroseconds() - start) / times / 1000;
}

/** Turns that take about `target` ms, after so many that V8's compilers are done. */
function warmUp(loop, target, warmTurns) {
  timeBatch(loop, warmTurns);
  return Math.max(1, Math.round(target / timeBatch(loop, 2)));
}

/** Milliseconds of each loop in each round, all in turns and in another order each time. */
function race(loops, { seed, rounds, batchMs, warmTurns }) {
  const random = createRandom(seed);
  const turns = loops.map((loop) => warmUp(loop, batchMs, warmTurns));
  const samples = loops.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const left = [...loops.keys()];
    while (left.length > 0) {
      const [i] = left.splice(random.int(0, left.length), 1);
      settle();
      samples[i].push(timeBatch(loops[i], turns[i]));
    }
  }
  return samples;
}

/**
 * Rows: what is compared, both times in ms, how many times as fast typed lists are (the median of the rounds, in which all have
 * the same heap: what the collector takes for a message changes by a factor of three), and the target where there is one.
 */
export async function runMessages({ seed = 1, rounds = 21, batchMs = 30, warmTurns = 24 } = {}) {
  const forms = [];
  for (const mode of Object.keys(modes)) forms.push(await load(mode));
  const [{ encoded: expected }] = forms;
  for (const { mode, encoded } of forms) {
    if (encoded.some((bytes, i) => Buffer.compare(bytes, expected[i]) !== 0))
      throw new Error(`${mode}: other bytes than the other forms`);
  }
  const samples = {};
  // Decoding first: with all inputs in the heap each collection would take three times as long.
  for (const operation of ["decode", "encode", "encodePooled"]) {
    const loops = forms.map(({ codec, makeInputs }) => {
      const inputs = operation === "decode" ? expected : makeInputs();
      return makeLoop(codec, inputs, operations[operation]);
    });
    const timing = { seed, rounds, batchMs, warmTurns };
    samples[operation] = race(loops, timing);
  }
  return pairs.flatMap(({ typed, plain, least }) =>
    Object.keys(operations).map((operation) => {
      const [a, b] = [typed, plain].map((mode) => samples[operation][indexOf(mode)]);
      const ratio = median(a.map((time, round) => b[round] / time));
      const must = least[operation];
      const ok = must === undefined ? undefined : ratio >= must;
      return { operation, typed, plain, typedMs: median(a), plainMs: median(b), ratio, must, ok };
    }),
  );
}
