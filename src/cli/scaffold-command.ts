/** `thriftgen scaffold handler <Service>`: a class for the user to fill in, or the methods that theirs still lacks. */
import { resolve } from "node:path";
import { createNodeHost, MissingPackageError } from "../index.js";
import { toPosix } from "../host-node.js";
import { loadTsMorph } from "../host-ts-morph.js";
import { scaffoldHandler, UnknownServiceError, type ScaffoldResult } from "../scaffold/index.js";
import { parseArguments } from "./arguments.js";
import { optionsOf } from "./command-table.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import { checkRoot, resolveInputs } from "./inputs.js";
import { watchInterrupts } from "./interruption.js";
import { loadConfig } from "./load-config.js";
import { describeDirectories } from "./report.js";
import { createReporter } from "./reporter.js";
import { deliverHandler } from "./scaffold-deliver.js";
import { locateHandler, readTemplates } from "./scaffold-files.js";
import { readScaffoldRequest, type ScaffoldRequest } from "./scaffold-options.js";
import type { Terminal } from "./terminal.js";

export async function runScaffold(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interruption = watchInterrupts();
  const parsed = parseArguments(argv, optionsOf("scaffold"), "scaffold");
  const config = await loadConfig(parsed.values.get("config"), terminal.workingDirectory);
  const request = readScaffoldRequest(parsed, config.settings);
  const inputs = resolveInputs(request.files, terminal.workingDirectory, "");
  const { show, tell } = createReporter(terminal, request);
  checkRoot(request.settings.root, terminal.workingDirectory);
  for (const hint of describeDirectories(request.settings, terminal.workingDirectory)) tell(hint);
  const { diagnostics, handler } = await makeHandler(request, inputs, terminal);
  show(diagnostics);
  if (handler === undefined) return exitCodes.findings;
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
