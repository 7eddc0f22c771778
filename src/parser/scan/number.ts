import { Double, Integer, malformedImage } from "../tokens.js";
import { dot, isDigit, isHexDigit, isLetter, isWordPart, minus, plus } from "./characters.js";
import type { Scanner } from "./scanner.js";
import { parseInteger, isInt64 } from "../integers.js";

/**
 * Reads `[+-]?[0-9]+`, `[+-]?0x[0-9A-Fa-f]+` or `[+-]?[0-9]*(.[0-9]+)?([eE][+-]?[0-9]+)?`, whichever is longest. An
 * integer's image is what `parseInteger` takes, a double's is its text.
 */
export function scanNumber(scanner: Scanner): void {
  const { text, position } = scanner;
  const first = text.charCodeAt(position);
  const digits = isSign(first) ? position + 1 : position;
  if (text.charCodeAt(digits) === 48 && isLetter(text.charCodeAt(digits + 1))) {
    if (scanPrefixed(scanner, digits)) return;
  }
  const whole = skipDigits(text, digits);
  const fraction =
    text.charCodeAt(whole) === dot && isDigit(text.charCodeAt(whole + 1))
      ? skipDigits(text, whole + 1)
      : whole;
  if (fraction === digits) return scanLoneSign(scanner);
  const end = skipExponent(text, fraction);
  if (text.charCodeAt(end) === dot) {
    return scanMalformed(scanner, isDigit(text.charCodeAt(end + 1)) ? "dots" : "dot");
  }
  if (end > whole) return scanner.addToken(Double, text.slice(position, end), position, end);
  addInteger(scanner, toInteger(scanner, position, end), end);
}

/** Hex, and octal where the dialect has it; says what is wrong with look-alikes. False: a plain zero and a name. */
function scanPrefixed(scanner: Scanner, digits: number): boolean {
  const { text, position } = scanner;
  const prefix = text[digits + 1];
  let end = digits + 2;
  if (prefix === "x") {
    while (isHexDigit(text.charCodeAt(end))) end++;
    if (end === digits + 2) scanMalformed(scanner, "hex");
    else addInteger(scanner, text.slice(position, end), end);
    return true;
  }
  if (prefix === "o" && scanner.dialect === "thriftgo") {
    while (isOctalDigit(text.charCodeAt(end))) end++;
    if (end > digits + 2) {
      addInteger(scanner, text.slice(position, end), end);
      return true;
    }
  }
  const reason = malformedPrefixes.get(prefix ?? "");
  if (reason === undefined) return false;
  scanMalformed(scanner, reason);
  return true;
}

type NumberMistake = "signs" | "dot" | "dots" | "hex" | "upper-hex" | "octal" | "binary";

const malformedPrefixes: ReadonlyMap<string, NumberMistake> = new Map([
  ["X", "upper-hex"],
  ["o", "octal"],
  ["O", "octal"],
  ["b", "binary"],
  ["B", "binary"],
]);

/** thriftgo reads a leading zero as octal where all digits allow it; Apache reads base 10 always. */
function toInteger(scanner: Scanner, start: number, end: number): string {
  const image = scanner.text.slice(start, end);
  if (scanner.dialect !== "thriftgo") return image;
  return image.replace(/^([+-]?)0([0-7]+)$/, "$10o$2");
}

function addInteger(scanner: Scanner, image: string, end: number): void {
  const start = scanner.position;
  if (isInt64(parseInteger(image))) return scanner.addToken(Integer, image, start, end);
  const text = scanner.text.slice(start, Math.min(end, start + 24));
  scanner.reporter.scanError("integer-out-of-range", start, end, {
    text: end - start > 24 ? `${text}...` : text,
  });
  scanner.addToken(Integer, malformedImage, start, end);
}

/** A sign without digits is the number 0 to Apache's lexer. */
function scanLoneSign(scanner: Scanner): void {
  const { text, position } = scanner;
  let next = position + 1;
  while (text[next] === " ") next++;
  const isApart = next > position + 1 && isDigit(text.charCodeAt(next));
  // Before a colon stands the id of the next field.
  if (isApart && text[skipDigits(text, next)] !== ":") {
    scanner.reporter.scanError("lone-sign", position, position + 1, { text: text[position] ?? "" });
    scanner.position = next;
    return;
  }
  if (isSign(text.charCodeAt(position + 1))) return scanMalformed(scanner, "signs");
  const end = findNumberEnd(text, position);
  const shown = text.slice(position, Math.min(end, position + maximumShownUnits));
  scanner.reporter.scanError("lone-sign", position, end, { text: shown });
  scanner.addToken(Integer, "0", position, end);
}

/**
 * Takes all that looks like one number, so that one mistake is reported once: the parser sees an integer, which may
 * stand wherever a number may.
 */
function scanMalformed(scanner: Scanner, mistake: NumberMistake): void {
  const { text, position } = scanner;
  let last = position;
  while (isSign(text.charCodeAt(last)) && isSign(text.charCodeAt(last + 1))) last++;
  const end = findNumberEnd(text, last);
  const shown = text.slice(position, Math.min(end, position + maximumShownUnits));
  scanner.reporter.scanError("invalid-number", position, end, { text: shown, mistake });
  scanner.addToken(Integer, malformedImage, position, end);
}

const maximumShownUnits = 40;

/** The end of all that looks like a part of the number that begins at `start`. */
function findNumberEnd(text: string, start: number): number {
  let end = start + 1;
  while (isNumberPart(text, end)) end++;
  return end;
}

function isNumberPart(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (!isSign(unit)) return unit === dot || isWordPart(unit);
  const before = text[offset - 1];
  return (before === "e" || before === "E") && isDigit(text.charCodeAt(offset + 1));
}

function isSign(unit: number): boolean {
  return unit === minus || unit === plus;
}

function skipDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function skipExponent(text: string, start: number): number {
  if (text[start] !== "e" && text[start] !== "E") return start;
  const sign = text.charCodeAt(start + 1);
  const digits = isSign(sign) ? start + 2 : start + 1;
  const end = skipDigits(text, digits);
  return end > digits ? end : start;
}

function isOctalDigit(unit: number): boolean {
  return unit >= 48 && unit <= 55;
}
