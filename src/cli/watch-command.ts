/** `thriftgen watch`: `compile`, again and again, until it is interrupted. */
import { dirname, resolve } from "node:path";
import { createWatcher, type BuiltEvent, type WatchedCompilation, type Watcher } from "../index.js";
import type { Settings } from "../config/option-table.js";
import { parseArguments, type ParsedArguments } from "./arguments.js";
import { optionsOf } from "./command-table.js";
import { explainFailure } from "./compile-command.js";
import { mergeRequest, type CompileRequest } from "./compile-options.js";
import { describeUse } from "./deliver.js";
import { exitCodes, usageError, type ExitCode } from "./errors.js";
import { checkRoot, refuseOperand, resolveInputs, STDIN } from "./inputs.js";
import { listConfigFiles, loadConfig } from "./load-config.js";
import { listOutputs } from "./outputs.js";
import { renderFailure } from "./render-failure.js";
import { createReporter, type Reporter } from "./reporter.js";
import { describeAliases } from "./report.js";
import type { Terminal } from "./terminal.js";
import { describeBuilt } from "./watch-report.js";
import { checkDepfile, writeDepfile } from "./write-depfile.js";

/** Ends with 130 when it is interrupted; until then every failure is shown and waited out. */
export async function runWatch(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseArguments(argv, optionsOf("watch"), "watch");
  const { workingDirectory } = terminal;
  const configFiles = listConfigFiles(parsed.values.get("config"), workingDirectory);
  const plan = new WatchPlan(parsed, terminal);
  const poll = await plan.start();
  const watcher = createWatcher({
    compilation: () => plan.configure(),
    configFiles,
    workingDirectory,
    poll,
  });
  new WatchReporter(plan, terminal, argv).listen(watcher);
  return untilInterrupted(watcher);
}

/** What is compiled, as arguments and config say at the moment. */
class WatchPlan {
  readonly #parsed: ParsedArguments;
  readonly #terminal: Terminal;
  /** The latest that made sense. */
  request: CompileRequest | undefined;
  inputs: readonly string[] = [];
  configPath: string | undefined;

  constructor(parsed: ParsedArguments, terminal: Terminal) {
    this.#parsed = parsed;
    this.#terminal = terminal;
  }

  /** Throws where the arguments are such that no edit of any file can mend them; returns what `poll` is. */
  async start(): Promise<number | undefined> {
    if (this.#parsed.operands.includes(STDIN)) {
      throw usageError("watch cannot read standard input", "Name the files to watch.");
    }
    this.#parsed.operands.forEach(refuseOperand);
    const config = await loadConfig(
      this.#parsed.values.get("config"),
      this.#terminal.workingDirectory,
    ).catch(() => undefined);
    if (config !== undefined && config.path === undefined) this.#merge({});
    const { poll = config?.settings.poll } = Object.fromEntries(this.#parsed.values) as Settings;
    return poll;
  }

  async configure(): Promise<WatchedCompilation> {
    const { workingDirectory } = this.#terminal;
    const config = await loadConfig(this.#parsed.values.get("config"), workingDirectory, true);
    const request = this.#merge(config.settings);
    this.request = request;
    this.configPath = config.path;
    const directories = new Set<string>();
    const project = dirname(resolve(workingDirectory, config.path ?? "config"));
    const compilation = { ...request.settings, outDir: request.outDir, project };
    try {
      const { operands, stdinFilename } = request;
      checkRoot(request.settings.root, workingDirectory);
      this.inputs = resolveInputs(operands, workingDirectory, stdinFilename, (directory) =>
        directories.add(directory),
      );
      return { ...compilation, files: this.inputs, directories: [...directories] };
    } catch (problem) {
      return { ...compilation, files: [], directories: [...directories], problem };
    }
  }

  #merge(settings: Parameters<typeof mergeRequest>[1]): CompileRequest {
    return mergeRequest(this.#parsed, { ...settings, check: false, dryRun: false });
  }
}

/** Says what happens, as `compile` says it. */
class WatchReporter {
  readonly #plan: WatchPlan;
  readonly #terminal: Terminal;
  readonly #argv: readonly string[];
  #isFirst = true;

  constructor(plan: WatchPlan, terminal: Terminal, argv: readonly string[]) {
    this.#plan = plan;
    this.#terminal = terminal;
    this.#argv = argv;
  }

  listen(watcher: Watcher): void {
    watcher.on("diagnostics", (found) => this.#reporter.show(found));
    watcher.on("error", (error) => this.#showFailure(error));
    watcher.on("built", (event) => this.#showBuilt(event));
  }

  /** As the config says now: it may have changed since. */
  get #reporter(): Reporter {
    const { errorFormat = "text", color } = this.#plan.request ?? {};
    return createReporter(this.#terminal, { errorFormat, color });
  }

  #showFailure(error: unknown): void {
    const failure = explainFailure(error);
    this.#terminal.stderr.write(renderFailure(failure, this.#argv, this.#terminal));
  }

  #showBuilt(event: BuiltEvent): void {
    const request = this.#plan.request;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const hasCause = !isFirst && event.changed.length > 0;
    const { tell } = this.#reporter;
    tell(describeBuilt(hasCause ? event.changed : this.#plan.inputs, event));
    if (request === undefined) return;
    const { workingDirectory } = this.#terminal;
    const { files, declarations = [], inputs } = event;
    if (isFirst) tell(describeAliases(this.#plan.inputs, inputs, workingDirectory));
    const outputs = { outDir: request.outDir, files, declarations, workingDirectory };
    if (request.listFiles) this.#terminal.stdout.write(`${listOutputs(outputs).join("\n")}\n`);
    const { configPath } = this.#plan;
    const sources = configPath === undefined ? inputs : [...inputs, configPath];
    if (request.depfile !== undefined) {
      const described = { sources, outputs, terminal: this.#terminal };
      checkDepfile(described, request.depfile);
      writeDepfile(described, request.depfile);
    }
    if (isFirst) for (const hint of describeUse(outputs, request)) tell(hint);
  }
}

/** A running write ends whole or not at all; a second interrupt does not wait for it. */
function untilInterrupted(watcher: Watcher): Promise<ExitCode> {
  return new Promise((done) => {
    process.once("SIGINT", () => {
      process.once("SIGINT", () => process.exit(exitCodes.interrupted));
      void watcher.close().then(() => done(exitCodes.interrupted));
    });
  });
}
