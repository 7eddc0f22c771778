/** How a file of a user is written, so that what is added looks like the rest of it. */

export interface TextShape {
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly indent: string;
}

/** A text that goes into another one, which stays as it is otherwise. */
export interface Insertion {
  /** A UTF-16 offset in the old text. */
  readonly offset: number;
  readonly text: string;
}

export function describeShape(text: string): TextShape {
  return { lineEnd: findLineEnd(text), indent: findIndent(text) ?? "  " };
}

/** The line end that most lines have; LF where there is none. */
function findLineEnd(text: string): string {
  const counts = new Map<string, number>([["\n", 0]]);
  for (const [lineEnd] of text.matchAll(/\r\n|\n|\r/g)) {
    counts.set(lineEnd, (counts.get(lineEnd) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** A tab where more lines begin with one, else the fewest spaces; undefined where nothing is indented. */
export function findIndent(text: string): string | undefined {
  let tabs = 0;
  let widths: number[] = [];
  // Lines of comments begin with a space and a star.
  for (const [, leading = ""] of text.matchAll(/^([\t ]+)(?![\t *])[^\r\n]/gm)) {
    if (leading.startsWith("\t")) tabs++;
    else widths.push(leading.length);
  }
  if (tabs > 0 && tabs >= widths.length) return "\t";
  widths = widths.filter((width) => width > 1);
  // A loop: files have more lines than a call may have arguments.
  const least = widths.reduce((smallest, width) => Math.min(smallest, width), Infinity);
  return Number.isFinite(least) ? " ".repeat(Math.min(least, 8)) : undefined;
}

/** Lines with a new indentation: `base` before all, and the text's own levels as those of the file. */
export function indentLines(text: string, base: string, indent: string): string[] {
  const own = findIndent(text);
  return text.split(/\r\n|\n|\r/).map((line) => {
    if (line.trim() === "") return "";
    const leading = /^[\t ]*/.exec(line)?.[0] ?? "";
    if (own === undefined) return base + line;
    const levels = Math.floor(leading.length / own.length);
    return base + indent.repeat(levels) + line.slice(levels * own.length);
  });
}

/** The text with the insertions in it; those at one place keep their order. */
export function insertAll(text: string, insertions: readonly Insertion[]): string {
  let result = "";
  let done = 0;
  for (const { offset, text: added } of insertions.toSorted((a, b) => a.offset - b.offset)) {
    result += text.slice(done, offset) + added;
    done = offset;
  }
  return result + text.slice(done);
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}
