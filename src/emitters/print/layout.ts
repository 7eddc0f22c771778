import type { GroupStyle } from "./doc.js";
import type { OriginRecorder } from "./origins.js";
import type { TextBuffer } from "./text-buffer.js";
import type { Mark, TokenList } from "./tokens.js";

/** Columns of a line, outside literals. */
const maximumWidth = 120;
const indentStep = 2;

/** What is being printed: the text so far, the current line, and what encloses the place. */
interface Printer {
  readonly text: TextBuffer;
  readonly origins: OriginRecorder | undefined;
  /** Columns that the current line takes. */
  column: number;
  /** The line has text. */
  hasText: boolean;
  /** Where the line's text begins, and lines inside it too. */
  indent: number;
  /** Stands before the text, within its indentation. */
  prefix: string;
  /** An interpolation of this line printed nothing. */
  hasHole: boolean;
  /** The indentations at which the enclosing sequences began. */
  readonly bases: number[];
  readonly groups: OpenGroup[];
}

interface OpenGroup {
  readonly isBroken: boolean;
  readonly indent: number;
}

/** Adds the text, ending with a line break, of at most 120 columns where its groups allow it. Linear: each group looks ahead one line at most. */
export function layOut(tokens: TokenList, text: TextBuffer, origins?: OriginRecorder): void {
  const printer: Printer = {
    text,
    origins,
    column: 0,
    hasText: false,
    indent: 0,
    prefix: "",
    hasHole: false,
    bases: [0],
    groups: [],
  };
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.items[index] ?? "";
    if (typeof token === "string") write(printer, token);
    else if (typeof token === "number") breakLine(printer, (printer.bases.at(-1) ?? 0) + token);
    else applyMark(printer, token, tokens, index);
  }
  breakLine(printer, 0);
}

/** Adds to the line; the indentation is written with its first text. */
function write(printer: Printer, piece: string): void {
  if (piece === "") return;
  if (!printer.hasText) {
    const { prefix, indent, text } = printer;
    printer.hasText = true;
    if (indent > 0) text.add(indentation(indent - prefix.length));
    else if (piece.startsWith("export ")) text.hasExport = true;
    if (prefix !== "") text.add(prefix);
  }
  printer.origins?.beforeText(printer.column, piece);
  printer.text.add(piece);
  printer.column += piece.length;
}

function applyMark(printer: Printer, mark: Mark, tokens: TokenList, index: number): void {
  switch (mark.kind) {
    case "enter":
      printer.bases.push(printer.indent);
      return;
    case "leave":
      printer.bases.pop();
      return;
    case "hole":
      printer.hasHole = true;
      return;
    case "open":
      openGroup(printer, mark.style, tokens, index);
      return;
    case "separate":
      separate(printer, mark.style, tokens, index);
      return;
    case "close":
      closeGroup(printer, mark.style);
      return;
    case "origin":
    case "end-origin":
    case "name":
    case "end-name":
      printer.origins?.mark(mark, printer.column);
      return;
    default:
      mark satisfies never;
  }
}

function openGroup(printer: Printer, style: GroupStyle, tokens: TokenList, index: number): void {
  const enclosing = printer.groups.at(-1);
  const isInFlat = enclosing !== undefined && !enclosing.isBroken;
  const isBroken = style.alwaysBreaks || (!isInFlat && !fits(tokens, index, printer.column));
  printer.groups.push({ isBroken, indent: printer.indent });
  write(printer, style.open);
  if (!isBroken) write(printer, style.padding);
  else if (!style.hangs) startItem(printer, style);
}

function startItem(printer: Printer, style: GroupStyle): void {
  const { linePrefix } = style;
  breakLine(printer, (printer.groups.at(-1)?.indent ?? 0) + indentStep + linePrefix.length);
  printer.prefix = linePrefix;
}

function separate(printer: Printer, style: GroupStyle, tokens: TokenList, index: number): void {
  const isBroken = printer.groups.at(-1)?.isBroken === true;
  const continuesLine = !isBroken || (style.fill && fits(tokens, index, printer.column));
  if (continuesLine) {
    write(printer, style.separator);
    return;
  }
  write(printer, style.lineSeparator);
  startItem(printer, style);
}

function closeGroup(printer: Printer, style: GroupStyle): void {
  const group = printer.groups.pop();
  if (group?.isBroken === true) {
    write(printer, style.lineEnd);
    if (style.close !== "") breakLine(printer, group.indent);
  } else write(printer, style.padding);
  write(printer, style.close);
}

/** Ends the line. A line that holds nothing because its interpolations printed nothing is dropped. */
function breakLine(printer: Printer, nextIndent: number): void {
  // What ends in a space lost an interpolation, or a group's first item went to the next line.
  if (printer.hasText || !printer.hasHole) {
    if (printer.hasText) printer.text.endLine();
    else printer.text.add("\n");
    printer.origins?.endLine();
  }
  printer.column = nextIndent;
  printer.hasText = false;
  printer.prefix = "";
  printer.indent = nextIndent;
  printer.hasHole = false;
}

const indentations = Array.from({ length: 32 }, (_, width) => " ".repeat(width));

function indentation(width: number): string {
  return indentations[width] ?? " ".repeat(width);
}

/**
 * Whether what follows stays within the line: from a group's opening to its close and on to the next place where a
 * line may end, or from a fill's separator to the next. A line break inside the group means no.
 */
function fits(tokens: TokenList, start: number, column: number): boolean {
  let depth = 0;
  let width = column;
  for (let index = start; index < tokens.count; index++) {
    const token = tokens.items[index] ?? "";
    if (typeof token === "string") width += token.length;
    else if (typeof token === "number") return depth === 0;
    else if (token.kind === "open") {
      if (depth === 0 && index > start) return width + token.style.open.length <= maximumWidth;
      if (token.style.alwaysBreaks) return false;
      depth++;
      width += token.style.open.length + token.style.padding.length;
    } else if (token.kind === "separate") {
      // At depth 0 this is the separator of an enclosing group, which has a line for each item.
      if (depth === 0 && index > start)
        return width + token.style.lineSeparator.length <= maximumWidth;
      width += token.style.separator.length;
    } else if (token.kind === "close") {
      if (depth === 0) {
        // An enclosing group with a line for each item; without a bracket the line goes on behind it.
        if (token.style.close !== "") return width + token.style.lineEnd.length <= maximumWidth;
        continue;
      }
      depth--;
      width += token.style.close.length + token.style.padding.length;
    }
    if (width > maximumWidth) return false;
  }
  return true;
}
