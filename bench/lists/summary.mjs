/** From the runs' times to medians and ratios. */
import { median } from "../codec/measure.mjs";

/** The plain loop: for BigInt64Array the faster one of two. */
export const bestLoop = (times) => Math.min(times.loop, times["loop 2"] ?? Infinity);
export const mixedLoop = (times) => Math.min(times.mixed, times["mixed 2"] ?? Infinity);

const timeOf = (times, which) => (typeof which === "function" ? which(times) : times[which]);

/** over / under in each run that has both: names of contenders, or functions of a run's times at one n. */
export function ratiosOf(runs, n, over, under) {
  return runs
    .map(({ times }) => timeOf(times[n] ?? {}, over) / timeOf(times[n] ?? {}, under))
    .filter((ratio) => Number.isFinite(ratio));
}

/** Medians over the runs: {contender: {n: {time, ratio}}}, the ratio being the best plain loop's time / this one's, if there is one. */
export function summarizeRuns(runs) {
  const counts = Object.keys(runs[0].times);
  const names = [
    ...new Set(runs.flatMap(({ times }) => Object.values(times).flatMap(Object.keys))),
  ];
  const cell = (name, n) => {
    const times = runs.map((run) => run.times[n]?.[name]).filter((time) => time !== undefined);
    if (times.length === 0) return undefined;
    const ratios = ratiosOf(runs, n, bestLoop, name);
    return { time: median(times), ratio: ratios.length === 0 ? undefined : median(ratios) };
  };
  return Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(counts.map((n) => [n, cell(name, n)]))]),
  );
}
