/** What a compile run says about itself. */
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { errorCode } from "../host-node.js";
import { defaultOptions, type Diagnostic, type WriteReport } from "../index.js";
import { usageError } from "./errors.js";

/** `user.thrift -> 3 files, 2 unchanged` */
export function describeWritten(inputs: readonly string[], report: WriteReport): string {
  const unchanged = report.unchanged.length;
  const total = report.created.length + report.updated.length + unchanged;
  const [only = ""] = inputs;
  const what = inputs.length === 1 ? only : count(inputs.length, "file");
  const rest = unchanged === 0 ? "" : `, ${unchanged} unchanged`;
  return `${what} -> ${count(total, "file")}${rest}`;
}

export function describeStale(stale: number, total: number): string {
  if (stale === 0) return `${count(total, "file")} up to date`;
  return `${stale} of ${count(total, "file")} stale: run thriftgen without --check`;
}

export function describeErrors(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  const warnings = diagnostics.length - errors;
  const also = warnings === 0 ? "" : ` and ${count(warnings, "warning")}`;
  return `${count(errors, "error")}${also}, nothing written`;
}

/** One line per file: `create`, `update` or `keep`, and the path. */
export function listChanges(report: WriteReport, display: (path: string) => string): string {
  const lines = [
    ...report.created.map((path) => `create ${display(path)}`),
    ...report.updated.map((path) => `update ${display(path)}`),
    ...report.unchanged.map((path) => `keep   ${display(path)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/**
 * A hint for each include directory that is not there: gcc is silent about them, and people search for long. Throws
 * where the root is not there: without it no output has a path.
 */
export function describeDirectories(
  { root, includeDirs = [] }: { root?: string; includeDirs?: readonly string[] },
  workingDirectory: string,
): string {
  const isMissing = (path: string): boolean =>
    statSync(resolve(workingDirectory, path), { throwIfNoEntry: false })?.isDirectory() !== true;
  if (root !== undefined && isMissing(root))
    throw usageError(`the root ${root} is not a directory`);
  return includeDirs
    .filter(isMissing)
    .map((path) => `hint: the include directory ${path} does not exist`)
    .join("\n");
}

/** A hint when what generated code imports cannot be found from where it stands; else empty. */
export function describeRuntime(root: string, runtime = defaultOptions.runtime): string {
  if (resolves(root, runtime)) return "";
  const name = runtime.startsWith("@") ? runtime.split("/", 2).join("/") : runtime.split("/", 1)[0];
  const isPath = /^\.{0,2}\//.test(runtime);
  const advice = isPath ? "check --runtime" : `npm install ${name}`;
  return `hint: the output imports "${runtime}", which is not found from ${root}: ${advice}`;
}

function resolves(root: string, specifier: string): boolean {
  // URLs and a package's own #imports are for other resolvers to judge.
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("#")) return true;
  if (/^\.{0,2}\//.test(specifier)) return fileResolves(resolve(root, specifier));
  try {
    createRequire(join(root, "index.js")).resolve(specifier);
    return true;
  } catch (error) {
    // The package is there; `require` just may not take it.
    return errorCode(error) !== "MODULE_NOT_FOUND";
  }
}

/** Bundlers and TypeScript find `x.ts` for `x.js` and for `x`. */
function fileResolves(path: string): boolean {
  const bare = path.replace(/\.[cm]?js$/, "");
  const candidates = [path, bare, `${bare}.ts`, `${bare}.js`, `${bare}.mjs`];
  return existsSync(dirname(path)) && candidates.some(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
