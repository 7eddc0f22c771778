import { asterisk, carriageReturn, lineFeed, slash } from "./characters.js";
import type { Scanner } from "./scanner.js";

export interface ScannedComment {
  readonly kind: "doc" | "block" | "line";
  readonly start: number;
  readonly end: number;
}

/** Reads a comment; the position stands at its `#`, `//` or the opening of a block. */
export function scanComment(scanner: Scanner, unit: number): void {
  const { text, position } = scanner;
  if (unit === slash && text.charCodeAt(position + 1) === asterisk) return scanBlock(scanner);
  const end = findLineEnd(scanner);
  scanner.comments.push({ kind: "line", start: position, end });
  scanner.position = end;
}

/** Apache's compilers never return from a block that does not end; here it is an error at its opening. */
function scanBlock(scanner: Scanner): void {
  const { text, position } = scanner;
  const close = text.indexOf("*/", position + 2);
  if (close < 0) {
    scanner.reporter.scanError("unterminated-comment", position, position + 2, {});
    scanner.isCutShort = true;
    scanner.position = text.length;
    return;
  }
  const end = close + 2;
  scanner.comments.push({
    kind: isDoc(text, position, end) ? "doc" : "block",
    start: position,
    end,
  });
  scanner.position = end;
}

/** A doc comment begins with two stars and holds more than stars. */
function isDoc(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + 2) !== asterisk) return false;
  for (let i = start + 3; i < end - 1; i++) {
    if (text.charCodeAt(i) !== asterisk) return true;
  }
  return false;
}

function findLineEnd(scanner: Scanner): number {
  const { text } = scanner;
  for (let end = scanner.position; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === lineFeed) return end;
    if (unit !== carriageReturn) continue;
    if (text.charCodeAt(end + 1) === lineFeed) return end;
    warnOfReturn(scanner, end);
    if (scanner.isReturnLineEnd) return end;
  }
  return text.length;
}

/** Once a file: a file of an old Mac has one on every line. */
function warnOfReturn(scanner: Scanner, offset: number): void {
  if (scanner.hasWarnedOfReturn) return;
  scanner.hasWarnedOfReturn = true;
  scanner.reporter.warn("lone-carriage-return", offset, offset + 1, {
    endsLine: scanner.isReturnLineEnd,
  });
}
