/** What a run says on the error stream: findings in the format that was asked for, and lines for people. */
import { escapeControls } from "../diagnostics/cells.js";
import { defaultLimit, type ErrorFormat } from "../diagnostics/render.js";
import { formatDiagnostics, type Diagnostic } from "../index.js";
import { describeErrors } from "./report.js";
import { wantsColor, type Terminal } from "./terminal.js";

export interface Reporter {
  /** Shows what was found, and sums up the errors among it. */
  readonly show: (diagnostics: readonly Diagnostic[]) => void;
  /** A line for people, none where it is empty; silent where the stream carries JSON. */
  readonly tell: (text: string) => void;
}

interface Style {
  readonly errorFormat: ErrorFormat;
  readonly color: boolean | undefined;
}

export function createReporter(terminal: Terminal, style: Style): Reporter {
  const { errorFormat: format } = style;
  const color = wantsColor(terminal, style.color);
  const tell = (text: string): void => {
    if (text !== "" && format !== "json") terminal.stderr.write(`${escapeControls(text)}\n`);
  };
  const show = (diagnostics: readonly Diagnostic[]): void => {
    terminal.stderr.write(formatDiagnostics(diagnostics, { format, color }));
    if (format === "text" && diagnostics.length > defaultLimit)
      tell("hint: --error-format json shows all");
    if (diagnostics.some(({ severity }) => severity === "error")) tell(describeErrors(diagnostics));
  };
  return { show, tell };
}
