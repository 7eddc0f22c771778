import type { CommentNode } from "./ast.js";
import type { ScannedComment } from "./scan/comment.js";
import type { SourceFile } from "../source.js";

/** The comment's text without its markers, the stars that lead its lines, and the blanks around it. */
export function toCommentNode(file: SourceFile, comment: ScannedComment): CommentNode {
  const { kind, start, end } = comment;
  const text = file.text.slice(start, end);
  return {
    kind,
    span: { file, start, end },
    text: kind === "line" ? cleanLine(text) : cleanBlock(text),
  };
}

/** Several comments at the end of one line become one. */
export function mergeComments(comments: readonly CommentNode[]): CommentNode | undefined {
  const [first] = comments;
  const last = comments.at(-1);
  if (first === undefined || last === undefined || first === last) return first;
  const span = { ...first.span, end: last.span.end };
  return { kind: first.kind, span, text: comments.map((comment) => comment.text).join("\n") };
}

function cleanLine(text: string): string {
  const marker = text.startsWith("#") ? /^#+/ : /^\/\/+/;
  return text.replace(marker, "").replaceAll("\r", "\n").trim();
}

function cleanBlock(text: string): string {
  const lines = stripMarkers(text)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd());
  const rest = lines.slice(1).filter((line) => line !== "");
  const hasStars = rest.every((line) => line.trimStart().startsWith("*"));
  const margin = hasStars
    ? 0
    : rest.reduce((least, line) => Math.min(least, countIndent(line)), Infinity);
  const cleaned = lines.map((line, index) => {
    if (index === 0) return line.trimStart();
    return hasStars ? line.replace(/^\s*\* ?/, "") : line.slice(margin);
  });
  return trimBlankLines(cleaned).join("\n");
}

/** Without the opening and closing marker, and without the further stars of a frame. */
function stripMarkers(text: string): string {
  let start = 2;
  let end = text.length - 2;
  while (start < end && text[start] === "*") start++;
  while (end > start && text[end - 1] === "*") end--;
  return text.slice(start, end);
}

function countIndent(line: string): number {
  return line.length - line.trimStart().length;
}

function trimBlankLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
