/** Source maps, version 3 (ECMA-426). */
import type { SourceFile } from "../../source.js";
import { encodeNumber } from "../../vlq.js";
import type { Mapping } from "./origins.js";

export interface SourceMapRequest {
  /** The name of the file that the map is for, without directory. */
  readonly file: string;
  readonly mappings: readonly Mapping[];
  /** Lines of the text that stand before those that the mappings count from. */
  readonly skippedLines: number;
  /** How the map names a file: relative to where the map will stand, `/` between parts. */
  readonly nameOf: (file: SourceFile) => string;
  /** The map holds the text of its sources, so that nobody has to find them. TypeScript ignores declaration maps that do. */
  readonly hasContent: boolean;
}

/** The map as JSON. `file` is optional in the standard, but TypeScript ignores maps without it. */
export function renderSourceMap(request: SourceMapRequest): string {
  const { file, mappings, skippedLines, nameOf, hasContent } = request;
  const sources = [...new Set(mappings.map((mapping) => mapping.file))];
  return JSON.stringify({
    version: 3,
    file,
    sources: sources.map(nameOf),
    ...(hasContent ? { sourcesContent: sources.map(({ text }) => text) } : {}),
    names: [],
    mappings: ";".repeat(skippedLines) + encodeMappings(mappings, sources),
  });
}

/** Lines end in `;`, segments in `,`; each number is the difference to the one before, columns anew in each line. */
function encodeMappings(mappings: readonly Mapping[], files: readonly SourceFile[]): string {
  const indexes = new Map(files.map((file, index) => [file, index]));
  const before = { line: 0, column: 0, source: 0, sourceLine: 0, sourceColumn: 0 };
  let text = "";
  for (const { line, column, file, offset } of mappings) {
    if (line > before.line) {
      text += ";".repeat(line - before.line);
      before.line = line;
      before.column = 0;
    } else if (text !== "") text += ",";
    const source = indexes.get(file) ?? 0;
    const place = file.positionAt(offset);
    text +=
      encodeNumber(column - before.column) +
      encodeNumber(source - before.source) +
      encodeNumber(place.line - 1 - before.sourceLine) +
      encodeNumber(place.column - 1 - before.sourceColumn);
    before.column = column;
    before.source = source;
    before.sourceLine = place.line - 1;
    before.sourceColumn = place.column - 1;
  }
  return text;
}
