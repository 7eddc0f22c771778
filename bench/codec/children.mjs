/** Runs the child processes, one at a time, and keeps what they found so that a suite can be resumed. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cache } from "./ours.mjs";

// npm thrift uses new Buffer(): the warning would only be noise. mb6 in eight forms needs the heap.
const NODE_FLAGS = ["--no-deprecation", "--max-old-space-size=6144"];

/** Starts `script` with a job as its argument, in the Node that the job names or this one; resolves to the JSON that it prints. */
export function runChild(script, job) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(job.node ?? process.execPath, [...NODE_FLAGS, file, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((done, fail) => {
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(JSON.parse(text));
      else fail(new Error(`${script} for ${job.workload} ended with code ${code}`));
    });
  });
}

/** Keeps nothing: for quick runs, which must not disturb what a long one has found. */
export const noStore = { read: () => undefined, write: () => undefined };

/** Results of finished jobs on disk; a job is known by its content, which holds our code's hash. */
export function openStore(resume, name = "runs") {
  const folder = resolve(cache, name);
  if (!resume) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const fileOf = (job) => {
    const hash = createHash("sha256")
      .update(JSON.stringify([process.version, job]))
      .digest("hex");
    return resolve(folder, `${hash.slice(0, 16)}.json`);
  };
  return {
    read: (job) => {
      try {
        return JSON.parse(readFileSync(fileOf(job), "utf8"));
      } catch {
        return undefined;
      }
    },
    write: (job, result) => writeFileSync(fileOf(job), JSON.stringify(result)),
  };
}

/** All runs of all workloads: run 1 of each, then run 2 of each, so that a slow minute hits all alike. */
export async function collectRuns({ workloads, runs: count }, store, script, jobOf) {
  const runs = Object.fromEntries(workloads.map((workload) => [workload, []]));
  for (let run = 0; run < count; run++) {
    for (const workload of workloads) {
      const job = jobOf(workload, run);
      let result = store.read(job);
      if (result === undefined) {
        process.stderr.write(`run ${run + 1} of ${count}: ${workload}\n`);
        result = await runChild(script, job);
        store.write(job, result);
      }
      runs[workload].push(result);
    }
  }
  return runs;
}
