/** Comments and annotations, as definitions carry them. */
import type { AnnotationNode, CommentNode } from "../parser/ast.js";
import type { Span } from "../source.js";
import type { Annotation } from "./definitions.js";

interface DescribedNode {
  readonly span: Span;
  readonly leadingComments: readonly CommentNode[];
  readonly trailingComment?: CommentNode | undefined;
  readonly annotations: readonly AnnotationNode[];
}

export interface Description {
  readonly doc?: string | undefined;
  readonly deprecated?: string | undefined;
  readonly annotations: readonly Annotation[];
}

/** What JSDoc and the options are made from. */
export function describeNode(node: DescribedNode): Description {
  return {
    doc: joinTexts([describeLeading(node), node.trailingComment?.text]),
    deprecated: findDeprecation(node.annotations),
    annotations: node.annotations.map(({ key, value, span }) => ({ key, value, span })),
  };
}

/** The last doc comment; without one, the other comments that touch the node or one another. */
function describeLeading(node: DescribedNode): string | undefined {
  const doc = node.leadingComments.findLast((comment) => comment.kind === "doc");
  if (doc !== undefined) return doc.text;
  const texts: string[] = [];
  let below = node.span;
  for (const comment of node.leadingComments.toReversed()) {
    if (hasBlankLine(comment.span, below)) break;
    texts.push(comment.text);
    below = comment.span;
  }
  return joinTexts(texts.toReversed());
}

/** A licence or a heading stands apart from what follows it. */
function hasBlankLine(above: Span, below: Span): boolean {
  const lines = below.file.positionAt(below.start).line - above.file.positionAt(above.end).line;
  return lines > 1;
}

function joinTexts(texts: readonly (string | undefined)[]): string | undefined {
  const joined = texts.filter((text) => text !== undefined && text !== "").join("\n");
  return joined === "" ? undefined : joined;
}

/** `(deprecated)` reads as the value "1"; any other text but a plain no is the reason. */
function findDeprecation(annotations: readonly AnnotationNode[]): string | undefined {
  const value = annotations.findLast((annotation) => annotation.key === "deprecated")?.value;
  if (value === undefined || value === "0" || value === "false") return undefined;
  return value === "1" || value === "true" ? "" : value;
}
