/** Config files that are modules: code of the user's, which may fail in any way that code can. */
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ConfigError } from "./config/config-error.js";
import { describeFailure, errorCode, readStats } from "./host-node.js";

/** Longer than any config that ends. */
const maximumSeconds = 30;

/** What a module exports by default. Rejects with a ConfigError, also where the module would never be done. */
export async function importModule(path: string, fresh: boolean): Promise<unknown> {
  const stats = readStats(path);
  if (stats === undefined) throw problemWith("io", `cannot read ${path}: it does not exist`);
  if (stats.isDirectory()) throw problemWith("io", `cannot read ${path}: it is a directory`);
  const exported = importDefault(addressOf(path, fresh)).catch((error: unknown) => {
    throw describeImport(path, error);
  });
  return untilHopeless(exported, path);
}

/** What is told where a module's code threw: when it ran, or when what it exports was read. */
export function describeThrown(path: string, error: unknown): ConfigError {
  return problemWith("usage", `${path} failed: ${describeAny(error)}`);
}

export function problemWith(kind: "io" | "usage", message: string, hint?: string): ConfigError {
  return new ConfigError(kind, [{ message, hint }]);
}

async function importDefault(address: string): Promise<unknown> {
  const module: unknown = await import(address);
  const hasDefault = typeof module === "object" && module !== null && "default" in module;
  return hasDefault ? await module.default : undefined;
}

/** Modules are kept by their address for as long as the process lives: one that changed gets another one. */
function addressOf(path: string, fresh: boolean): string {
  const url = pathToFileURL(path);
  if (fresh) {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    url.searchParams.set("version", `${mtimeNs}-${size}-${ino}`);
  }
  return url.href;
}

/** Asked where the process would end before they are done: Node says nothing then, and its exit code is 13. */
const waiting = new Set<() => void>();
const giveUpAll = (): void => waiting.forEach((giveUp) => giveUp());

/**
 * Rejects where the process would end before the work does. What has other work, as a watcher or a bundler has, or leaves
 * something open, goes on for ever: there it is time that tells.
 */
function untilHopeless<T>(work: Promise<T>, path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      waiting.delete(giveUp);
      if (waiting.size === 0) process.off("beforeExit", giveUpAll);
    };
    const fail = (message: string): void => {
      end();
      reject(describeWaiting(`${path} ${message}`));
    };
    const giveUp = (): void => fail("never finished");
    const tooLong = (): void => fail(`did not finish within ${maximumSeconds} s`);
    const timer = setTimeout(tooLong, maximumSeconds * 1000).unref();
    // One listener for all: more than ten make Node warn of a leak.
    if (waiting.size === 0) process.on("beforeExit", giveUpAll);
    waiting.add(giveUp);
    void work.then(resolve, reject).finally(end);
  });
}

function describeWaiting(message: string): ConfigError {
  return problemWith("usage", message, "Look at the promises that it awaits or exports.");
}

function describeImport(path: string, error: unknown): ConfigError {
  if (errorCode(error) !== "ERR_UNKNOWN_FILE_EXTENSION") return describeThrown(path, error);
  if (!/\.[mc]?ts$/.test(path)) {
    const advice = "Name a file that ends in .json, .mjs or .ts.";
    return problemWith("usage", `${path} is no config file`, advice);
  }
  return problemWith(
    "usage",
    `${path} needs a Node that runs TypeScript, 22.18 or later; this is ${process.versions.node}`,
    "Write the config as .mjs or .json, which every Node reads.",
  );
}

/** Anything can be thrown, also what throws when it is looked at. */
function describeAny(error: unknown): string {
  try {
    return describeFailure(error);
  } catch {
    return "it threw something that has no text";
  }
}
