import { Literal } from "../tokens.js";
import { isBlank, isWordPart } from "./characters.js";
import type { Scanner } from "./scanner.js";
import { isForeignLetter, isWordGlue, scanBadName } from "./word.js";

/** Reads characters that begin no token. They are reported once and skipped as if they were blanks. */
export function scanInvalid(scanner: Scanner): void {
  const { text, position } = scanner;
  const closingQuote = curlyQuotes.get(text[position] ?? "");
  if (closingQuote !== undefined) return scanCurlyLiteral(scanner, closingQuote);
  let end = position;
  while (isWordGlue(text, end) && !isForeignLetter(text.charCodeAt(end))) end++;
  if (isWordPart(text.charCodeAt(end)) || isForeignLetter(text.charCodeAt(end))) {
    return scanBadName(scanner, position);
  }
  end = Math.max(end, position + 1);
  while (end < text.length && isUnknown(text, end)) end++;
  reportCharacters(scanner, position, end);
  scanner.position = end;
}

function isUnknown(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (unit > 126) return !curlyQuotes.has(text[offset] ?? "");
  if (unit < 32) return !isBlank(unit);
  return "!?^`|~".includes(text[offset] ?? "") || isWordGlue(text, offset);
}

/** Opening to closing quote of word processors, left out of `isUnknown` so that the literal is seen as one. */
const curlyQuotes: ReadonlyMap<string, string> = new Map([
  ["\u201c", "\u201d"],
  ["\u201d", "\u201d"],
  ["\u2018", "\u2019"],
]);

function scanCurlyLiteral(scanner: Scanner, closingQuote: string): void {
  const { text, position } = scanner;
  let end = position + 1;
  while (end < text.length && text[end] !== closingQuote && text[end] !== "\n") end++;
  const image = text.slice(position + 1, end);
  if (text[end] === closingQuote) end++;
  reportCharacters(scanner, position, end);
  scanner.addToken(Literal, image, position, end);
}

function reportCharacters(scanner: Scanner, start: number, end: number): void {
  const characters = scanner.text.slice(start, Math.min(end, start + 12));
  const hint = findHint(characters);
  scanner.reporter.scanError("invalid-character", start, end, { characters }, { hint });
}

function findHint(characters: string): string | undefined {
  if (/[\u2018\u2019\u201c\u201d]/.test(characters)) return "Write straight quotes: \" or '.";
  if (/[\u00a0\u2000-\u200f\u3000\ufeff]/.test(characters)) {
    return "It looks like a blank or cannot be seen; type a plain space instead.";
  }
  return undefined;
}
