import type { CommentNode } from "./ast.js";
import { mergeComments, toCommentNode } from "./comments.js";
import type { ScannedComment } from "./scan/comment.js";
import { CloseBrace, CloseBracket, CloseParenthesis, EOF, type Token } from "./tokens.js";
import type { SourceFile } from "../source.js";

const closers: ReadonlySet<unknown> = new Set([CloseBrace, CloseBracket, CloseParenthesis, EOF]);

const none: readonly CommentNode[] = Object.freeze([]);

/**
 * Hands out a file's comments to the nodes that the parser makes, in the order of the file; each comment goes to at
 * most one node. Comments that stand for themselves (behind a blank line, before a closing brace) go to none.
 */
export class CommentCursor {
  readonly #file: SourceFile;
  readonly #comments: readonly ScannedComment[];
  /** Comments before this index belong to a node already. */
  #next = 0;

  constructor(file: SourceFile, comments: readonly ScannedComment[]) {
    this.#file = file;
    this.#comments = comments;
  }

  /**
   * The comments directly before a node that begins with `first`, up to the last blank line. A doc comment belongs to
   * the node across blank lines too, as Apache's compiler has it.
   */
  takeLeading(first: Token, previous: Token | undefined): readonly CommentNode[] {
    const from = Math.max(this.#next, previous?.commentCount ?? 0);
    const to = first.commentCount;
    if (to <= from) return none;
    this.#next = to;
    let begin = to;
    let limit = first.startOffset;
    while (begin > from) {
      const comment = this.#comments[begin - 1];
      if (comment === undefined) break;
      const isNearest = begin === to;
      if (this.countLineEnds(comment.end, limit, 2) > 1 && !(isNearest && comment.kind === "doc"))
        break;
      limit = comment.start;
      begin--;
    }
    return this.#comments.slice(begin, to).map((comment) => toCommentNode(this.#file, comment));
  }

  /**
   * The comments behind a node on its last line: `last` is its last token, its separator included, `next` the token
   * after that. A comment that more of the same line follows is about what follows.
   */
  takeTrailing(nodeEnd: Token, last: Token, next: Token): CommentNode | undefined {
    const before = nodeEnd.commentCount;
    const from = Math.max(this.#next, before);
    if (next.commentCount <= from) return undefined;
    let to = from;
    let end = last.endOffset + 1;
    for (; to < next.commentCount; to++) {
      const comment = this.#comments[to];
      if (comment === undefined) break;
      if (this.countLineEnds(end, comment.start, 1) > 0) break;
      end = Math.max(end, comment.end);
    }
    const isFollowed =
      to === next.commentCount &&
      !closers.has(next.tokenType) &&
      this.countLineEnds(end, next.startOffset, 1) === 0;
    if (isFollowed) to = Math.max(from, Math.min(to, last.commentCount));
    if (to === from) return undefined;
    this.#next = to;
    const taken = this.#comments.slice(from, to);
    return mergeComments(taken.map((comment) => toCommentNode(this.#file, comment)));
  }

  /** The comments behind an opening brace on its line; they describe what the brace opens. */
  takeOpening(brace: Token, next: Token): readonly CommentNode[] {
    const comment = this.takeTrailing(brace, brace, next);
    return comment === undefined ? none : [comment];
  }

  /** The first doc comment above a file's first header, or one that a blank line parts from its first definition. */
  takeFileDoc(first: Token, isHeader: boolean): CommentNode | undefined {
    for (let i = 0; i < first.commentCount; i++) {
      const comment = this.#comments[i];
      if (comment?.kind !== "doc") continue;
      const after = this.#comments[i + 1];
      const isLast = i + 1 === first.commentCount;
      const limit = isLast ? first.startOffset : (after?.start ?? comment.end);
      const isApart = this.countLineEnds(comment.end, limit, 2) > 1;
      if (!isHeader && (isLast || !isApart)) return undefined;
      this.#next = i + 1;
      return toCommentNode(this.#file, comment);
    }
    return undefined;
  }

  /** Line ends in a range that holds blanks only, counted up to `enough`. */
  private countLineEnds(start: number, end: number, enough: number): number {
    const { text } = this.#file;
    let count = 0;
    for (let i = start; i < end && count < enough; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) count++;
    }
    return count;
  }
}
