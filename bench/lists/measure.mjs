/**
 * CPU time of operations between 5 ns and a second, a hundred contenders in a process that takes three seconds: short batches
 * in turns. See ../codec/measure.mjs for why CPU time, and why gc() is never called.
 */
import { cpuMicroseconds, median, settle } from "../codec/measure.mjs";
import { createRandom } from "../codec/random.mjs";

function timeBatch(loop, times) {
  const start = cpuMicroseconds();
  loop(times);
  return cpuMicroseconds() - start;
}

let loopCount = 0;

/**
 * A loop of its own over `state.inputs`, whose number is a power of two: made from text, each with a number, because V8 shares
 * what it learnt between functions of equal text. `body` sees the input as `x`, its index as `at`, the contender as `target`.
 * What it keeps in `last` cannot be optimised away.
 */
export function makeLoop(state, target, body) {
  const text = `// ${loopCount++}
    return (times) => {
      const inputs = state.inputs, mask = inputs.length - 1;
      let last;
      for (let i = 0; i < times; i++) {
        const at = i & mask, x = inputs[at];
        ${body}
      }
      state.last = last;
    };`;
  // oxlint-disable-next-line no-new-func, no-implied-eval
  return new Function("state", "target", text)(state, target);
}

/** How many turns fill `target` microseconds. Stops at once when one turn takes longer than `limit`. */
function calibrate(loop, target, limit) {
  let times = 1;
  for (;;) {
    const time = timeBatch(loop, times);
    if (times === 1 && time > limit) return { times, time };
    if (time >= target / 3)
      return { times: Math.max(1, Math.round((times * target) / time)), time };
    times = time < target / 30 ? times * 10 : Math.ceil((times * target * 1.1) / time);
  }
}

function shuffle(items, random) {
  const left = [...items];
  return items.map(() => left.splice(random.int(0, left.length), 1)[0]);
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Runs each loop for `budget` microseconds: V8's compilers come to know it. */
export function warmUp(loops, budget) {
  for (const loop of Object.values(loops)) {
    const { times } = calibrate(loop, 300, budget);
    for (let spent = 0; spent < budget;) spent += Math.max(1, timeBatch(loop, times));
  }
}

/** Nanoseconds of one turn. A batch that was too short to tell is taken again with more turns: the code got faster meanwhile. */
function timeTurn(one, target) {
  for (;;) {
    const time = timeBatch(one.loop, one.times);
    if (time >= target / 2) return (time * 1000) / one.times;
    one.times = Math.ceil(one.times * Math.min(10, (target * 1.1) / Math.max(1, time)));
  }
}

/**
 * Nanoseconds of CPU time for one operation of each loop: the median of `rounds` batches, the loops of a round in an order of
 * its own; `isMean`: their mean, where a collection that only some of them meet belongs to the cost. Where a single operation
 * takes more than `onceMs`, it is the first one.
 */
export function measureLoops(loops, { seed, rounds, batchMs, onceMs, isMean = false }) {
  const batch = batchMs * 1000;
  const random = createRandom(seed);
  const series = Object.entries(loops).map(([name, loop]) => ({ name, loop, samples: [] }));
  for (const one of series) {
    const first = calibrate(one.loop, batch / 3, onceMs * 1000);
    one.isSlow = first.time > onceMs * 1000;
    if (one.isSlow) one.samples.push(first.time * 1000);
    else if (first.time >= batch) one.times = 1;
    else one.times = calibrate(one.loop, batch, onceMs * 1000).times;
  }
  for (let round = 0; round < rounds; round++) {
    settle();
    for (const one of shuffle(series, random)) {
      if (!one.isSlow) one.samples.push(timeTurn(one, batch));
    }
  }
  const sum = isMean ? mean : median;
  return Object.fromEntries(series.map(({ name, samples }) => [name, sum(samples)]));
}
