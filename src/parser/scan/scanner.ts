import type { TokenType } from "chevrotain";
import type { ParseOptions } from "../../options.js";
import { maximumTokens } from "../limits.js";
import type { SyntaxReporter } from "../reporter.js";
import { At, EOF, symbols, type Token } from "../tokens.js";
import {
  asterisk,
  carriageReturn,
  dot,
  doubleQuote,
  hash,
  isBlank,
  isDigit,
} from "./characters.js";
import { isLetter, lineFeed, minus, plus, singleQuote, slash } from "./characters.js";
import { skipConflict } from "./conflict.js";
import { scanComment, type ScannedComment } from "./comment.js";
import { scanInvalid } from "./invalid.js";
import { scanLiteral } from "./literal.js";
import { scanNumber } from "./number.js";
import { isNamespacePlace, scanBadName, scanWord } from "./word.js";

export interface ScanResult {
  /** Ends with an EOF token. */
  readonly tokens: Token[];
  readonly comments: readonly ScannedComment[];
  /** Something that was opened never ends, or the scanner gave up: what is missing at the end is no new mistake. */
  readonly isCutShort: boolean;
}

/**
 * Splits a file into tokens by the rules of Apache's lexer. Every character is looked at a bounded number of times.
 *
 * Written by hand, because building Chevrotain's lexer takes 7 ms of every start (a bare `node` takes 40), and because
 * its patterns cannot say what is wrong with text that is nearly a token. The tokens are Chevrotain's.
 */
export function scan(reporter: SyntaxReporter, options: ParseOptions): ScanResult {
  const scanner = new Scanner(reporter, options);
  scanner.run();
  return scanner;
}

const byteOrderMark = 0xfeff;

/** ASCII code of a symbol to its text and token type. */
const symbolTable: ({ readonly text: string; readonly type: TokenType } | undefined)[] = [];
for (const [text, type] of symbols) symbolTable[text.charCodeAt(0)] = { text, type };

/** The scanner's state, shared by the functions that read one kind of token each. */
export class Scanner implements ScanResult {
  readonly text: string;
  readonly reporter: SyntaxReporter;
  readonly dialect: ParseOptions["dialect"];
  readonly tokens: Token[] = [];
  readonly comments: ScannedComment[] = [];
  isCutShort = false;
  position = 0;
  /**
   * A lone CR ends a line where thriftgo reads the file, and in files of old Macs, which have no other line end.
   * Elsewhere Apache's lexer reads on, and so do we: text behind it is not what other compilers see as IDL.
   */
  readonly isReturnLineEnd: boolean;
  hasWarnedOfReturn = false;
  /** Behind the marker that opens a merge conflict. */
  isInConflict = false;
  #startsLine = true;

  constructor(reporter: SyntaxReporter, options: ParseOptions) {
    this.text = reporter.file.text;
    this.reporter = reporter;
    this.dialect = options.dialect;
    this.isReturnLineEnd = options.dialect === "thriftgo" || !this.text.includes("\n");
  }

  run(): void {
    if (this.text.charCodeAt(0) === byteOrderMark) this.position = 1;
    const length = this.text.length;
    while (this.position < length && !this.isCutShort) {
      this.scanNext(this.text.charCodeAt(this.position));
      if (this.reporter.isExhausted) this.isCutShort = true;
      if (this.tokens.length >= maximumTokens) this.stopAtTokenLimit();
    }
    this.addToken(EOF, "", length, length);
  }

  /** Adds the token `text.slice(start, end)`; `image` is its decoded form. */
  addToken(type: TokenType, image: string, start: number, end: number): void {
    this.tokens.push({
      image,
      startOffset: start,
      endOffset: end - 1,
      tokenTypeIdx: type.tokenTypeIdx ?? 0,
      tokenType: type,
      index: this.tokens.length,
      commentCount: this.comments.length,
      startsLine: this.#startsLine,
    });
    this.#startsLine = false;
    this.position = end;
  }

  private scanNext(unit: number): void {
    if (isBlank(unit)) return this.skipBlanks();
    if (isLetter(unit)) return scanWord(this);
    const symbol = symbolTable[unit];
    if (this.text.charCodeAt(this.position + 1) === unit && skipConflict(this, unit)) return;
    if (unit === asterisk && this.text.charCodeAt(this.position + 1) === slash) {
      return this.skipCommentEnd();
    }
    if (symbol?.type === At && isNamespacePlace(this)) return scanBadName(this, this.position);
    if (symbol !== undefined) {
      return this.addToken(symbol.type, symbol.text, this.position, this.position + 1);
    }
    if (isDigit(unit) || unit === minus || unit === plus) return scanNumber(this);
    if (unit === doubleQuote || unit === singleQuote) return scanLiteral(this, unit);
    const next = this.text.charCodeAt(this.position + 1);
    if (unit === hash || (unit === slash && (next === slash || next === 42))) {
      return scanComment(this, unit);
    }
    if (unit === dot && isDigit(next)) return scanNumber(this);
    scanInvalid(this);
  }

  private skipBlanks(): void {
    const text = this.text;
    let position = this.position;
    for (;;) {
      const unit = text.charCodeAt(position);
      if (!isBlank(unit)) break;
      if (unit === lineFeed || unit === carriageReturn) this.#startsLine = true;
      position++;
    }
    this.position = position;
  }

  /** No token: only a comment that was thought to nest leaves one behind. */
  private skipCommentEnd(): void {
    const end = this.position + 2;
    this.reporter.scanError("unmatched-bracket", this.position, end, { bracket: "*/" });
    this.position = end;
  }

  private stopAtTokenLimit(): void {
    this.reporter.scanError("too-many-tokens", this.position, this.position, {
      limit: maximumTokens,
    });
    this.isCutShort = true;
  }
}
