/** `thriftgen compile`: from arguments to files, as a list of steps. */
import { dirname, resolve } from "node:path";
import {
  compile,
  createNodeHost,
  emitDeclarations,
  EmitterError,
  MissingPackageError,
  overlayFile,
  type CompileResult,
  type Host,
} from "../index.js";
import { parseArguments } from "./arguments.js";
import { optionsOf } from "./command-table.js";
import { mergeRequest, type CompileRequest } from "./compile-options.js";
import { deliver } from "./deliver.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import { checkRoot, resolveInputs, STDIN } from "./inputs.js";
import { watchInterrupts } from "./interruption.js";
import { loadConfig } from "./load-config.js";
import { createProgress } from "./progress.js";
import { describeAliases, describeDirectories } from "./report.js";
import { createReporter } from "./reporter.js";
import type { Terminal } from "./terminal.js";

export async function runCompile(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interruption = watchInterrupts();
  const parsed = parseArguments(argv, optionsOf("compile"), "compile");
  const config = await loadConfig(parsed.values.get("config"), terminal.workingDirectory);
  const request = mergeRequest(parsed, config.settings);
  const inputs = resolveInputs(request.operands, terminal.workingDirectory, request.stdinFilename);
  const { show, tell } = createReporter(terminal, request);
  checkRoot(request.settings.root, terminal.workingDirectory);
  for (const hint of describeDirectories(request.settings, terminal.workingDirectory)) tell(hint);
  const project = dirname(resolve(terminal.workingDirectory, config.path ?? "config"));
  const result = await compileInputs({ request, inputs, project, terminal });
  show(result.diagnostics);
  if (result.diagnostics.some(({ severity }) => severity === "error")) return exitCodes.findings;
  tell(describeAliases(inputs, result.inputs, terminal.workingDirectory));
  const sources = config.path === undefined ? result.inputs : [...result.inputs, config.path];
  const outputs = {
    outDir: request.outDir,
    files: result.files,
    declarations: result.declarations ?? [],
    workingDirectory: terminal.workingDirectory,
  };
  return deliver({ request, inputs, sources, outputs, terminal, tell, interruption });
}

interface CompileRun {
  readonly request: CompileRequest;
  readonly inputs: readonly string[];
  /** The config's directory, which the mirror of declarations stands in; without a config the working directory. */
  readonly project: string;
  readonly terminal: Terminal;
}

async function compileInputs(run: CompileRun): Promise<CompileResult> {
  const { request, inputs, project, terminal } = run;
  const progress = createProgress(terminal, request.errorFormat);
  const host = await createHost(request, terminal);
  try {
    const { outDir, settings } = request;
    const { declarations = false } = settings;
    const options = { ...settings, files: inputs, host, project, onProgress: progress.show };
    if (outDir !== undefined || declarations === false)
      return await compile({ ...options, outDir });
    return { ...(await emitDeclarations({ ...options, declarations })), files: [] };
  } catch (error) {
    throw explainFailure(error);
  } finally {
    progress.clear();
  }
}

/** What the user can mend is no bug of ours. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof MissingPackageError) return usageError(error.message, error.hint);
  return error instanceof EmitterError ? usageError(error.message) : error;
}

async function createHost(request: CompileRequest, terminal: Terminal): Promise<Host> {
  const host = createNodeHost(terminal.workingDirectory);
  if (!request.operands.includes(STDIN)) return host;
  return overlayFile(host, request.stdinFilename, await terminal.readStdin());
}
