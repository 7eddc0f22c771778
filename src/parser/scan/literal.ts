import { Literal } from "../tokens.js";
import { backslash, carriageReturn, lineFeed } from "./characters.js";
import type { Scanner } from "./scanner.js";

const apacheEscapes: ReadonlyMap<string, string> = new Map([
  ["r", "\r"],
  ["n", "\n"],
  ["t", "\t"],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
]);

/** Reads a string in either kind of quotes; the token's image is its decoded text. */
export function scanLiteral(scanner: Scanner, quote: number): void {
  const { text, position: start } = scanner;
  const isRaw = scanner.dialect === "thriftgo";
  const pieces: string[] = [];
  let pieceStart = start + 1;
  let position = pieceStart;
  let crossesLines = isRaw;
  for (; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    if (unit === quote) {
      pieces.push(text.slice(pieceStart, position));
      return scanner.addToken(Literal, pieces.join(""), start, position + 1);
    }
    if (unit === backslash) {
      const decoded = isRaw ? decodeQuote(text, position) : decodeEscape(scanner, position);
      if (decoded === undefined) continue;
      pieces.push(text.slice(pieceStart, position), decoded);
      position++;
      pieceStart = position + 1;
    } else if (!crossesLines && isLineEnd(scanner, unit)) {
      if (!hasClosingQuote(text, position, quote)) break;
      crossesLines = true;
      scanner.reporter.scanError("multi-line-string", start, position, {});
    }
  }
  pieces.push(text.slice(pieceStart, position));
  // A string over several lines has been reported already.
  if (isRaw || !crossesLines)
    scanner.reporter.scanError("unterminated-string", start, start + 1, {});
  if (position >= text.length) scanner.isCutShort = true;
  scanner.addToken(Literal, pieces.join(""), start, position);
}

/** thriftgo knows an escaped quote only; every other backslash stands for itself, even one before a backslash. */
function decodeQuote(text: string, position: number): string | undefined {
  const next = text[position + 1];
  return next === '"' || next === "'" ? next : undefined;
}

/** Undefined where the backslash stands for itself: before the end of a line or of the file. */
function decodeEscape(scanner: Scanner, position: number): string | undefined {
  const letter = scanner.text[position + 1] ?? "\n";
  const decoded = apacheEscapes.get(letter);
  if (decoded !== undefined) return decoded;
  if (letter === "\n" || (letter === "\r" && endsLine(scanner, position + 1))) return undefined;
  scanner.reporter.error("bad-escape", position, position + 2, { letter });
  return letter;
}

/** A carriage return on its own is a letter like any other where lines end otherwise. */
function endsLine(scanner: Scanner, position: number): boolean {
  return scanner.isReturnLineEnd || scanner.text[position + 1] === "\n";
}

function isLineEnd(scanner: Scanner, unit: number): boolean {
  return unit === lineFeed || (unit === carriageReturn && scanner.isReturnLineEnd);
}

/**
 * Tells a string that goes on over several lines from one whose quote is missing, which ends with its line: the next
 * quote closes a string unless what stands before it asks for a value. Every character is looked at by at most one
 * such search per kind of quote, since the next one begins behind the quote that this one found.
 */
function hasClosingQuote(text: string, lineEnd: number, quote: number): boolean {
  const next = text.indexOf(String.fromCharCode(quote), lineEnd);
  if (next < 0) return false;
  let before = next - 1;
  while (before > lineEnd && (text[before] === " " || text[before] === "\t")) before--;
  if ("=([{:,<".includes(text[before] ?? "")) return false;
  return !/(?:^|\s)(?:cpp_)?include$/.test(text.slice(Math.max(0, before - 12), before + 1));
}
