/** `thriftgen compile`: from arguments to files, as a list of steps. */
import {
  compile,
  createNodeHost,
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
  const result = await compileInputs(request, inputs, terminal);
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
  return deliver({ request, inputs, sources, files: result.files, terminal, tell, interruption });
}

/** Writes lines for people; silent where the error stream carries JSON. */
function createTeller(request: CompileRequest, terminal: Terminal): (text: string) => void {
  if (request.errorFormat === "json") return () => undefined;
  return (text) => {
    if (text !== "") terminal.stderr.write(`${escapeControls(text)}\n`);
  };
}

async function compileInputs(
  request: CompileRequest,
  inputs: readonly string[],
  terminal: Terminal,
): Promise<CompileResult> {
  const progress = createProgress(terminal, request.errorFormat);
  const host = await createHost(request, terminal);
  try {
    return await compile({
      ...request.settings,
      files: inputs,
      host,
      outDir: request.outDir,
      onProgress: progress.show,
    });
  } catch (error) {
    if (error instanceof MissingPackageError) throw usageError(error.message, error.hint);
    throw error;
  } finally {
    progress.clear();
  }
}

async function createHost(request: CompileRequest, terminal: Terminal): Promise<Host> {
  const host = createNodeHost(terminal.workingDirectory);
  if (!request.operands.includes(STDIN)) return host;
  return overlayFile(host, request.stdinFilename, await terminal.readStdin());
}
