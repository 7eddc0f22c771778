/** Lets Node's own parser read modules, many in one process, without running them. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const script = `
  const { readFileSync } = require("node:fs");
  const { SourceTextModule } = require("node:vm");
  const errors = [];
  for (const path of JSON.parse(readFileSync(0, "utf8"))) {
    try { new SourceTextModule(readFileSync(path, "utf8")); }
    catch (error) { errors.push(path + ": " + error.message); }
  }
  console.log(JSON.stringify(errors));
`;

/** One line for each module that is not valid JavaScript. */
export async function findSyntaxErrors(paths: readonly string[]): Promise<readonly string[]> {
  const args = ["--experimental-vm-modules", "--no-warnings", "-e", script];
  const running = promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
  running.child.stdin?.end(JSON.stringify(paths));
  return JSON.parse((await running).stdout) as readonly string[];
}
