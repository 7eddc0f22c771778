import { code, formatNumber } from "./code.js";
import { makeText, type Printable } from "./doc.js";

/**
 * What a string literal may not hold as it stands: quotes and backslashes; line ends in the sense of any ECMAScript
 * version; control, zero-width and bidirectional characters, which hide code from a reader; halves of a surrogate
 * pair, which have no UTF-8 form; and `<` before `/` or `!`, which would end or comment out an inline script.
 */
const unsafeCharacters =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /["\\\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]|<(?=[/!])|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "<": "\\x3C",
};

/** The text of a double-quoted literal whose value is exactly `value`. */
export function quoteString(value: string): string {
  return `"${value.replace(unsafeCharacters, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A string literal for any text, hostile text too. */
export function stringLiteral(value: string): Printable {
  return makeText(quoteString(value));
}

/** A number literal; NaN and the infinities are read from globalThis. */
export function numberLiteral(value: number): Printable {
  return makeText(formatNumber(value));
}

export function bigintLiteral(value: bigint): Printable {
  return makeText(`${value}n`);
}

export const trueLiteral: Printable = code`true`;
export const falseLiteral: Printable = code`false`;

export function booleanLiteral(value: boolean): Printable {
  return value ? trueLiteral : falseLiteral;
}

/** A non-negative integer in hexadecimal, as masks and headers are read. */
export function hexLiteral(value: number): Printable {
  return makeText(`0x${value.toString(16)}`);
}
