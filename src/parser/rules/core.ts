import {
  EmbeddedActionsParser,
  isRecognitionException,
  MismatchedTokenException,
} from "chevrotain";
import type { ParserMethod, TokenType } from "chevrotain";
import type { CommentNode } from "../ast.js";
import { CommentCursor } from "../comment-cursor.js";
import { errorMessages } from "../expectations.js";
import { skipFbthriftAnnotation } from "../fbthrift.js";
import { maxNesting } from "../limits.js";
import { SyntaxReporter } from "../reporter.js";
import type { ScanResult } from "../scan/scanner.js";
import type { Span } from "../../source.js";
import { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { SourceFile } from "../../source.js";
import { At, CloseBrace, Comma, EOF, Identifier, OpenBrace } from "../tokens.js";
import { Semicolon, vocabulary, type Token } from "../tokens.js";
import {
  findItem,
  findOpenBrace,
  isDefinitionStart,
  isNextItem,
  type ItemShape,
} from "../recovery.js";
import { skipInnerDefinition, skipNested } from "../recovery.js";
import { describeToken, reportUnexpected } from "../report-unexpected.js";

const separators: ReadonlySet<TokenType> = new Set([Comma, Semicolon]);

export type Rule<T> = ParserMethod<[], T>;

/** Where a node begins, taken before its first token is consumed. */
export interface NodeStart {
  readonly first: Token;
  readonly leadingComments: readonly CommentNode[];
}

export interface NodeEnd {
  readonly span: Span;
  readonly trailingComment: CommentNode | undefined;
}

/** The definition that a block belongs to: its first token, and what messages call it (`struct User`). */
export interface BlockOwner {
  readonly first: Token;
  readonly title: string;
}

/**
 * What all rules share: the file that is being read, spans, comments, limits and error recovery. Rules run once more
 * without a file, when Chevrotain records the grammar; then tokens are dummies and RECORDING_PHASE is true.
 */
export abstract class ParserCore extends EmbeddedActionsParser {
  protected reporter = new SyntaxReporter(new SourceFile("", ""), new DiagnosticSink());
  protected comments = new CommentCursor(this.reporter.file, []);
  #tokens: readonly Token[] = [];
  #isCutShort = false;
  #nesting = 0;
  #hasReportedNesting = false;
  /** Index of the token that the last syntax error was about. */
  #lastErrorIndex = -1;

  constructor(options: { readonly skipValidations: boolean }) {
    super(vocabulary, {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: options.skipValidations,
      errorMessageProvider: errorMessages,
    });
  }

  /** Makes the parser read another file; it keeps nothing of the last one. */
  protected open(reporter: SyntaxReporter, scanned: ScanResult): void {
    this.reporter = reporter;
    this.comments = new CommentCursor(reporter.file, scanned.comments);
    this.input = scanned.tokens;
    this.#tokens = scanned.tokens;
    this.#isCutShort = scanned.isCutShort;
    this.#nesting = 0;
    this.#hasReportedNesting = false;
    this.#lastErrorIndex = -1;
  }

  /** `sep := ( "," | ";" )?` */
  private readonly separator: Rule<void> = this.RULE("separator", (): void => {
    this.OPTION(() => {
      this.OR([{ ALT: () => this.CONSUME(Comma) }, { ALT: () => this.CONSUME(Semicolon) }]);
    });
  });

  protected readSeparator(): void {
    if (this.isWorthEntering(Comma) || this.isNext(Semicolon)) this.SUBRULE(this.separator);
  }

  /**
   * Whether to call a rule that may be empty and otherwise begins with `type`. Entering a rule costs some thirty calls
   * even where it reads nothing, which is most of the time of a cold parser.
   */
  protected isWorthEntering(type: TokenType): boolean {
    return this.RECORDING_PHASE || this.isNext(type);
  }

  /** The token `ahead` places on: 1 is the next one, 0 the last one consumed. EOF on both sides of the file. */
  protected peek(ahead: number): Token {
    // Every token of the input is one of ours; only beyond it does Chevrotain give its own EOF.
    return this.LA(ahead) as Token;
  }

  protected isNext(type: TokenType): boolean {
    return this.LA(1).tokenType === type;
  }

  protected begin(): NodeStart {
    const first = this.peek(1);
    const leadingComments = this.RECORDING_PHASE
      ? []
      : this.comments.takeLeading(first, this.#tokens[first.index - 1]);
    return { first, leadingComments };
  }

  /** From a node's first token to the last one consumed. */
  protected spanFrom(first: Token): Span {
    return this.reporter.span(first.startOffset, this.peek(0).endOffset + 1);
  }

  protected tokenSpan(token: Token): Span {
    return this.reporter.span(token.startOffset, token.endOffset + 1);
  }

  /** The comment behind a node that ends with `nodeEnd`; its separator has been consumed. */
  protected takeTrailing(nodeEnd: Token): CommentNode | undefined {
    if (this.RECORDING_PHASE) return undefined;
    return this.comments.takeTrailing(nodeEnd, this.peek(0), this.peek(1));
  }

  /** Ends a node: its span without the separator, and the comment behind both. */
  protected finish(first: Token): NodeEnd {
    const span = this.spanFrom(first);
    const last = this.peek(0);
    this.readSeparator();
    return { span, trailingComment: this.takeTrailing(last) };
  }

  /** Ends a node that takes no separator. */
  protected finishBlock(first: Token): NodeEnd {
    const last = this.peek(0);
    return { span: this.spanFrom(first), trailingComment: this.takeTrailing(last) };
  }

  /** The comments behind the opening brace that comes next. */
  protected takeOpening(): readonly CommentNode[] {
    if (this.RECORDING_PHASE) return [];
    return this.comments.takeOpening(this.peek(1), this.peek(2));
  }

  /** Runs `parse`; a syntax error in it is reported and `recover` skips to where reading can go on. */
  protected attempt<T>(parse: () => T, recover: (start: Token) => void): T | undefined {
    const start = this.peek(1);
    const nesting = this.#nesting;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
      this.#nesting = nesting;
      this.reportUnexpected(error.message);
      if (this.reporter.isExhausted) this.skipTo(this.#tokens.length - 1);
      else recover(start);
      return undefined;
    }
  }

  /** Reports that the next token cannot stand here, unless that follows from an error that is known already. */
  protected reportUnexpected(key: string): void {
    const token = this.peek(1);
    const previous = this.#tokens[token.index - 1];
    const isKnown = this.isKnownMistake(token, previous?.startOffset ?? 0);
    this.#lastErrorIndex = token.index;
    if (!isKnown) reportUnexpected(this.reporter, key, this.#tokens, token);
  }

  /** Whether the last error was about this token. */
  protected isReported(token: Token): boolean {
    return token.index === this.#lastErrorIndex;
  }

  /** `from`: where text begins that, had the scanner complained about it, would explain the unexpected token. */
  private isKnownMistake(token: Token, from: number): boolean {
    if (this.isReported(token)) return true;
    if (token.tokenType === EOF && this.#isCutShort) return true;
    return this.reporter.hasScanError(from, Math.max(token.endOffset + 1, from + 1));
  }

  /**
   * Whether the keyword that comes next begins the next field or definition on a line of its own, so that it cannot
   * be meant as a name here.
   */
  protected isNextItem(): boolean {
    const token = this.peek(1);
    if (!token.startsLine || token.tokenType === Identifier || this.RECORDING_PHASE) return false;
    return isNextItem(this.#tokens, token.index);
  }

  /** Fails where a name is missing. `key` is the place, as `expectations` knows it. */
  protected expectName(key: string): void {
    if (this.isNextItem()) throw new MismatchedTokenException(key, this.peek(1), this.peek(0));
  }

  /** Enters a nested type or value; false past the limit, which is reported once a file. */
  protected enterNested(): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.#nesting < maxNesting) {
      this.#nesting++;
      return true;
    }
    const token = this.peek(1);
    if (!this.#hasReportedNesting) {
      this.#hasReportedNesting = true;
      const span = this.tokenSpan(token);
      this.reporter.error("nesting-too-deep", span.start, span.end, { limit: maxNesting });
    }
    this.skipTo(skipNested(this.#tokens, token.index));
    return false;
  }

  protected leaveNested(): void {
    this.#nesting--;
  }

  /**
   * Consumes a block's opening brace. What stands before it on the line is reported as `key` and skipped; where the
   * brace is missing and an item follows, the parser goes on as if it were there and the result is undefined.
   */
  protected openBlock(key: string, shape: ItemShape): Token | undefined {
    const next = this.peek(1);
    if (this.RECORDING_PHASE || next.tokenType === OpenBrace)
      return this.CONSUME(OpenBrace) as Token;
    const brace = findOpenBrace(this.#tokens, next.index);
    if (brace === undefined && !shape.startsAt(this.#tokens, next.index)) {
      throw new MismatchedTokenException(key, next, this.peek(0));
    }
    this.reportUnexpected(key);
    if (brace === undefined) return undefined;
    this.skipTo(brace.index);
    return this.CONSUME(OpenBrace) as Token;
  }

  /**
   * Consumes a block's closing brace. Where it is missing, because the file ends or another definition begins, the
   * error stands at the opening brace and the parser goes on as if the brace were there.
   */
  protected closeBlock(brace: Token | undefined, owner: BlockOwner): void {
    if (this.RECORDING_PHASE || this.isNext(CloseBrace)) {
      this.CONSUME(CloseBrace);
      return;
    }
    const found = this.peek(1);
    const isKnown = this.isKnownMistake(found, found.startOffset);
    this.#lastErrorIndex = found.index;
    if (isKnown || brace === undefined) return;
    const { start, end } = this.tokenSpan(brace);
    const message = `A "}" must come before ${describeToken(this.reporter.file, found)}.`;
    const notes = [{ message, span: this.tokenSpan(found) }];
    this.reporter.error("missing-closing-brace", start, end, { owner: owner.title }, { notes });
  }

  /**
   * After a block's items: true when what follows was no item and has been reported and skipped, so that there may be
   * more items; false at the end of the block, or where it must have been meant to end.
   */
  protected resumeBlock(key: string, owner: BlockOwner, recover: (start: Token) => void): boolean {
    if (this.RECORDING_PHASE || this.isNext(CloseBrace) || this.isNext(EOF)) return false;
    if (!this.isDefinitionNext()) this.skipUnexpected(key, recover);
    else if (this.isBehind(owner)) return false;
    else this.skipInnerDefinition(owner);
    return true;
  }

  /** Whether a definition begins here. In a block that means a mistake. */
  protected isDefinitionNext(): boolean {
    return isDefinitionStart(this.#tokens, this.peek(1).index);
  }

  /** Whether the next token begins a line that is indented no deeper than the block's owner: the "}" is missing. */
  private isBehind(owner: BlockOwner): boolean {
    const { file } = this.reporter;
    const next = this.peek(1);
    if (!next.startsLine) return false;
    const { column } = file.positionAt(next.startOffset);
    return column <= file.positionAt(owner.first.startOffset).column;
  }

  private skipInnerDefinition(owner: BlockOwner): void {
    const token = this.peek(1);
    const { start, end } = this.tokenSpan(token);
    if (!this.isReported(token)) {
      const keyword = token.image;
      this.reporter.error("inner-definition", start, end, { keyword, owner: owner.title });
    }
    this.skipTo(skipInnerDefinition(this.#tokens, token.index));
  }

  /** Reports the next token, which begins no item, and skips it and what belongs to it. */
  protected skipUnexpected(key: string, recover: (start: Token) => void): void {
    const token = this.peek(1);
    this.reportUnexpected(key);
    this.SKIP_TOKEN();
    if (this.reporter.isExhausted) this.skipTo(this.#tokens.length - 1);
    else if (token.tokenType === At) this.skipTo(skipFbthriftAnnotation(this.#tokens, token.index));
    else if (separators.has(token.tokenType)) this.skipSeparators();
    else if (token.tokenType !== CloseBrace) recover(token);
  }

  /** A run of separators is one mistake. */
  private skipSeparators(): void {
    while (separators.has(this.peek(1).tokenType)) this.SKIP_TOKEN();
  }

  /** Goes on behind a broken item of a block that began at `start`. */
  protected skipItem(start: Token, shape: ItemShape): void {
    const end = findItem(this.#tokens, start.index, this.peek(1).index, shape);
    this.skipTo(end.index);
    // A brace that is missing further on is then the same mistake.
    if (end.isUnclosed) this.#lastErrorIndex = end.index;
  }

  protected get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Moves on so that the token at `index` is the next one. */
  protected skipTo(index: number): void {
    while (this.peek(1).index < index && this.peek(1).tokenType !== EOF) this.SKIP_TOKEN();
  }
}
