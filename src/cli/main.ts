/** The command line: picks the command, and turns whatever ends it into output and an exit code. */
import { commands, type CommandName } from "./command-table.js";
import { CliError, exitCodes, usageError, type ExitCode } from "./errors.js";
import { formatCommandHelp, formatMainHelp } from "./help.js";
import { renderFailure } from "./render-failure.js";
import { tuneEngine } from "./tune-engine.js";
import { suggestName } from "../suggest.js";
import type { Terminal } from "./terminal.js";

type Runner = (argv: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** Loaded only now: `--version` and `--help` must not pay for the parser. */
const runners: Readonly<Record<CommandName, Runner>> = {
  async compile(argv, terminal) {
    await tuneEngine();
    return (await import("./compile-command.js")).runCompile(argv, terminal);
  },
  async scaffold(argv, terminal) {
    await tuneEngine();
    return (await import("./scaffold-command.js")).runScaffold(argv, terminal);
  },
  async watch(argv, terminal) {
    return (await import("./watch-command.js")).runWatch(argv, terminal);
  },
  async init(argv, terminal) {
    return (await import("./init-command.js")).runInit(argv, terminal);
  },
  async explain(argv, terminal) {
    return (await import("./explain-command.js")).runExplain(argv, terminal);
  },
};

/** Runs `thriftgen` with the arguments behind the program's name; never throws. */
export async function runCli(
  argv: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  try {
    return await dispatch(argv, terminal, version);
  } catch (error) {
    terminal.stderr.write(renderFailure(error, argv, terminal));
    if (!(error instanceof CliError)) return exitCodes.failure;
    return error.kind === "usage" ? exitCodes.usage : exitCodes.failure;
  }
}

async function dispatch(
  argv: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === "--version" || name === "-V" || name === "-v") {
    terminal.stdout.write(`${version}\n`);
    return exitCodes.ok;
  }
  if (name === undefined) {
    terminal.stderr.write(formatMainHelp());
    return exitCodes.usage;
  }
  if (name === "--help" || name === "-h" || (name === "help" && rest.length === 0)) {
    terminal.stdout.write(formatMainHelp());
    return exitCodes.ok;
  }
  const wanted = name === "help" ? (rest[0] ?? "") : name;
  const command = commands.find((candidate) => candidate.name === wanted);
  if (command === undefined) throw unknownCommand(wanted);
  if (name === "help" || asksForHelp(rest)) {
    terminal.stdout.write(formatCommandHelp(command));
    return exitCodes.ok;
  }
  return runners[command.name](rest, terminal);
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

function unknownCommand(name: string): Error {
  const global = suggestName(name.startsWith("-") ? name : `--${name}`, ["--help", "--version"]);
  if (global !== undefined) {
    return usageError(`there is no command ${name}`, `Did you mean thriftgen ${global}?`);
  }
  if (name.startsWith("-")) {
    return usageError(`${name} needs a command before it`, "thriftgen --help lists the commands.");
  }
  if (name.endsWith(".thrift")) {
    return usageError(`${name} is not a command`, `Did you mean thriftgen compile ${name} -o gen?`);
  }
  const near = suggestName(
    name,
    commands.map((command) => command.name),
  );
  const hint =
    near === undefined ? "thriftgen --help lists the commands." : `Did you mean ${near}?`;
  return usageError(`there is no command ${name}`, hint);
}
