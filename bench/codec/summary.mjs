/** From the runs' times to ratios, and from ratios to targets held or missed. */
import { median } from "./measure.mjs";
import { formsOf, reaches, targetRows } from "./targets.mjs";

export const ENCODE_FORMS = ["encodePooled", "encode"];
export const DECODE_FORMS = ["decodeBlock", "decode"];

/** Peer time / our time in each run; for several peers the fastest one. undefined where somebody is missing. */
export function ratiosOf(runs, peers, operation, mode, form) {
  const ratios = runs.map(({ times }) => {
    const peer = Math.min(...peers.map((name) => times[`${name} ${operation}`] ?? Number.NaN));
    return peer / times[`${mode} ${form}`];
  });
  return ratios.some(Number.isNaN) ? undefined : ratios;
}

/** One entry for each target row and form: {title, mode, form, ratio, must, ambitious, ok, reached}. */
export function checkTargets(workload, runs) {
  return targetRows.flatMap((row) =>
    formsOf(row).flatMap(({ mode, form, factor }) => {
      const ratios = ratiosOf(runs, row.peers, row.operation, mode, form);
      if (ratios === undefined) return [];
      const [must, ambitious] = row.goals[workload].map((goal) => goal * factor);
      return [
        {
          workload,
          title: row.title,
          mode,
          form,
          ratio: median(ratios),
          worst: Math.min(...ratios),
          must,
          ambitious,
          ok: reaches(ratios, must, median),
          reached: reaches(ratios, ambitious, median),
        },
      ];
    }),
  );
}

/** Median ratio of every peer to every form of ours: {peer, encode: {"number encode": 2.1}, decode: {...}}. */
export function summarizePeers(runs, peers, modes) {
  const table = (name, operation, forms) =>
    Object.fromEntries(
      modes.flatMap((mode) =>
        forms.map((form) => {
          const ratios = ratiosOf(runs, [name], operation, mode, form);
          return [`${mode} ${form}`, ratios && median(ratios)];
        }),
      ),
    );
  return peers.map((peer) => ({
    peer,
    encode: table(peer, "encode", ENCODE_FORMS),
    decode: table(peer, "decode", DECODE_FORMS),
  }));
}

/** Median nanoseconds of every series. */
export function summarizeTimes(runs) {
  const names = Object.keys(runs[0].times);
  return Object.fromEntries(
    names.map((name) => [name, median(runs.map((run) => run.times[name]))]),
  );
}

const rungs = [
  ["a Buffer for each value", "per-field encode"],
  ["exact bytes, one allocation", "number encode"],
  ["+ pooled memory", "number encodePooled"],
  ["+ typed lists", "typed encodePooled"],
];

/** Rows of the ladder: {rung, workload, time, gain}; gain is the first rung's time / this one's. */
export function climbLadder(summary) {
  return summary
    .filter(({ times }) => "per-field encode" in times)
    .flatMap(({ workload, times }) =>
      rungs.map(([rung, name]) => ({
        workload,
        rung,
        time: times[name],
        gain: times["per-field encode"] / times[name],
      })),
    );
}
