/** The mappings of a source map, version 3 (ECMA-426), as numbers. */
import { decodeNumbers, encodeNumber } from "../vlq.js";

/** A place in the output and, unless it comes from nowhere, in a source; all count from 0. */
export interface Segment {
  readonly column: number;
  readonly origin?:
    { readonly source: number; readonly line: number; readonly column: number } | undefined;
}

/** The segments of each line. Names are left out: maps of ours have none. */
export function decodeMappings(mappings: string): Segment[][] {
  let [source, line, sourceColumn] = [0, 0, 0];
  return mappings.split(";").map((text) => {
    let column = 0;
    return text
      .split(",")
      .filter((segment) => segment !== "")
      .map((segment) => {
        const [first = 0, second, third = 0, fourth = 0] = decodeNumbers(segment);
        column += first;
        if (second === undefined) return { column };
        source += second;
        line += third;
        sourceColumn += fourth;
        return { column, origin: { source, line, column: sourceColumn } };
      });
  });
}

export function encodeMappings(lines: readonly (readonly Segment[])[]): string {
  const before = { source: 0, line: 0, column: 0 };
  const encodeLine = (segments: readonly Segment[]): string => {
    let last = 0;
    return segments
      .map(({ column, origin }) => {
        const start = encodeNumber(column - last);
        last = column;
        if (origin === undefined) return start;
        const { source, line } = before;
        const parts = [origin.source - source, origin.line - line, origin.column - before.column];
        Object.assign(before, origin);
        return start + parts.map(encodeNumber).join("");
      })
      .join(",");
  };
  return lines.map(encodeLine).join(";");
}
