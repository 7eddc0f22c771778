/** `thriftgen scaffold handler <Service>`: a class for the user to fill in, or the methods that theirs still lacks. */
import { resolve } from "node:path";
import { createNodeHost, formatDiagnostics, MissingPackageError } from "../index.js";
import { escapeControls } from "../diagnostics/cells.js";
import { toPosix } from "../host-node.js";
import { loadTsMorph } from "../host-ts-morph.js";
import { scaffoldHandler, UnknownServiceError, type ScaffoldResult } from "../scaffold/index.js";
import { parseArguments } from "./arguments.js";
import { commands } from "./command-table.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import { resolveInputs } from "./inputs.js";
import { watchInterrupts } from "./interruption.js";
import { loadConfig } from "./load-config.js";
import { describeDirectories, describeErrors } from "./report.js";
import { deliverHandler } from "./scaffold-deliver.js";
import { locateHandler, readTemplates } from "./scaffold-files.js";
import { readScaffoldRequest, type ScaffoldRequest } from "./scaffold-options.js";
import { wantsColor, type Terminal } from "./terminal.js";

export async function runScaffold(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interruption = watchInterrupts();
  const options = commands.find((command) => command.name === "scaffold")?.options ?? [];
  const parsed = parseArguments(argv, options, "scaffold");
  const config = await loadConfig(parsed.values.get("config"), terminal.workingDirectory);
  const request = readScaffoldRequest(parsed, config.settings);
  const inputs = resolveInputs(request.files, terminal.workingDirectory, "");
  const tell = (text: string): void => {
    if (request.errorFormat !== "json") terminal.stderr.write(`${escapeControls(text)}\n`);
  };
  for (const hint of describeDirectories(request.settings, terminal.workingDirectory)) tell(hint);
  const { diagnostics, handler } = await makeHandler(request, inputs, terminal);
  terminal.stderr.write(
    formatDiagnostics(diagnostics, {
      format: request.errorFormat,
      color: wantsColor(terminal, request.color),
    }),
  );
  if (handler === undefined) {
    tell(describeErrors(diagnostics));
    return exitCodes.findings;
  }
  return deliverHandler({ request, handler, terminal, tell, interruption });
}

async function makeHandler(
  request: ScaffoldRequest,
  inputs: readonly string[],
  terminal: Terminal,
): Promise<ScaffoldResult> {
  const { workingDirectory } = terminal;
  const { service, settings } = request;
  const templates = readTemplates(request.templates, workingDirectory);
  try {
    return await scaffoldHandler({
      ...settings,
      service,
      files: inputs,
      host: createNodeHost(workingDirectory),
      genDir: toPosix(resolve(workingDirectory, request.genDir)),
      locate: (name) => locateHandler(request.out, name, workingDirectory),
      templates,
      loadTsMorph: () => loadTsMorph(resolve(workingDirectory)),
    });
  } catch (error) {
    if (error instanceof MissingPackageError) {
      const reason = "it adds methods to files that are there already";
      throw usageError(`${error.message}: ${reason}`, error.hint);
    }
    if (error instanceof UnknownServiceError) throw usageError(error.message, error.hint);
    throw error;
  }
}
