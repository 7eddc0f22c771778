/**
 * Whole messages: the 6 MB workload of the codec suite with its list<i64> as typed array, against bigint[] and number[]. All else
 * in the messages is the same, so the ratios say what the list makes of a message, not what it is worth alone.
 */
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFile } from "../codec/compile.mjs";
import { cpuMicroseconds, makeLoop, median, settle } from "../codec/measure.mjs";
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
  decode: "last = target.decode(x);",
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

async function setUp(mode, values, expected) {
  const { flags, form, tier } = modes[mode];
  const index = Object.keys(modes).indexOf(mode);
  const url = pathToFileURL(await compileFile(idl, `messages-${index}`, flags));
  // Its own copy of the runtime, whose first long list, below, asks for the tier.
  const module = await import(`${url}?${index}`);
  const { struct } = workloads[WORKLOAD];
  const codec = module[struct];
  const inputs = values.map((value) => convertStruct(struct, value, form));
  const encoded = withTier(tier, () => inputs.map((input) => codec.encode(input)));
  encoded.forEach((bytes, i) => {
    if (expected && Buffer.compare(bytes, expected[i]) !== 0)
      throw new Error(`${mode}: other bytes than the other forms`);
    if (!isDeepStrictEqual(codec.decode(bytes), codec.create(inputs[i])))
      throw new Error(`${mode}: decode gives something else than was encoded`);
  });
  const loops = Object.entries(operations).map(([operation, body]) => [
    `${mode} ${operation}`,
    makeLoop(codec, operation === "decode" ? encoded : inputs, body),
  ]);
  return { encoded, loops };
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

/**
 * Both in turns, so that each round compares neighbours: what the collector takes for millions of objects changes by a factor of
 * three with the state of the heap, and with it both. Medians of milliseconds, and of the ratios of the rounds.
 */
function race(typed, plain, { rounds, batchMs, warmTurns }) {
  const times = [typed, plain].map((loop) => warmUp(loop, batchMs, warmTurns));
  const samples = Array.from({ length: rounds }, (_, round) => {
    const both = [0, 0];
    for (const turn of round % 2 === 0 ? [0, 1] : [1, 0]) {
      settle();
      both[turn] = timeBatch([typed, plain][turn], times[turn]);
    }
    return both;
  });
  return {
    typedMs: median(samples.map(([a]) => a)),
    plainMs: median(samples.map(([, b]) => b)),
    ratio: median(samples.map(([a, b]) => b / a)),
  };
}

/** Rows: what is compared, both times in ms, how many times as fast typed lists are, and the target where there is one. */
export async function runMessages({ rounds = 21, batchMs = 30, warmTurns = 24 } = {}) {
  const values = makeValues(WORKLOAD);
  const loops = {};
  let expected;
  for (const mode of Object.keys(modes)) {
    const one = await setUp(mode, values, expected);
    expected ??= one.encoded;
    Object.assign(loops, Object.fromEntries(one.loops));
  }
  return pairs.flatMap(({ typed, plain, least }) =>
    Object.keys(operations).map((operation) => {
      const contenders = [typed, plain].map((mode) => loops[`${mode} ${operation}`]);
      const result = race(...contenders, { rounds, batchMs, warmTurns });
      const must = least[operation];
      const ok = must === undefined ? undefined : result.ratio >= must;
      return { operation, typed, plain, ...result, must, ok };
    }),
  );
}
