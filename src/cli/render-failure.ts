/** The last words of a run that could not do its work. */
import {
  renderGithub,
  toJsonDiagnostic,
  type MachineFinding,
} from "../diagnostics/render-machine.js";
import { createPaint, renderFinding } from "../diagnostics/render-text.js";
import { HostError } from "../host.js";
import { CliError, type CliProblem } from "./errors.js";
import { wantsColor, type Terminal } from "./terminal.js";

/** In the format that the arguments ask for, so that programs that read JSON get JSON. */
export function renderFailure(error: unknown, argv: readonly string[], terminal: Terminal): string {
  const findings = toFindings(error, terminal);
  const { format, color } = readStyle(argv);
  if (format === "json") return `${JSON.stringify(findings.map(toJsonDiagnostic), undefined, 2)}\n`;
  if (format === "github") return findings.map(renderGithub).join("");
  const paint = createPaint(wantsColor(terminal, color));
  const text = findings.map((finding) =>
    renderFinding(
      { ...finding, code: undefined, label: labels[finding.code as FailureCode] },
      paint,
    ),
  );
  const isInternal = findings[0]?.code === "internal-error";
  return `${text.join("\n")}${isInternal ? readStack(error, terminal) : ""}`;
}

const labels = {
  "usage-error": "error",
  "io-error": "error",
  "internal-error": "internal error",
} as const;

type FailureCode = keyof typeof labels;

function toFindings(error: unknown, terminal: Terminal): MachineFinding[] {
  if (error instanceof CliError) {
    const isUsage = error.kind === "usage";
    return error.problems.map((problem) =>
      isUsage ? describe("usage-error", "USAGE", problem) : describe("io-error", "IO", problem),
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof HostError) return [describe("io-error", "IO", { message })];
  const hint =
    "This is a bug in thriftgen: please report it with the IDL and the command." +
    (readStack(error, terminal) === "" ? " THRIFTGEN_DEBUG=1 shows where it happened." : "");
  return [describe("internal-error", "INTERNAL", { message, hint })];
}

function describe(code: FailureCode, kind: string, problem: CliProblem): MachineFinding {
  return {
    span: undefined,
    hint: undefined,
    ...problem,
    code,
    class: kind,
    severity: "error",
    notes: [],
  };
}

function readStack(error: unknown, terminal: Terminal): string {
  const isWanted = (terminal.environment["THRIFTGEN_DEBUG"] ?? "") !== "";
  return isWanted && error instanceof Error ? `${error.stack ?? ""}\n` : "";
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
