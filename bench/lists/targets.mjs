/**
 * What lists have to reach, from the contenders' times in one run. "least": somebody's time / ours, at least that; "most": ours /
 * somebody's, at most that.
 */
import { median } from "../codec/measure.mjs";
import { reaches } from "../codec/targets.mjs";
import { KERNELS } from "./kernels.mjs";
import { counts, workloads } from "./kinds.mjs";
import { MESSAGES } from "./whole-messages.mjs";
import { bestLoop, mixedLoop, ratiosOf } from "./summary.mjs";

const K = 1024;
const M = K * K;

/** The same goal for all n from `first` to `last`. */
const range = (first, last, goal) =>
  Object.fromEntries(counts.filter((n) => n >= first && n <= last).map((n) => [n, goal]));

const typedKinds = ["Int16Array", "Int32Array", "BigInt64Array", "Float64Array"];
const I32 = ["encode Int32Array"];

/** Plain loops of V8 14 (Node 26) are twice as fast: what is relative to them is multiplied by this there. */
const AGAINST_NEW_LOOPS = 0.6;

const row = (kind, title, where, over, under, goals, more) => ({
  kind,
  title,
  where,
  over,
  under,
  goals,
  isUsed: () => true,
  ...more,
});

const least = (...parts) => row("least", ...parts);
const most = (...parts) => row("most", ...parts);

const overLoop = { isRelative: true };
const upTo = (major) => ({ isUsed: (node) => node <= major });
const from = (major) => ({ isUsed: (node) => node >= major });

export const NEVER_SLOWER = "never slower";

/** At no n slower than the loop that does the same by more than 10 % or 4 ns, whichever is larger: ours check plain arrays. */
const allowance = (times) => {
  const loop = times["checked loop"] ?? bestLoop(times);
  return Math.max(loop * 1.1, loop + 4);
};

/* prettier-ignore */
export const targetRows = [
  least("wasm vs the plain loop", I32, bestLoop, "wasm", { 64: 2, [K]: 3.5, [16 * K]: 4, [M]: 2.5 }, overLoop),
  least("native vs the plain loop", I32, bestLoop, "native", { [K]: 7 }, overLoop),
  least("wasm vs the plain loop, both after mixed history", I32, mixedLoop, "wasm mixed", { [K]: 20, [16 * K]: 20 }),
  least("wasm vs Buffer.writeInt32BE", I32, "Buffer.write", "wasm", { 64: 8, ...range(256, 4 * M, 17) }),
  least("wasm vs set + swap32", I32, "set + swap", "wasm", { ...range(32, 16 * K, 1.5), ...range(64 * K, 4 * M, 1.1) }),
  least("wasm vs npm thrift", I32, "thrift", "wasm", { 64: 150, ...range(256, 4 * M, 300) }),
  least("js vs npm thrift", I32, "thrift", "js", range(64, 4 * M, 60)),
  least("wasm vs memcpy", I32, "memcpy", "wasm", { [256 * K]: 0.4 }),
  least("native vs memcpy", I32, "memcpy", "native", { [16 * K]: 0.7, [256 * K]: 0.8 }),
  least("bigint[] vs setBigInt64", ["encode bigint[]"], bestLoop, "auto", { [K]: 4 }, upTo(23)),
  least("bigint[] vs setBigInt64", ["encode bigint[]"], bestLoop, "auto", { [K]: 0.9 }, from(24)),
  most("checked / unchecked", ["encode number[] i16", "encode number[] i32"], "auto", bestLoop, { [K]: 1.3, [16 * K]: 1.3 }),
  least("wasm vs the plain loop", typedKinds.map((kind) => `into ${kind}`), bestLoop, "wasm", { [K]: 2, [16 * K]: 3 }, overLoop),
  least("native vs the plain loop", typedKinds.map((kind) => `into ${kind}`), bestLoop, "native", { [K]: 5, [16 * K]: 5 }, overLoop),
  least("with an arena vs the plain loop", typedKinds.map((kind) => `fresh ${kind}`), bestLoop, "arena", { 64: 1.7, [K]: 1.7, [16 * K]: 1.7 }, overLoop),
  least("swap32 vs copyWithin", [KERNELS], "memcpy", "swap32", { [K]: 0.9 }),
  least("swap64 vs copyWithin", [KERNELS], "memcpy", "swap64", { [K]: 0.45 }),
  least("typed lists vs bigint[], encode", [MESSAGES], "bigint[] encode", "BigInt64Array, bigint encode", { 0: 1.25 }),
  least("typed lists vs bigint[], decode", [MESSAGES], "bigint[] decode", "BigInt64Array, bigint decode", { 0: 1.1 }),
  most(NEVER_SLOWER, workloads, "auto", allowance, range(1, 4 * M, 1)),
];

const majorOf = (node) => Number(node.match(/\d+/)?.[0]);

function checkCell({ kind, over, under, isRelative }, goal, runs, n, major) {
  const ratios = ratiosOf(runs, n, over, under);
  if (ratios.length === 0) return undefined;
  const must = isRelative === true && major >= 26 ? goal * AGAINST_NEW_LOOPS : goal;
  const isLeast = kind === "least";
  const ok = isLeast
    ? reaches(ratios, must, median)
    : reaches(
        ratios.map((ratio) => 1 / ratio),
        1 / must,
        median,
      );
  const worst = isLeast ? Math.min(...ratios) : Math.max(...ratios);
  return { n, ratio: median(ratios), worst, must, ok };
}

/** One entry for each row of the workload: {title, kind, cells: [{n, ratio, worst, must, ok}]}. */
export function checkTargets(workload, runs, node) {
  const major = majorOf(node);
  return targetRows
    .filter(({ where, isUsed }) => where.includes(workload) && isUsed(major))
    .map((target) => ({
      workload,
      title: target.title,
      kind: target.kind,
      cells: Object.entries(target.goals).flatMap(([n, goal]) => {
        const cell = checkCell(target, goal, runs, Number(n), major);
        return cell === undefined ? [] : [cell];
      }),
    }))
    .filter(({ cells }) => cells.length > 0);
}
