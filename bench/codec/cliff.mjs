/** The cliff check: hostile bytes must not make valid messages slow in the same process. */
import { runChild } from "./children.mjs";
import { compileSharedCases, haveSharedCases } from "./hostile.mjs";
import { formatRatio, formatTable } from "./print.mjs";

/** After hostile bytes a workload may take at most this multiple of its time before. */
const maximumRatio = 1.4;

/** Returns one entry for each workload: {workload, inputs, ratios: {series: after / before}, ok}. */
export async function checkCliffs(options, ours) {
  const given = Object.values(options.modules).some((path) => path !== undefined);
  const skipped = given
    ? "a given module is raced"
    : haveSharedCases()
      ? undefined
      : "../shared/cases/bytes.json is absent";
  const cases = skipped === undefined ? await compileSharedCases() : undefined;
  const { batchMs, warmUpMs } = options;
  const { number, bigint } = ours;
  const found = [];
  for (const workload of options.workloads) {
    process.stderr.write(`hostile bytes: ${workload}\n`);
    const job = {
      workload,
      limit: maximumRatio,
      ours: { number, bigint },
      cases,
      rounds: 9,
      batchMs,
      warmUpMs,
    };
    const { before, after, inputs } = await runChild("cliff-child.mjs", job);
    const ratios = Object.fromEntries(
      Object.entries(before).map(([name, time]) => [name, after[name] / time]),
    );
    found.push({
      workload,
      inputs,
      ratios,
      ok: Math.max(...Object.values(ratios)) <= maximumRatio,
    });
  }
  return { limit: maximumRatio, skipped, workloads: found };
}

export function printCliffs({ limit, skipped, workloads }) {
  console.log(`\n## Time after hostile bytes / time before (at most ${limit})`);
  if (skipped !== undefined)
    console.log(`SKIPPED: the shared cases (${skipped}); damaged messages only`);
  const names = Object.keys(workloads[0].ratios);
  const rows = workloads.map(({ workload, inputs, ratios, ok }) => [
    workload,
    String(inputs),
    ...names.map((name) => formatRatio(ratios[name])),
    ok ? "ok" : "MISSED",
  ]);
  console.log(formatTable([["", "inputs", ...names, ""], ...rows]));
}
