/** Character codes and classes. ASCII only: Thrift names hold nothing else. */

export const lineFeed = 10;
export const carriageReturn = 13;
export const doubleQuote = 34;
export const hash = 35;
export const dollar = 36;
export const percent = 37;
export const singleQuote = 39;
export const asterisk = 42;
export const plus = 43;
export const minus = 45;
export const dot = 46;
export const slash = 47;
export const backslash = 92;

const digitBit = 1;
const letterBit = 2;
const hexBit = 4;
const blankBit = 8;

const classes = new Uint8Array(128);
for (const character of "0123456789") classes[character.charCodeAt(0)] = digitBit | hexBit;
for (let i = 0; i < 26; i++) {
  classes[65 + i] = letterBit | (i < 6 ? hexBit : 0);
  classes[97 + i] = letterBit | (i < 6 ? hexBit : 0);
}
classes[95] = letterBit;
for (const character of " \t\r\n") classes[character.charCodeAt(0)] = blankBit;

/** All of these take a UTF-16 unit, or NaN past the end of the text, for which they are false. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isHexDigit(unit: number): boolean {
  return ((classes[unit] ?? 0) & hexBit) !== 0;
}

/** A letter or `_`: what a name begins with. */
export function isLetter(unit: number): boolean {
  return ((classes[unit] ?? 0) & letterBit) !== 0;
}

/** A letter, digit or `_`: what a name goes on with. */
export function isWordPart(unit: number): boolean {
  return ((classes[unit] ?? 0) & (letterBit | digitBit)) !== 0;
}

export function isBlank(unit: number): boolean {
  return ((classes[unit] ?? 0) & blankBit) !== 0;
}
