/** What a compile run says about itself. */
import { resolve } from "node:path";
import { createNodeHost, readStats } from "../host-node.js";
import type { Diagnostic, WriteReport } from "../index.js";

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
export function listChanges(
  report: WriteReport,
  display: (path: string) => string = (path) => path,
): string {
  const lines = [
    ...report.created.map((path) => `create ${display(path)}`),
    ...report.updated.map((path) => `update ${display(path)}`),
    ...report.unchanged.map((path) => `keep   ${display(path)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** A hint for each include directory that is not there: gcc is silent about them, and people search for long. */
export function describeDirectories(
  { includeDirs = [] }: { readonly includeDirs?: readonly string[] | undefined },
  workingDirectory: string,
): string[] {
  return includeDirs.flatMap((path) => {
    const stats = readStats(resolve(workingDirectory, path));
    if (stats?.isDirectory() === true) return [];
    const problem = stats === undefined ? "does not exist" : "is not a directory";
    return [`hint: the include directory ${path} ${problem}`];
  });
}

/** A hint where a named file was left to another name of it; empty where none was. `inputs` are the files that were read. */
export function describeAliases(
  named: readonly string[],
  inputs: readonly string[],
  workingDirectory: string,
): string {
  const known = new Set(inputs);
  const left = named.filter((path) => !known.has(path));
  if (left.length === 0) return "";
  const { realPath } = createNodeHost(workingDirectory);
  const files = new Map(inputs.map((path) => [realPath(path), path]));
  const [first, ...others] = left.flatMap((alias) => {
    const file = files.get(realPath(alias));
    return file === undefined ? [] : [`${alias} is another name of ${file}`];
  });
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : ` (and ${count(others.length, "more such name")})`;
  return `hint: ${first}, which has the one output${more}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
