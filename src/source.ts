/**
 * Source text and places in it. Offsets count UTF-16 code units, as JavaScript strings do; lines and columns
 * count from 1. A line ends at LF, CR LF or a lone CR.
 */

/** A place in a file: line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** One IDL file's text under the path that diagnostics show. */
export class SourceFile {
  /** As diagnostics show it. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Line and column of a UTF-16 offset; offsets past the end give the place after the last character. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.min(offset, this.text.length) - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line (counted from 1) without its line end; empty past the last line. */
  lineText(line: number): string {
    const starts = this.lineStarts();
    const start = starts[line - 1];
    if (start === undefined) return "";
    return this.text.slice(start, starts[line] ?? this.text.length).replace(/[\r\n]+$/, "");
  }

  /** The UTF-16 offset at which a line (counted from 1) begins; the text's length past the last line. */
  offsetOfLine(line: number): number {
    return this.lineStarts()[line - 1] ?? this.text.length;
  }

  private lineStarts(): readonly number[] {
    return (this.#lineStarts ??= findLineStarts(this.text));
  }
}

/** A range of a file, end excluded. */
export interface Span {
  /** The file that both offsets are of. */
  readonly file: SourceFile;
  /** Offset of the first character, in UTF-16 code units. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
