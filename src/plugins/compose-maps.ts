/** One source map out of two in a row, for bundlers that ignore the maps of what they are given. */
import { decodeMappings, encodeMappings, type Segment } from "./source-mappings.js";

export interface SourceMapContent {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[] | undefined;
  readonly mappings: string;
}

/** The map of a source, and the name that its own source is to have. */
export interface InnerMap {
  readonly map: SourceMapContent;
  readonly name: string;
}

/**
 * The outer map with the sources that `findInner` knows traced through to their own, each of which is one file. Places
 * that the inner map leads nowhere come from nowhere in the result.
 */
export function composeMaps<M extends SourceMapContent>(
  outer: M,
  findInner: (source: string) => InnerMap | undefined,
): M {
  const inners = outer.sources.map(findInner);
  if (inners.every((inner) => inner === undefined)) return outer;
  const lines = inners.map((inner) => inner && decodeMappings(inner.map.mappings));
  const trace = ({ column, origin }: Segment): Segment => {
    const inner = origin && lines[origin.source];
    if (origin === undefined || inner === undefined) return { column, origin };
    const found = findSegment(inner[origin.line] ?? [], origin.column)?.origin;
    return { column, origin: found && { ...found, source: origin.source } };
  };
  return {
    ...outer,
    sources: outer.sources.map((source, index) => inners[index]?.name ?? source),
    sourcesContent: outer.sources.map((_, index) => {
      const inner = inners[index];
      return (inner === undefined ? outer : inner.map).sourcesContent?.[inner ? 0 : index] ?? null;
    }),
    mappings: encodeMappings(decodeMappings(outer.mappings).map((line) => line.map(trace))),
  };
}

/** The last segment of a line that starts at or before a column. */
function findSegment(segments: readonly Segment[], column: number): Segment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.column ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}
