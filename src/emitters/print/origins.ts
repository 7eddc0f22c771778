/** Which place of the IDL each piece of the printed text comes from: gathered while lines are laid out, on request only. */
import type { SourceFile, Span } from "../../source.js";

/** From this place of the text on (line and column from 0, UTF-16 units), text comes from that offset of the file. */
export interface Mapping {
  readonly line: number;
  readonly column: number;
  readonly file: SourceFile;
  readonly offset: number;
}

/** Marks in the token list: where text of an origin, or a declared name, begins and ends. */
export type OriginMark =
  | { readonly kind: "origin"; readonly span: Span }
  | { readonly kind: "end-origin" | "name" | "end-name" };

/**
 * Hears of marks and text in the order of the output. Text inside an origin maps to the start of its span, on each
 * line anew, because bundlers look no further back than the line; the end of a name and of the origin map to its end.
 */
export interface OriginRecorder {
  mark(mark: OriginMark, column: number): void;
  /** Text follows at this column; spaces at the end of a line are dropped. */
  beforeText(column: number, text: string): void;
  endLine(): void;
  /** Sorted by place, one for each place. */
  readonly mappings: readonly Mapping[];
}

/**
 * `closesLines`: what an end maps to holds for the end of the line too. TypeScript takes the next mapping where it finds none, and
 * asks for the place behind a member's semicolon.
 */
export function createOriginRecorder(closesLines = false): OriginRecorder {
  const mappings: Mapping[] = [];
  const spans: Span[] = [];
  let line = 0;
  let isClosed = false;
  let lineEnd = 0;
  // Text that comes next has another origin than what stands before it.
  let isTurn = true;
  const add = (column: number, { file }: Span, offset: number): void => {
    const last = mappings.at(-1);
    // What was recorded here before had no text of its own.
    if (last?.line === line && last.column === column) mappings.pop();
    mappings.push({ line, column, file, offset });
  };
  return {
    mappings,
    mark(mark, column) {
      const innermost = spans.at(-1);
      if (mark.kind === "origin") spans.push(mark.span);
      else if (mark.kind === "end-origin") spans.pop();
      if (mark.kind === "origin" || mark.kind === "name") isTurn = true;
      else if (innermost !== undefined && !isTurn) {
        add(column, innermost, innermost.end);
        isClosed = true;
      }
    },
    beforeText(column, text) {
      const length = text.trimEnd().length;
      if (length > 0) lineEnd = column + length;
      const innermost = spans.at(-1);
      if (isTurn && innermost !== undefined) {
        add(column, innermost, innermost.start);
        isClosed = false;
      }
      isTurn = false;
    },
    endLine() {
      const last = mappings.at(-1);
      const isOpen = last !== undefined && last.line === line && last.column < lineEnd;
      if (closesLines && isClosed && isOpen) mappings.push({ ...last, column: lineEnd });
      line++;
      isTurn = true;
    },
  };
}
