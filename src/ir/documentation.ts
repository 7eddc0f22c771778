/** Comments and annotations, as definitions carry them. */
import type { AnnotationNode, CommentNode } from "../parser/ast.js";
import type { Annotation } from "./definitions.js";

interface DescribedNode {
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
    doc: joinTexts([describeLeading(node.leadingComments), node.trailingComment?.text]),
    deprecated: findDeprecation(node.annotations),
    annotations: node.annotations.map(({ key, value, span }) => ({ key, value, span })),
  };
}

/** The last doc comment, as in Apache's compiler; without one, the other comments, as in thriftgo. */
function describeLeading(comments: readonly CommentNode[]): string | undefined {
  const doc = comments.findLast((comment) => comment.kind === "doc");
  return doc?.text ?? joinTexts(comments.map((comment) => comment.text));
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
