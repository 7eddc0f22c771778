/**
 * What the codec has to reach: peer time / our time, [must, ambitious], measured with i64 as number and,
 * for decoding, from a Block. The bigint mode and the other forms reach RELAXED of "must".
 */
export const RELAXED = 0.65;

/** A target holds when the median of the runs reaches it and at least 7 of 9 reach 0.8 of it. */
const SHARE = 7 / 9;
const TOLERANCE = 0.8;

const columns = ["tiny", "small", "kb20", "mb6", "chatA", "chatC", "points"];

const row = (title, operation, form, peers, ...pairs) => ({
  title,
  operation,
  form,
  peers,
  goals: Object.fromEntries(columns.map((workload, i) => [workload, pairs[i]])),
});

const BEST = ["msgpackr", "avsc", "protobufjs"];

/* prettier-ignore */
export const targetRows = [
  row("encode pooled vs thrift", "encode", "encodePooled", ["thrift"],
    [80, 250], [30, 45], [25, 40], [80, 150], [20, 34], [4.5, 10], [200, 600]),
  row("encode pooled vs best of msgpackr/avsc/protobufjs", "encode", "encodePooled", BEST,
    [4, 6], [2, 3], [2, 4], [3, 5], [4, 6], [1, 2], [6, 12]),
  row("encode fresh vs best of msgpackr/avsc/protobufjs", "encode", "encode", BEST,
    [1.2, 1.4], [1.7, 2.1], [1, 1.25], [2, 2.5], [1, 1.2], [0.5, 0.65], [4, 6]),
  row("decode vs thrift", "decode", "decodeBlock", ["thrift"],
    [8, 12], [2.5, 4], [4, 7], [6, 15], [1.3, 1.5], [3, 4], [8, 14]),
  row("decode vs protobufjs", "decode", "decodeBlock", ["protobufjs"],
    [2, 3], [1.7, 2.3], [2, 3], [3, 5], [1.2, 1.35], [2.5, 3.5], [1.8, 4]),
  row("decode vs msgpackr", "decode", "decodeBlock", ["msgpackr"],
    [1.5, 2.2], [0.8, 0.95], [0.9, 1.2], [1.5, 2.9], [0.95, 1.05], [2.5, 3.5], [1.3, 2.5]),
];

/**
 * The forms of a row: the one the target is for, and those that have to reach RELAXED of it. Encoding has
 * pooled and fresh rows of its own, so only the mode differs there.
 */
export function formsOf({ form }) {
  const forms = [
    { mode: "number", form, factor: 1 },
    { mode: "bigint", form, factor: RELAXED },
  ];
  if (form !== "decodeBlock") return forms;
  return [
    ...forms,
    { mode: "number", form: "decode", factor: RELAXED },
    { mode: "bigint", form: "decode", factor: RELAXED },
  ];
}

/** Whether the ratios of the runs reach `goal`. */
export function reaches(ratios, goal, median) {
  const near = ratios.filter((ratio) => ratio >= goal * TOLERANCE).length;
  return median(ratios) >= goal && near >= Math.ceil(ratios.length * SHARE);
}
