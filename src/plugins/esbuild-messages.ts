/** Diagnostics in esbuild's own form, so that its underlines, notes and suggestions work. */
import { relative } from "node:path";
import type { PartialMessage } from "esbuild";
import { escapeControls } from "../diagnostics/cells.js";
import type { Diagnostic, Span } from "../index.js";
import { translateFlags } from "./translate-flags.js";

type PartialLocation = NonNullable<PartialMessage["location"]>;

/** Lines longer than this are cut around the place: minified or hostile IDL should not fill the terminal. */
const maximumLineUnits = 500;

/** `directory` is esbuild's working directory, to which it shows paths. */
export function toEsbuildMessage(diagnostic: Diagnostic, directory: string): PartialMessage {
  const { span, hint, code, message } = diagnostic;
  const suggestion = /^Did you mean "?([^"?]+)"?\?$/.exec(hint ?? "")?.[1];
  const notes = diagnostic.notes.map((note) => ({
    text: escapeControls(note.message),
    location: note.span === undefined ? null : toLocation(note.span, directory),
  }));
  if (hint !== undefined && (suggestion === undefined || span === undefined)) {
    notes.push({ text: escapeControls(translateFlags(hint)), location: null });
  }
  return {
    id: code,
    text: `${escapeControls(message)} [${code}]`,
    location:
      span === undefined
        ? null
        : { ...toLocation(span, directory), ...(suggestion !== undefined && { suggestion }) },
    notes,
  };
}

/** Line from 1, column from 0 in bytes of UTF-8, length in bytes; the underline ends with the first line. */
function toLocation(span: Span, directory: string): PartialLocation {
  const { line, column } = span.file.positionAt(span.start);
  const whole = span.file.lineText(line);
  const at = column - 1;
  const from = whole.length <= maximumLineUnits ? 0 : Math.max(0, at - maximumLineUnits / 2);
  const lineText = whole.slice(from, from + maximumLineUnits);
  const start = at - from;
  const end = Math.min(start + Math.max(0, span.end - span.start), lineText.length);
  return {
    file: relative(directory, span.file.path),
    namespace: "file",
    line,
    column: Buffer.byteLength(lineText.slice(0, start)),
    length: Buffer.byteLength(lineText.slice(start, end)),
    lineText,
  };
}
