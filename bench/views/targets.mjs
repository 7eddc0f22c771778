/**
 * What views have to reach, from the loops' times in one run. "least": ratios that have to be at least [must, ambitious],
 * somebody's time / ours; "most": ours / somebody's, at most that.
 */
import { median } from "../codec/measure.mjs";
import { reaches } from "../codec/targets.mjs";

const columns = ["tiny", "small", "kb20", "mb6", "chatA", "chatC", "points"];

const byColumn = (pairs) => Object.fromEntries(columns.map((workload, i) => [workload, pairs[i]]));

const everywhere = (...pair) => Object.fromEntries(columns.map((workload) => [workload, pair]));

const only = (workload, ...pair) => ({ [workload]: pair });

/** `over` and `under` give a time of a run: names of loops or functions. */
const row = (kind, title, over, under, goals) => ({ kind, title, over, under, goals });

const least = (title, over, under, goals) => row("least", title, over, under, goals);
const most = (title, over, under, goals) => row("most", title, over, under, goals);

/** 10,000 accesses in random order without what the first one costs. */
const ourRandom = (times) => times.random - times.touch;
const stampedRandom = (times) => times["random stamped"] - times["touch stamped"];
const flatRandom = (times) => times["flatbuffers random"] - times["flatbuffers touch"];

/* prettier-ignore */
export const targetRows = [
  least("one field vs FastRead", "decode", "one",
    byColumn([[1.3, 2], [5, 8], [8, 14], [20, 30], [20, 30], [100, 140], [8, 12]])),
  least("one field, lazy, vs FastRead", "decode", "one lazy",
    byColumn([[1.5, 2.3], [12, 20], [150, 300], [1e4, 1e5], [300, 500], [1000, 2500], [10, 1000]])),
  least("one field, lazy, vs flatbuffers", "flatbuffers one", "one lazy",
    byColumn([[1, 5], [2, 4], [2, 4], [1.5, 10], [2.5, 4], [2.5, 5]])),
  least("one field, lazy, vs capnp-es", "capnp-es one", "one lazy",
    byColumn([[15, 75], [30, 55], [50, 110], undefined, [250, 400], [250, 600], [0.7, 50]])),
  least("edit and forward vs codec", "codec edit", "edit",
    byColumn([undefined, [5, 8], [10, 18], [25, 45], [20, 28], [80, 150]])),
  most("all fields / FastRead", "all", "decode",
    { ...everywhere(1.35, 1.1), ...only("tiny", 1.5, 1.3), ...only("small", 1.5, 1.3) }),
  most("$toObject / FastRead", "opened toObject", "decode", everywhere(1.1, 1)),
  most("open and $toObject / FastRead", "toObject", "decode", everywhere(1.1, 1)),
  most("build / literal and pooled encode", "build", "codec build", everywhere(2, 1.5)),
  most("build at once / literal and pooled encode", "build at once", "codec build", everywhere(2, 1.5)),
  least("build vs capnp-es", "capnp-es build", "build", only("small", 10, 20)),
  most("skip / FastRead", "skip", "decode", { ...only("kb20", 0.12, 0.1), ...only("mb6", 0.06, 0.05) }),
  most("getter, chain / flat", "getter chain", "getter flat", everywhere(1.1, 1)),
  most("random access / flatbuffers", ourRandom, flatRandom, only("points", 3, 1.5)),
  most("random access again / flatbuffers", "random again", flatRandom, only("points", 3, 1.5)),
  most("random access, stamped / flatbuffers", stampedRandom, flatRandom, only("points", 1.5, 1)),
];

const timeOf = (times, which) => (typeof which === "string" ? times[which] : which(times));

/** One entry for each row of the workload whose loops were run: {title, kind, ratio, worst, must, ambitious, ok, reached}. */
export function checkTargets(workload, runs) {
  return targetRows.flatMap(({ kind, title, over, under, goals }) => {
    if (goals[workload] === undefined) return [];
    const ratios = runs.map(({ times }) => timeOf(times, over) / timeOf(times, under));
    if (ratios.some(Number.isNaN)) return [];
    const [must, ambitious] = goals[workload];
    const holds = (goal) =>
      kind === "least"
        ? reaches(ratios, goal, median)
        : reaches(
            ratios.map((ratio) => 1 / ratio),
            1 / goal,
            median,
          );
    const worst = kind === "least" ? Math.min(...ratios) : Math.max(...ratios);
    const check = { workload, title, kind, ratio: median(ratios), worst, must, ambitious };
    return [{ ...check, ok: holds(must), reached: holds(ambitious) }];
  });
}
