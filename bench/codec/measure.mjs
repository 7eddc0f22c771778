/**
 * CPU time of small operations. process.cpuUsage counts every thread, so the garbage collector's
 * and the compiler's work is in it, and it does not grow when other processes take the processor.
 * gc() is never called: it would deoptimise code.
 */
import { createRandom } from "./random.mjs";

export const cpuMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

let loopCount = 0;

/**
 * A loop of its own over `inputs`: made from text, because closures of one function share their type
 * feedback, and contenders would then spoil each other's call sites; each text has a number, because
 * V8 keeps equal texts as one function (it made all but the first up to 1.2 times as slow). `body` sees the input as `x`,
 * the contender as `target`, and keeps its result in `last`, so that no allocation can be optimised away.
 */
export function makeLoop(target, inputs, body) {
  const text = `// ${loopCount++}
    let last, at = 0;
    const count = inputs.length;
    return (times) => {
      for (let i = 0; i < times; i++) {
        const x = inputs[at];
        at = at + 1 === count ? 0 : at + 1;
        ${body}
      }
      return last;
    };`;
  // oxlint-disable-next-line no-new-func, no-implied-eval
  return new Function("target", "inputs", text)(target, inputs);
}

/** CPU microseconds that `times` turns of the loop take. */
function timeBatch(loop, times) {
  const start = cpuMicroseconds();
  loop(times);
  return cpuMicroseconds() - start;
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits until the other threads rest, at most 0.2 s: the collector and the compiler go on for a while behind the
 * contender that gave them work, and would be counted for the next one.
 */
export function settle() {
  for (let i = 0; i < 40; i++) {
    const start = cpuMicroseconds();
    Atomics.wait(sleeper, 0, 0, 5);
    if (cpuMicroseconds() - start < 500) return;
  }
}

/** How many turns fill `target` microseconds; runs at least that long, so it warms the code up too. */
function calibrate(loop, target) {
  let times = 1;
  for (;;) {
    const time = timeBatch(loop, times);
    if (time >= target / 2) return Math.max(1, Math.round((times * target) / time));
    times = time < target / 16 ? times * 8 : Math.ceil((times * target) / time);
  }
}

/** Turns after which slow loops count as warm: V8 compiles in the background while they run. */
const warmTurns = 24;
/** Where that many would take longer than so many budgets, they are fewer. */
const maximumBudgets = 8;

/** Runs the loop until it took `budget` microseconds and `warmTurns` turns: V8's compilers are done by then. */
function warmUp(loop, times, budget) {
  let spent = 0;
  let turns = 0;
  while (spent < budget || (turns < warmTurns && spent < budget * maximumBudgets)) {
    spent += Math.max(1, timeBatch(loop, times));
    turns += times;
  }
}

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

function shuffle(items, random) {
  const left = [...items];
  return items.map(() => left.splice(random.int(0, left.length), 1)[0]);
}

/**
 * Nanoseconds of CPU time for one operation of each loop: `loops` maps names to loops; each round times
 * one batch of each in an order of its own, so that nobody follows the same neighbour; the result is the median of
 * the rounds.
 */
export function measureLoops(loops, { run = 0, rounds, batchMs, warmUpMs }) {
  const batch = batchMs * 1000;
  const series = Object.entries(loops).map(([name, loop]) => ({
    name,
    loop,
    times: 1,
    samples: [],
  }));
  for (const one of series) one.times = calibrate(one.loop, batch);
  for (const one of series) warmUp(one.loop, one.times, warmUpMs * 1000);
  for (const one of series) one.times = calibrate(one.loop, batch);
  // Another order in every run: the collector's pauses would hit the same contenders each time.
  const random = createRandom(run);
  for (let round = 0; round < rounds; round++) {
    for (const one of shuffle(series, random)) {
      settle();
      one.samples.push((timeBatch(one.loop, one.times) * 1000) / one.times);
    }
  }
  return Object.fromEntries(series.map(({ name, samples }) => [name, median(samples)]));
}
