/** Diagnostics for programs: a JSON array, and the workflow commands that GitHub turns into annotations. */
import type { Span } from "../source.js";
import { escapeControls } from "./cells.js";
import type { Diagnostic } from "./diagnostic.js";

/** A place in JSON output: lines and columns count from 1, columns in UTF-16 units, the end is excluded. */
export interface JsonPlace {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

export interface JsonNote extends JsonPlace {
  readonly message: string;
}

/** One element of the array that `--error-format json` prints. `null` stands for "does not apply". */
export interface JsonDiagnostic extends JsonPlace {
  readonly code: string;
  readonly class: string;
  readonly severity: string;
  readonly message: string;
  readonly notes: readonly JsonNote[];
  readonly hint: string | null;
}

/** A diagnostic, or what stops a run: its code is in no catalogue. */
export interface MachineFinding extends Omit<Diagnostic, "code" | "class"> {
  readonly code: string;
  readonly class: string;
}

export function toJsonDiagnostic(diagnostic: MachineFinding): JsonDiagnostic {
  return {
    code: diagnostic.code,
    class: diagnostic.class,
    severity: diagnostic.severity,
    message: diagnostic.message,
    ...toJsonPlace(diagnostic.span),
    notes: diagnostic.notes.map((note) => ({ message: note.message, ...toJsonPlace(note.span) })),
    hint: diagnostic.hint ?? null,
  };
}

/**
 * `::error file=a.thrift,line=3,col=6,endLine=3,endColumn=11,title=unknown-type::message`, as
 * docs.github.com "Workflow commands" describes it. The log shows it on a terminal's terms, so controls are escaped.
 */
export function renderGithub(diagnostic: MachineFinding): string {
  const { span } = diagnostic;
  const properties: string[] = [];
  if (span !== undefined) {
    const { file, line, column, endLine, endColumn } = toJsonPlace(span);
    properties.push(`file=${escapeProperty(file ?? "")}`, `line=${line}`, `col=${column}`);
    properties.push(`endLine=${endLine}`, `endColumn=${endColumn}`);
  }
  properties.push(`title=${escapeProperty(diagnostic.code)}`);
  const notes = diagnostic.notes.map((note) => note.message);
  const hint = diagnostic.hint === undefined ? [] : [`hint: ${diagnostic.hint}`];
  const text = [diagnostic.message, ...notes, ...hint].join("\n");
  return `::${diagnostic.severity} ${properties.join(",")}::${escapeData(text)}\n`;
}

function toJsonPlace(span: Span | undefined): JsonPlace {
  if (span === undefined) {
    return { file: null, line: null, column: null, endLine: null, endColumn: null };
  }
  const start = span.file.positionAt(span.start);
  const end = span.file.positionAt(Math.max(span.start, span.end));
  return {
    file: span.file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** The text behind the second `::` of a workflow command. */
function escapeData(text: string): string {
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return escapeControls(escaped);
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
