import type { GroupStyle } from "./doc.js";
import type { Mark, TokenList } from "./tokens.js";

/** Columns of a line, outside literals. */
const maximumWidth = 120;
const indentStep = 2;

/** What is being printed: the text of the current line, and what encloses the place. */
interface Printer {
  /** The finished lines, each with its break. */
  text: string;
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

/** Text of at most 120 columns where its groups allow it. Linear: each group looks ahead one line at most. */
export function layOut(tokens: TokenList): string {
  const printer: Printer = {
    text: "",
    line: "",
    indent: 0,
    prefix: "",
    hasHole: false,
    bases: [0],
    groups: [],
  };
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.items[index] ?? "";
    if (typeof token === "string") printer.line += token;
    else if (typeof token === "number") breakLine(printer, (printer.bases.at(-1) ?? 0) + token);
    else applyMark(printer, token, tokens, index);
  }
  breakLine(printer, 0);
  return printer.text.slice(0, -1);
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
    default:
      mark satisfies never;
  }
}

function openGroup(printer: Printer, style: GroupStyle, tokens: TokenList, index: number): void {
  const enclosing = printer.groups.at(-1);
  const isInFlat = enclosing !== undefined && !enclosing.isBroken;
  const isBroken = style.alwaysBreaks || (!isInFlat && !fits(tokens, index, columnOf(printer)));
  printer.groups.push({ isBroken, indent: printer.indent });
  printer.line += style.open;
  if (!isBroken) printer.line += style.padding;
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
    printer.line += style.separator;
    return;
  }
  printer.line += style.lineSeparator;
  startItem(printer, style);
}

function closeGroup(printer: Printer, style: GroupStyle): void {
  const group = printer.groups.pop();
  if (group?.isBroken === true) {
    printer.line += style.lineEnd;
    if (style.close !== "") breakLine(printer, group.indent);
  } else printer.line += style.padding;
  printer.line += style.close;
}

/** Ends the line. A line that holds nothing because its interpolations printed nothing is dropped. */
function breakLine(printer: Printer, nextIndent: number): void {
  const { prefix, line } = printer;
  // What ends in a space lost an interpolation, or a group's first item went to the next line.
  const content = line.endsWith(" ") ? line.trimEnd() : line;
  if (content !== "") {
    printer.text += `${indentation(printer.indent - prefix.length)}${prefix}${content}\n`;
  } else if (!printer.hasHole) printer.text += "\n";
  printer.line = "";
  printer.prefix = "";
  printer.indent = nextIndent;
  printer.hasHole = false;
}

const indentations = Array.from({ length: 32 }, (_, width) => " ".repeat(width));

function indentation(width: number): string {
  return indentations[width] ?? " ".repeat(width);
}

function columnOf(printer: Printer): number {
  return printer.indent + printer.line.length;
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
