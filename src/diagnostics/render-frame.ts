/** Code frames: the source line of a span with the span underlined. */
import type { Span } from "../source.js";
import { splitCells, type Cell } from "./cells.js";

/** Lines of a frame: a gutter label (a line number or blank) and the text beside it. */
export interface FrameLine {
  readonly label: string;
  readonly text: string;
  readonly kind: "source" | "underline" | "gap";
}

/** Terminal columns that a source line may take; longer lines are cut around the span. */
const maximumColumns = 100;
/** UTF-16 units looked at on either side of the span's start: bounds the work on a line of megabytes. */
const maximumUnitsBefore = 60;
const maximumUnitsAfter = 240;

/** The frame of a span: its line underlined; of a span over several lines the first and the last. */
export function renderFrame(span: Span): FrameLine[] {
  const first = span.file.positionAt(span.start);
  const last = span.file.positionAt(Math.max(span.start, span.end));
  const firstText = span.file.lineText(first.line);
  if (first.line === last.line) {
    return frameLine(first.line, firstText, first.column - 1, last.column - 1);
  }
  const lastText = span.file.lineText(last.line);
  const lines = frameLine(first.line, firstText, first.column - 1, firstText.length);
  if (last.line > first.line + 1) lines.push({ label: "", text: "...", kind: "gap" });
  const indent = lastText.search(/\S/);
  if (indent >= 0 && last.column - 1 > indent) {
    lines.push(...frameLine(last.line, lastText, indent, last.column - 1));
  }
  return lines;
}

/** One source line and the underline of its units from `start` to `end`, at least one column wide. */
function frameLine(line: number, text: string, start: number, end: number): FrameLine[] {
  const window = cutWindow(text, start);
  const cells = splitCells(text.slice(window.start, window.end));
  const from = cells.findIndex((cell) => cell.end > start - window.start);
  const firstCell = from < 0 ? cells.length : from;
  const skipped = countSkipped(cells.slice(0, firstCell));
  const visible = cells.slice(skipped);
  const shown = visible.slice(0, fittingCount(visible));
  const before = sumWidths(cells.slice(skipped, firstCell));
  const marked = shown.filter(
    (cell, index) => index >= firstCell - skipped && cell.start < end - window.start,
  );
  const prefix = window.start > 0 || skipped > 0 ? "…" : "";
  const isCut = shown.length < visible.length || window.end < text.length;
  const source = prefix + shown.map((cell) => cell.text).join("") + (isCut ? "…" : "");
  const width = Math.max(1, sumWidths(marked));
  const underline = " ".repeat(prefix.length + before) + "^" + "~".repeat(width - 1);
  return [
    { label: String(line), text: source.trimEnd(), kind: "source" },
    { label: "", text: underline, kind: "underline" },
  ];
}

/** The part of a line to look at: all of a short one, else the surroundings of `start`, pairs kept whole. */
function cutWindow(text: string, start: number): { start: number; end: number } {
  const from = start > maximumUnitsBefore + 20 ? start - maximumUnitsBefore : 0;
  const to = Math.min(text.length, start + maximumUnitsAfter);
  return { start: alignToPair(text, from), end: alignToPair(text, to) };
}

function alignToPair(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
}

/** Stand-ins take many columns each: how many cells to leave out, so that what comes before the span leaves it room. */
function countSkipped(cells: readonly Cell[]): number {
  let columns = sumWidths(cells);
  for (const [index, cell] of cells.entries()) {
    if (columns <= maximumUnitsBefore + 20) return index;
    columns -= cell.width;
  }
  return cells.length;
}

function fittingCount(cells: readonly Cell[]): number {
  let columns = 0;
  for (const [index, cell] of cells.entries()) {
    columns += cell.width;
    if (columns > maximumColumns) return index;
  }
  return cells.length;
}

function sumWidths(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
