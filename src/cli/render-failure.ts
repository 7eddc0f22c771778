/** The last words of a run that could not do its work. */
import { escapeControls } from "../diagnostics/cells.js";
import { escapeData } from "../diagnostics/render-machine.js";
import { createPaint } from "../diagnostics/render-text.js";
import { HostError } from "../host.js";
import { CliError } from "./errors.js";
import { wantsColor, type Terminal } from "./terminal.js";

interface Failure {
  readonly code: "usage-error" | "io-error" | "internal-error";
  readonly class: "USAGE" | "IO" | "INTERNAL";
  readonly message: string;
  readonly hint: string | undefined;
}

/** In the format that the arguments ask for, so that programs that read JSON get JSON. */
export function renderFailure(error: unknown, argv: readonly string[], terminal: Terminal): string {
  const failure = toFailure(error, terminal);
  const { format, color } = readStyle(argv);
  if (format === "json") return renderJson(failure);
  if (format === "github") return renderGithub(failure);
  const paint = createPaint(wantsColor(terminal, color));
  const label = failure.code === "internal-error" ? "internal error" : "error";
  const hint =
    failure.hint === undefined
      ? ""
      : `  ${paint("green", "hint")}: ${escapeControls(failure.hint)}\n`;
  const stack = failure.code === "internal-error" ? readStack(error, terminal) : "";
  return `${paint("red", label)}: ${escapeControls(failure.message)}\n${hint}${stack}`;
}

function toFailure(error: unknown, terminal: Terminal): Failure {
  if (error instanceof CliError) {
    const isUsage = error.kind === "usage";
    return {
      code: isUsage ? "usage-error" : "io-error",
      class: isUsage ? "USAGE" : "IO",
      message: error.message,
      hint: error.hint,
    };
  }
  if (error instanceof HostError) {
    return { code: "io-error", class: "IO", message: error.message, hint: undefined };
  }
  const isVerbose = readStack(error, terminal) !== "";
  return {
    code: "internal-error",
    class: "INTERNAL",
    message: error instanceof Error ? error.message : String(error),
    hint:
      "This is a bug in thriftgen: please report it with the IDL and the command." +
      (isVerbose ? "" : " THRIFTGEN_DEBUG=1 shows where it happened."),
  };
}

function readStack(error: unknown, terminal: Terminal): string {
  const isWanted = (terminal.environment["THRIFTGEN_DEBUG"] ?? "") !== "";
  return isWanted && error instanceof Error ? `${error.stack ?? ""}\n` : "";
}

function renderJson(failure: Failure): string {
  const place = { file: null, line: null, column: null, endLine: null, endColumn: null };
  const element = {
    code: failure.code,
    class: failure.class,
    severity: "error",
    message: failure.message,
    ...place,
    notes: [],
    hint: failure.hint ?? null,
  };
  return `${JSON.stringify([element], undefined, 2)}\n`;
}

/** A workflow command without a place: it stands beside the annotations of files. */
function renderGithub({ code, message, hint }: Failure): string {
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return `::error title=${code}::${escapeData(text)}\n`;
}

/** What the arguments say about the form of messages. They may be what is wrong, so they are looked at, not parsed. */
function readStyle(argv: readonly string[]): { format?: string | undefined; color?: boolean } {
  const style: { format?: string | undefined; color?: boolean } = {};
  for (const [index, argument] of argv.entries()) {
    if (argument === "--error-format") style.format = argv[index + 1];
    if (argument.startsWith("--error-format=")) style.format = argument.split("=", 2)[1];
    if (argument === "--color" || argument === "--no-color") style.color = argument === "--color";
  }
  return style;
}
