/** Whole messages as a workload of the suite: what their lists as typed arrays make of them. */
export const MESSAGES = "messages";

/** By the n of 0, which stands for none: nanoseconds of each form and operation. */
export async function timeMessages({ seed }) {
  // It compiles IDL, which the other children do not need.
  const { runMessages } = await import("./messages.mjs");
  const rows = await runMessages({ seed, rounds: 5, batchMs: 40, warmUpMs: 200 });
  const times = {};
  for (const { operation, typed, plain, typedMs, plainMs } of rows) {
    times[`${typed} ${operation}`] = typedMs * 1e6;
    times[`${plain} ${operation}`] = plainMs * 1e6;
  }
  return { 0: times };
}

const pairs = [
  ["bigint[], plain loop", "BigInt64Array, bigint"],
  ["bigint[]", "BigInt64Array, bigint"],
  ["number[]", "BigInt64Array, number"],
];

/** Rows of the table: a plain form's time / the typed one's. */
export function messagesTable(times) {
  const operations = ["encode", "encodePooled", "decode"];
  const body = pairs.map(([plain, typed]) => [
    `${plain} / BigInt64Array`,
    ...operations.map((operation) =>
      (times[`${plain} ${operation}`] / times[`${typed} ${operation}`]).toPrecision(3),
    ),
  ]);
  return [["list<i64> as", ...operations], ...body];
}
