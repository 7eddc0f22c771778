/** The last step of a compile run: files are written, compared or listed. */
import {
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describeFailure, errorCode } from "../host-node.js";
import type { CompileRequest } from "./compile-options.js";
import { formatDepfile } from "./depfile.js";
import { exitCodes, ioError, usageError, type ExitCode } from "./errors.js";
import type { Interruption } from "./interruption.js";
import { describeModules } from "./module-hint.js";
import { compareOutputs, listOutputs, outputRoot, writeOutputs, type Outputs } from "./outputs.js";
import { describeStale, describeWritten, listChanges } from "./report.js";
import { describeRuntime } from "./runtime-hint.js";
import type { Terminal } from "./terminal.js";

export interface Delivery {
  readonly request: CompileRequest;
  /** IDL files that the user named. */
  readonly inputs: readonly string[];
  /** Everything that the output depends on. */
  readonly sources: readonly string[];
  readonly outputs: Outputs;
  readonly terminal: Terminal;
  readonly tell: (text: string) => void;
  readonly interruption: Interruption;
}

export async function deliver(delivery: Delivery): Promise<ExitCode> {
  const { request, outputs, terminal } = delivery;
  if (request.check) return checkOutput(delivery);
  if (request.dryRun) showPlan(delivery);
  else await writeOutput(delivery);
  if (request.listFiles) {
    for (const path of listOutputs(outputs)) terminal.stdout.write(`${path}\n`);
  }
  return exitCodes.ok;
}

function checkOutput({ outputs, terminal, tell }: Delivery): ExitCode {
  const report = compareOutputs(outputs);
  const stale = [...report.created, ...report.updated].toSorted();
  for (const path of stale) terminal.stdout.write(`${path}\n`);
  tell(describeStale(stale.length, listOutputs(outputs).length));
  return stale.length === 0 ? exitCodes.ok : exitCodes.findings;
}

function showPlan({ request, inputs, outputs, terminal, tell }: Delivery): void {
  const report = compareOutputs(outputs);
  if (!request.listFiles) terminal.stdout.write(listChanges(report));
  tell(`${describeWritten(inputs, report)} (dry run, nothing written)`);
}

async function writeOutput(delivery: Delivery): Promise<void> {
  const { request, inputs, outputs, tell, interruption } = delivery;
  const { signal } = interruption;
  // A mistyped path must not cost the user a file, nor anything be written then.
  if (request.depfile !== undefined) checkDepfile(delivery, request.depfile);
  const report = await interruption.protect(() => writeOutputs(outputs, { signal }));
  if (request.depfile !== undefined) writeDepfile(delivery, request.depfile);
  tell(describeWritten(inputs, report));
  for (const hint of describeUse(outputs, request)) tell(hint);
}

/** Hints for who runs the output, each of them maybe empty. */
export function describeUse(outputs: Outputs, { settings }: CompileRequest): string[] {
  if (outputs.files.length === 0) return [];
  const root = outputRoot(outputs);
  return [describeRuntime(root, settings.runtime), describeModules(root, outputs.files)];
}

type Described = Pick<Delivery, "sources" | "outputs" | "terminal">;

/** Throws where the depfile would take the place of something else. */
export function checkDepfile(
  { sources, outputs, terminal: { workingDirectory } }: Described,
  depfile: string,
): void {
  const target = realPath(resolve(workingDirectory, depfile));
  const taken = [...sources, ...listOutputs(outputs)];
  const problem = taken.some((path) => realPath(resolve(workingDirectory, path)) === target)
    ? "would replace a file of this run"
    : depfile.endsWith(".thrift")
      ? "would be an IDL file"
      : isOther(target)
        ? "would replace a file that is no depfile"
        : undefined;
  if (problem === undefined) return;
  const advice = "Give it a name of its own, such as gen/deps.d.";
  throw usageError(`the depfile ${depfile} ${problem}`, advice);
}

/** Also of what is not there yet, below directories that are. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}

/** A file of another name than depfiles have, whose first line, with those that continue it, has no target of a Make rule. */
function isOther(path: string): boolean {
  if (path.endsWith(".d") || statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return false;
  const text = readFileSync(path, "utf8");
  return text !== "" && !/^(?:[^\n:\\]|\\[^])*:/.test(text);
}

/** Throws where the disk refuses. */
export function writeDepfile({ sources, outputs, terminal }: Described, path: string): void {
  // What standard input stands for need not exist, and Make would look for it.
  const isReal = (source: string): boolean =>
    existsSync(resolve(terminal.workingDirectory, source));
  const text = formatDepfile(listOutputs(outputs), sources.filter(isReal));
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
