/** What Git leaves in a file where both sides changed: <https://git-scm.com/docs/git-merge>, "How conflicts are presented". */
import { carriageReturn, lineFeed } from "./characters.js";
import type { Scanner } from "./scanner.js";

/** By the code of the character that a marker repeats. */
const markers: Readonly<Record<number, "ours" | "others" | "end">> = {
  60: "ours", // <
  61: "others", // =
  124: "others", // |, the common ancestor in the style diff3
  62: "end", // >
};

const markerLength = 7;

/**
 * Skips the lines that mark a conflict, and all but its first side, so that a conflict is one error; whether one stands at the
 * position. Only an opening marker makes those behind it markers: `>>>>>>>` may close containers, or lack its opening one.
 */
export function skipConflict(scanner: Scanner, unit: number): boolean {
  const marker = markers[unit];
  if (marker === undefined || !isMarker(scanner, unit)) return false;
  if (marker !== "ours" && !scanner.isInConflict) return false;
  const { text, position } = scanner;
  if (marker === "ours") {
    scanner.reporter.scanError("merge-conflict", position, position + markerLength, {});
  }
  scanner.isInConflict = marker === "ours";
  const last = marker === "others" ? text.indexOf("\n>>>>>>>", position) : -1;
  scanner.position = findLineEnd(text, last < 0 ? position : last + 1);
  return true;
}

/** Seven of them where a line begins, and no more. */
function isMarker({ text, position }: Scanner, unit: number): boolean {
  const before = text.charCodeAt(position - 1);
  if (position > 0 && before !== lineFeed && before !== carriageReturn) return false;
  for (let i = 1; i < markerLength; i++) {
    if (text.charCodeAt(position + i) !== unit) return false;
  }
  return text.charCodeAt(position + markerLength) !== unit;
}

function findLineEnd(text: string, from: number): number {
  for (let end = from; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === lineFeed || unit === carriageReturn) return end;
  }
  return text.length;
}
