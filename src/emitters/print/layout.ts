import type { GroupStyle } from "./doc.js";
import type { OriginRecorder } from "./origins.js";
import type { TextBuffer } from "./text-buffer.js";
import type { Mark, Token, TokenList } from "./tokens.js";

/** Columns of a line, outside literals. */
const maximumWidth = 120;
const indentStep = 2;

/** What is being printed: the text so far, the current line, and what encloses the place. */
interface Printer {
  readonly text: TextBuffer;
  readonly origins: OriginRecorder | undefined;
  /** With its indentation, which is written with the first text. */
  line: string;
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
    line: "",
    indent: 0,
    prefix: "",
    hasHole: false,
    bases: [0],
    groups: [],
  };
  const { items, count } = tokens;
  for (let index = 0; index < count; index++) {
    const token = items[index] as Token;
    if (typeof token === "string") {
      // What `write` does most of the time, without the call.
      if (printer.line !== "" && origins === undefined) printer.line += token;
      else write(printer, token);
    } else if (typeof token === "number") breakLine(printer, (printer.bases.at(-1) ?? 0) + token);
    else applyMark(printer, token, tokens, index);
  }
  breakLine(printer, 0);
}

/** Adds to the line. */
function write(printer: Printer, piece: string): void {
  if (piece === "") return;
  if (printer.line === "") {
    const { prefix, indent } = printer;
    if (indent > 0) printer.line = indentation(indent - prefix.length) + prefix;
  }
  printer.origins?.beforeText(columnOf(printer), piece);
  printer.line += piece;
}

/** Columns that the line takes. */
function columnOf({ line, indent }: Printer): number {
  return line === "" ? indent : line.length;
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
      printer.origins?.mark(mark, columnOf(printer));
      return;
    default:
      mark satisfies never;
  }
}

function openGroup(printer: Printer, style: GroupStyle, tokens: TokenList, index: number): void {
  const enclosing = printer.groups.at(-1);
  const isInFlat = enclosing !== undefined && !enclosing.isBroken;
  const isBroken = style.alwaysBreaks || (!isInFlat && !fits(tokens, index, columnOf(printer)));
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
  const continuesLine = !isBroken || (style.fill && fits(tokens, index, columnOf(printer)));
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
  if (printer.line !== "" || !printer.hasHole) {
    printer.text.addLine(printer.line);
    printer.origins?.endLine();
  }
  printer.line = "";
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
