/**
 * Other JavaScript engines and tools of test/engines, which `npm ci --prefix test/engines` installs and `npm ci` does
 * not: half a gigabyte that only the interop tests need.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./shared.js";

const modules = join(repositoryRoot, "test/engines/node_modules");

const executables = {
  bun: "bun-linux/bin/bun",
  deno: "deno-linux/deno",
  node22: "node-22/bin/node",
  node24: "node-24/bin/node",
  node26: "node-26/bin/node",
  /** A script: run it with Node. */
  pnpm: "pnpm/bin/pnpm.cjs",
  turbo: "turbo-linux/bin/turbo",
  workerd: "workerd-linux/bin/workerd",
  /** The same. */
  yarn: "@yarnpkg/cli-dist/bin/yarn.js",
} as const;

export type Engine = keyof typeof executables;

export function hasEngine(engine: Engine): boolean {
  return existsSync(join(modules, executables[engine]));
}

/** The path of an engine's executable. Throws, and says what to do, where it is not installed. */
export function enginePath(engine: Engine): string {
  const path = join(modules, executables[engine]);
  if (existsSync(path)) return path;
  throw new Error(`${engine} is not installed: run npm ci --prefix test/engines`);
}

/** Debian's Chromium, or the one that CHROMIUM names. */
export function chromiumPath(): string {
  const path = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (existsSync(path)) return path;
  throw new Error("Chromium is not installed: apt-get install chromium, or name one in CHROMIUM");
}
