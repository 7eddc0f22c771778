/** The last step of a compile run: files are written, compared or listed. */
import type { CompileRequest } from "./compile-options.js";
import { exitCodes, type ExitCode } from "./errors.js";
import type { Interruption } from "./interruption.js";
import { describeModules } from "./module-hint.js";
import { compareOutputs, listOutputs, outputRoot, writeOutputs, type Outputs } from "./outputs.js";
import { describeStale, describeWritten, listChanges } from "./report.js";
import { describeDeclared, describeRuntime } from "./runtime-hint.js";
import type { Terminal } from "./terminal.js";
import { checkDepfile, writeDepfile } from "./write-depfile.js";

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
  const { files, declarations, workingDirectory } = outputs;
  const { runtime } = settings;
  const root = outputRoot(outputs);
  const output =
    files.length === 0 ? [] : [describeRuntime(root, runtime), describeModules(root, files)];
  // What both lack is told once.
  if (output[0]) return output;
  return [...output, describeDeclared(declarations, workingDirectory, runtime)];
}
