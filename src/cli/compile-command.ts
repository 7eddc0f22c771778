/** `thriftgen compile`: from arguments to files, as a list of steps. */
import { dirname, resolve } from "node:path";
import {
  compile,
  createNodeHost,
  emitDeclarations,
  EmitterError,
  formatDiagnostics,
  MissingPackageError,
  overlayFile,
  type CompileResult,
  type Host,
} from "../index.js";
import { escapeControls } from "../diagnostics/cells.js";
import { parseArguments } from "./arguments.js";
import { commands } from "./command-table.js";
import { mergeRequest, type CompileRequest } from "./compile-options.js";
import { deliver } from "./deliver.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import { resolveInputs, STDIN } from "./inputs.js";
import { watchInterrupts } from "./interruption.js";
import { loadConfig } from "./load-config.js";
import { createProgress } from "./progress.js";
import { describeDirectories, describeErrors } from "./report.js";
import { wantsColor, type Terminal } from "./terminal.js";

export async function runCompile(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interruption = watchInterrupts();
  const options = commands.find((command) => command.name === "compile")?.options ?? [];
  const parsed = parseArguments(argv, options, "compile");
  const config = await loadConfig(parsed.values.get("config"), terminal.workingDirectory);
  const request = mergeRequest(parsed, config.settings);
  const inputs = resolveInputs(request.operands, terminal.workingDirectory, request.stdinFilename);
  const tell = createTeller(request, terminal);
  for (const hint of describeDirectories(request.settings, terminal.workingDirectory)) tell(hint);
  const project = dirname(resolve(terminal.workingDirectory, config.path ?? "config"));
  const result = await compileInputs({ request, inputs, project, terminal });
  terminal.stderr.write(
    formatDiagnostics(result.diagnostics, {
      format: request.errorFormat,
      color: wantsColor(terminal, request.color),
    }),
  );
  if (result.diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    tell(describeErrors(result.diagnostics));
    return exitCodes.findings;
  }
  const sources = config.path === undefined ? result.inputs : [...result.inputs, config.path];
  const outputs = {
    outDir: request.outDir,
    files: result.files,
    declarations: result.declarations ?? [],
    workingDirectory: terminal.workingDirectory,
  };
  return deliver({ request, inputs, sources, outputs, terminal, tell, interruption });
}

/** Writes lines for people; silent where the error stream carries JSON. */
function createTeller(request: CompileRequest, terminal: Terminal): (text: string) => void {
  if (request.errorFormat === "json") return () => undefined;
  return (text) => {
    if (text !== "") terminal.stderr.write(`${escapeControls(text)}\n`);
  };
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
