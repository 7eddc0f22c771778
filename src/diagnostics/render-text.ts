/** Diagnostics for people: place, message, code frame, related places, hint. The only file that knows colours. */
import type { Span } from "../source.js";
import { escapeControls } from "./cells.js";
import type { Diagnostic, DiagnosticNote } from "./diagnostic.js";
import { renderFrame } from "./render-frame.js";

type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "green";
export type Paint = (style: Style, text: string) => string;

const SGR: Readonly<Record<Style, readonly [open: number, close: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  green: [32, 39],
};

/** A function that colours text, or returns it as it is. */
export function createPaint(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => `\u001b[${SGR[style][0]}m${text}\u001b[${SGR[style][1]}m`;
}

/**
 * One diagnostic, ending in a line break:
 *
 *     user.thrift:3:6: error: Type "Strng" is not defined. [unknown-type]
 *       3 |   1: Strng name
 *         |      ^~~~~
 *       hint: Did you mean "string"?
 */
export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  return renderFinding({ ...diagnostic, label: diagnostic.severity }, paint);
}

/** What stops a run is shown as a diagnostic is, but has no page that its code would lead to. */
export interface Finding extends Omit<Diagnostic, "code" | "class"> {
  readonly code: string | undefined;
  /** How it is called: `error`, or worse. */
  readonly label: string;
}

export function renderFinding(finding: Finding, paint: Paint): string {
  const { span, severity, label, code, hint } = finding;
  const style = severity === "error" ? "red" : "yellow";
  const place = span === undefined ? "" : `${paint("bold", describePlace(span))}: `;
  const message = escapeControls(finding.message);
  const text =
    code === undefined ? message : `${paint("bold", message)} ${paint("dim", `[${code}]`)}`;
  const lines = [
    `${place}${paint(style, label)}: ${text}`,
    ...indentFrame(span, (part) => paint(style, part), paint),
    ...finding.notes.flatMap((note) => renderNote(note, paint)),
  ];
  if (hint !== undefined) lines.push(`  ${paint("green", "hint")}: ${escapeControls(hint)}`);
  return `${lines.join("\n")}\n`;
}

function renderNote(note: DiagnosticNote, paint: Paint): string[] {
  const place = note.span === undefined ? "" : `${describePlace(note.span)}: `;
  return [
    `  ${place}${paint("cyan", "note")}: ${escapeControls(note.message)}`,
    ...indentFrame(note.span, (text) => paint("cyan", text), paint),
  ];
}

function indentFrame(
  span: Span | undefined,
  paintUnderline: (text: string) => string,
  paint: Paint,
): string[] {
  if (span === undefined) return [];
  const frame = renderFrame(span);
  const width = Math.max(3, ...frame.map((line) => line.label.length + 2));
  return frame.map((line) => {
    const gutter = paint("dim", `${line.label.padStart(width)} |`);
    const text = line.kind === "underline" ? paintUnderline(line.text) : line.text;
    return `${gutter} ${text}`.trimEnd();
  });
}

function describePlace(span: Span): string {
  const { line, column } = span.file.positionAt(span.start);
  return `${escapeControls(span.file.path)}:${line}:${column}`;
}
