/** Runs the command line as users get it: the bundle, in a process of its own. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { bundleCli } from "../../scripts/bundle.mjs";
import { repositoryRoot } from "./shared.js";

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: string;
  /** Another copy of the command line. */
  readonly cli?: string;
  readonly env?: Readonly<Record<string, string>>;
}

let bundle: Promise<string> | undefined;

/** The path of the command line, bundled from the sources once per test process. */
export function buildCli(): Promise<string> {
  return (bundle ??= bundleFresh());
}

async function bundleFresh(): Promise<string> {
  const directory = join(repositoryRoot, ".cache", "cli");
  mkdirSync(directory, { recursive: true });
  const target = join(directory, `cli-${process.pid}.js`);
  const temporary = join(directory, `new-${process.pid}.js`);
  await bundleCli(temporary);
  renameSync(temporary, target);
  return target;
}

export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  if (!existsSync(options.cwd)) throw new Error(`${options.cwd} does not exist`);
  const path = options.cli ?? (await buildCli());
  const environment = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
  const child = spawn(process.execPath, [path, ...args], {
    cwd: options.cwd,
    env: { ...environment, ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end(options.stdin ?? "");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { code, stdout, stderr };
}
