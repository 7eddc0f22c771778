import { isRecognitionException, MismatchedTokenException } from "chevrotain";
import type { TokenType } from "chevrotain";
import { skipFbthriftAnnotation } from "../fbthrift.js";
import { maximumNesting } from "../limits.js";
import { findItem, findOpenBrace, isDefinitionStart, isNextItem } from "../recovery.js";
import { skipInnerDefinition, skipNested, type ItemShape } from "../recovery.js";
import { describeToken, isStray, reportUnexpected } from "../report-unexpected.js";
import type { SyntaxReporter } from "../reporter.js";
import type { ScanResult } from "../scan/scanner.js";
import { At, CloseBrace, Comma, EOF, Identifier, Literal, OpenBrace } from "../tokens.js";
import { Semicolon, type Token } from "../tokens.js";
import { ParserCore } from "./core.js";

const separators: ReadonlySet<TokenType> = new Set([Comma, Semicolon]);

/** The definition that a block belongs to: its first token, and what messages call it (`struct User`). */
export interface BlockOwner {
  readonly first: Token;
  readonly title: string;
}

/**
 * What rules do about mistakes. Chevrotain's own recovery inserts and deletes tokens by the grammar alone; ours goes by
 * lines, indentation and what a definition looks like, which is nearer to what was meant and gives one error for one
 * mistake. Nothing here recurses, and every step moves forward.
 */
export abstract class RecoveringParser extends ParserCore {
  #isCutShort = false;
  #nesting = 0;
  #hasReportedNesting = false;
  /** Index of the token that the last syntax error was about. */
  #lastErrorIndex = -1;

  protected override open(reporter: SyntaxReporter, scanned: ScanResult): void {
    super.open(reporter, scanned);
    this.#isCutShort = scanned.isCutShort;
    this.#nesting = 0;
    this.#hasReportedNesting = false;
    this.#lastErrorIndex = -1;
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
      if (this.reporter.isExhausted) this.skipTo(this.tokens.length - 1);
      else recover(start);
      return undefined;
    }
  }

  /** Reports that the next token cannot stand here, unless that follows from an error that is known already. */
  protected reportUnexpected(key: string): void {
    const token = this.peek(1);
    const previous = this.tokens[token.index - 1];
    // What the scanner complained about on the line before does not explain a new item; an open string may.
    const isApart = isStray(key) && token.startsLine && previous?.tokenType !== Literal;
    const from = isApart ? token.startOffset : (previous?.startOffset ?? 0);
    const isKnown = this.isKnownMistake(token, from);
    this.#lastErrorIndex = token.index;
    if (!isKnown) reportUnexpected(this.reporter, key, this.tokens, token);
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
    return isNextItem(this.tokens, token.index);
  }

  /** Fails where a name is missing. `key` is the place, as `expectations` knows it. */
  protected expectName(key: string): void {
    if (this.isNextItem()) throw new MismatchedTokenException(key, this.peek(1), this.peek(0));
  }

  /** Enters a nested type or value; false past the limit, which is reported once a file. */
  protected enterNested(): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.#nesting < maximumNesting) {
      this.#nesting++;
      return true;
    }
    const token = this.peek(1);
    if (!this.#hasReportedNesting) {
      this.#hasReportedNesting = true;
      const span = this.tokenSpan(token);
      this.reporter.error("nesting-too-deep", span.start, span.end, { limit: maximumNesting });
    }
    this.skipTo(skipNested(this.tokens, token.index));
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
    const brace = findOpenBrace(this.tokens, next.index);
    if (brace === undefined && !shape.startsAt(this.tokens, next.index)) {
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
    return isDefinitionStart(this.tokens, this.peek(1).index);
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
    this.skipTo(skipInnerDefinition(this.tokens, token.index));
  }

  /** Reports the next token, which begins no item, and skips it and what belongs to it. */
  protected skipUnexpected(key: string, recover: (start: Token) => void): void {
    const token = this.peek(1);
    this.reportUnexpected(key);
    this.SKIP_TOKEN();
    if (this.reporter.isExhausted) this.skipTo(this.tokens.length - 1);
    else if (token.tokenType === At) this.skipTo(skipFbthriftAnnotation(this.tokens, token.index));
    else if (separators.has(token.tokenType)) this.skipSeparators();
    else if (token.tokenType !== CloseBrace) recover(token);
  }

  /** A run of separators is one mistake. */
  private skipSeparators(): void {
    while (separators.has(this.peek(1).tokenType)) this.SKIP_TOKEN();
  }

  /** Goes on behind a broken item of a block that began at `start`. */
  protected skipItem(start: Token, shape: ItemShape): void {
    const end = findItem(this.tokens, start.index, this.peek(1).index, shape);
    this.skipTo(end.index);
    // A brace that is missing further on is then the same mistake.
    if (end.isUnclosed) this.#lastErrorIndex = end.index;
  }
}
