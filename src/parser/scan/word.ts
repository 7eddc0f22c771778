import { keywords, Identifier, Namespace } from "../tokens.js";
import { maximumNameLength } from "../limits.js";
import { asterisk, backslash, dollar, dot, isLetter } from "./characters.js";
import { isWordPart, minus, percent, slash } from "./characters.js";
import type { Scanner } from "./scanner.js";

/**
 * Reads a name or keyword: a letter or `_`, then letters, digits, `_`, or dots that one of these follows. The longest
 * match wins, so `uuid.UUID` is one name and not the keyword `uuid`.
 */
export function scanWord(scanner: Scanner): void {
  const start = scanner.position;
  const end = findWordEnd(scanner.text, start);
  if (isWordGlue(scanner.text, end)) return scanBadName(scanner, start);
  if (end - start > maximumNameLength) return addLongName(scanner, start, end);
  const image = scanner.text.slice(start, end);
  scanner.addToken(keywords.get(image) ?? Identifier, image, start, end);
}

/**
 * Reads text that was meant as a name but is none (`a-b`, `naïve`, `a.`, `../x`, `$x`) as far as it goes and reports it
 * once. The parser sees a name, so that nothing else is reported.
 */
export function scanBadName(scanner: Scanner, start: number): void {
  const text = scanner.text;
  let end = start + 1;
  while (end < text.length && (isWordPart(text.charCodeAt(end)) || isWordGlue(text, end))) end++;
  if (end - start > maximumNameLength) return addLongName(scanner, start, end);
  const image = text.slice(start, end);
  const code = isNamespacePlace(scanner) ? "invalid-namespace" : "invalid-name";
  scanner.reporter.scanError(code, start, end, { name: image });
  scanner.addToken(Identifier, image, start, end);
}

/** Whether the name of a namespace stands at the position: `namespace js` comes before it. */
export function isNamespacePlace(scanner: Scanner): boolean {
  return scanner.tokens.at(-2)?.tokenType === Namespace;
}

function addLongName(scanner: Scanner, start: number, end: number): void {
  const image = scanner.text.slice(start, start + maximumNameLength);
  scanner.reporter.error("name-too-long", start, end, {
    start: image.slice(0, 20),
    length: end - start,
    limit: maximumNameLength,
  });
  scanner.addToken(Identifier, image, start, end);
}

function findWordEnd(text: string, start: number): number {
  let end = start + 1;
  for (;;) {
    const unit = text.charCodeAt(end);
    if (isWordPart(unit)) end++;
    else if (unit === dot && isWordPart(text.charCodeAt(end + 1))) end += 2;
    else return end;
  }
}

/** Whether the character can stand in nothing but a mistaken name: no token begins with it, or it glues two words. */
export function isWordGlue(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (unit > 127) return isForeignLetter(unit);
  if (unit === dot || unit === dollar || unit === percent || unit === backslash) return true;
  const next = text.charCodeAt(offset + 1);
  if (unit === minus) return isLetter(next);
  return unit === slash && next !== slash && next !== asterisk;
}

/** Roughly: blanks, punctuation and format characters beyond ASCII are no part of a mistaken name, all else is. */
export function isForeignLetter(unit: number): boolean {
  return unit > 0xa0 && !(unit >= 0x2000 && unit <= 0x206f) && !isWideMark(unit);
}

function isWideMark(unit: number): boolean {
  return (unit >= 0x3000 && unit <= 0x303f) || unit === 0xfeff || unit >= 0xfff0;
}
