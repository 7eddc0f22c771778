/** The last step of a compile run: files are written, compared or listed. */
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeFailure, errorCode } from "../host-node.js";
import { compareFiles, writeFiles, type GeneratedFile } from "../index.js";
import type { CompileRequest } from "./compile-options.js";
import { formatDepfile } from "./depfile.js";
import { exitCodes, ioError, type ExitCode } from "./errors.js";
import type { Interruption } from "./interruption.js";
import { describeStale, describeWritten, listChanges } from "./report.js";
import { describeRuntime } from "./runtime-hint.js";
import type { Terminal } from "./terminal.js";

export interface Delivery {
  readonly request: CompileRequest;
  /** IDL files that the user named. */
  readonly inputs: readonly string[];
  /** Everything that the output depends on. */
  readonly sources: readonly string[];
  readonly files: readonly GeneratedFile[];
  readonly terminal: Terminal;
  readonly tell: (text: string) => void;
  readonly interruption: Interruption;
}

export async function deliver(delivery: Delivery): Promise<ExitCode> {
  const { request, files, terminal } = delivery;
  if (request.check) return checkOutput(delivery);
  if (request.dryRun) showPlan(delivery);
  else await writeOutput(delivery);
  if (request.listFiles) {
    for (const { path } of files) terminal.stdout.write(`${displayOutput(request, path)}\n`);
  }
  return exitCodes.ok;
}

function checkOutput({ request, files, terminal, tell }: Delivery): ExitCode {
  const report = compareFiles(outputRoot(request, terminal), files);
  const stale = [...report.created, ...report.updated].toSorted();
  for (const path of stale) terminal.stdout.write(`${displayOutput(request, path)}\n`);
  tell(describeStale(stale.length, files.length));
  return stale.length === 0 ? exitCodes.ok : exitCodes.findings;
}

function showPlan({ request, inputs, files, terminal, tell }: Delivery): void {
  const report = compareFiles(outputRoot(request, terminal), files);
  const display = (path: string): string => displayOutput(request, path);
  if (!request.listFiles) terminal.stdout.write(listChanges(report, display));
  tell(`${describeWritten(inputs, report)} (dry run, nothing written)`);
}

async function writeOutput(delivery: Delivery): Promise<void> {
  const { request, inputs, files, terminal, tell, interruption } = delivery;
  const root = outputRoot(request, terminal);
  const { signal } = interruption;
  const report = await interruption.protect(() => writeFiles(root, files, { signal }));
  if (request.depfile !== undefined) writeDepfile(delivery, request.depfile);
  tell(describeWritten(inputs, report));
  if (files.length > 0) tell(describeRuntime(root, request.settings.runtime));
}

function writeDepfile({ request, sources, files, terminal }: Delivery, path: string): void {
  const outputs = files.map((file) => displayOutput(request, file.path));
  // What standard input stands for need not exist, and Make would look for it.
  const isReal = (source: string): boolean =>
    existsSync(resolve(terminal.workingDirectory, source));
  const text = formatDepfile(outputs, sources.filter(isReal));
  try {
    replaceFile(resolve(terminal.workingDirectory, path), text);
  } catch (error) {
    const isLost = errorCode(error) === "ENOENT";
    const cause = isLost ? "its directory does not exist" : describeFailure(error);
    throw ioError(`cannot write ${path}: ${cause}`);
  }
}

/** Whole or not at all; devices and pipes are written to, and links followed, never replaced. */
function replaceFile(path: string, text: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function outputRoot(request: CompileRequest, terminal: Terminal): string {
  return resolve(terminal.workingDirectory, request.outDir);
}

/** An output's path as the user would write it. */
function displayOutput(request: CompileRequest, path: string): string {
  return `${request.outDir.replace(/[\\/]+$/, "")}/${path}`;
}
