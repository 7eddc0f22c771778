/**
 * How text takes up space on a terminal. Source text is untrusted: whatever could move the cursor, change colours or
 * reorder text is shown as a visible stand-in, so that a frame never does more than show characters.
 */

/** One thing to show: `width` terminal columns of `text`, for the source's UTF-16 units from `start` to `end`. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly width: number;
}

const TAB_WIDTH = 4;

/** Controls, bidirectional overrides and isolates, line separators, byte order marks, halves of surrogate pairs. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/u;

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** East Asian wide and fullwidth ranges and emoji (Unicode 16, EastAsianWidth.txt, blocks rounded outwards). */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;

/** Splits one line into cells. Cut the line first: this takes time per character. */
export function splitCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { index, segment } of splitGraphemes(line)) {
    const cell = makeCell(index, segment, column);
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

interface Grapheme {
  readonly index: number;
  readonly segment: string;
}

/** Plain ASCII, which is nearly all IDL, is spared the cost of loading the segmenter. */
function splitGraphemes(line: string): Iterable<Grapheme> {
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0000-\u007f]/.test(line)) return new Intl.Segmenter("en").segment(line);
  return Array.from(line, (segment, index) => ({ index, segment }));
}

/** The text with every character that could act on a terminal replaced by a visible stand-in; for messages and paths. */
export function escapeControls(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return Array.from(text, (char) => (UNSAFE.test(char) ? standIn(char) : char)).join("");
}

function makeCell(start: number, segment: string, column: number): Cell {
  const end = start + segment.length;
  if (segment === "\t") {
    const width = TAB_WIDTH - (column % TAB_WIDTH);
    return { start, end, text: " ".repeat(width), width };
  }
  if (UNSAFE.test(segment)) {
    const text = escapeControls(segment);
    return { start, end, text, width: text.length };
  }
  const width = WIDE.test(segment) ? 2 : ZERO_WIDTH.test(segment) ? 0 : 1;
  return { start, end, text: segment, width };
}

/** `<U+001B>`: plain ASCII, so that it reads the same in every font and log. */
function standIn(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
