/** Lists in workerd, which Cloudflare Workers run on: no files, no processes, and WebAssembly only where it was compiled before. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enginePath } from "../support/engines.js";
import { createTemporaryDirectory } from "../support/temporary.js";
import { lengths, type Outcome } from "./engine-cases.js";
import { bundleProgram, createProject, packPackages, run } from "./engine-packages.js";

const directory = createTemporaryDirectory();
let project = "";
/** What this Node gives. */
let expected: Outcome;
let server: ChildProcess | undefined;

beforeAll(async () => {
  project = await createProject(join(directory, "project"), [packPackages(directory).runtime]);
  expected = JSON.parse(run(project, process.execPath, ["main.mjs"])) as Outcome;
});
afterAll(() => server?.kill());

/** Workers answer requests, and may compute nothing before the first. */
function writeWorker(program: string): void {
  const worker = `export default { async fetch() {
    await import("program");
    return Response.json(globalThis.outcome);
  } }`;
  writeFileSync(join(project, "worker.mjs"), worker);
  writeFileSync(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [(name = "main", worker = (
        modules = [
          (name = "main", esModule = embed "worker.mjs"),
          (name = "program", esModule = embed "${program}")
        ],
        compatibilityDate = "2025-09-01"
      ))],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
    );`,
  );
}

/** Starts workerd, which tells its port on a descriptor of ours. */
async function startServer(): Promise<number> {
  const args = ["serve", "--control-fd=3", "config.capnp"];
  const stdio = ["ignore", "inherit", "inherit", "pipe"] as const;
  server = spawn(enginePath("workerd"), args, { cwd: project, stdio: [...stdio] });
  const control = server.stdio[3] as Readable;
  const [line] = (await once(control, "data")) as [Buffer];
  const { event, port } = JSON.parse(String(line).split("\n", 1)[0] ?? "") as {
    readonly event: string;
    readonly port: number;
  };
  expect(event).toBe("listen");
  return port;
}

test("a Worker gives the bytes that Node gives, by plain loops", async () => {
  const program = await bundleProgram(project, "program.mjs", {
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker"],
  });
  expect(readFileSync(program, "utf8")).not.toMatch(/\bfrom"node:/);
  writeWorker("program.mjs");
  const response = await fetch(`http://127.0.0.1:${await startServer()}/`);
  const outcome = (await response.json()) as Outcome;
  expect(outcome).toMatchObject({
    hash: expected.hash,
    lists: lengths.length * 40,
    tier: "js",
  });
  expect(outcome.absent["wasm"]).toContain("disallowed by embedder");
});
