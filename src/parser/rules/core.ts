import { EmbeddedActionsParser } from "chevrotain";
import type { ParserMethod, TokenType } from "chevrotain";
import { DiagnosticSink } from "../../diagnostics/diagnostic.js";
import { SourceFile, type Span } from "../../source.js";
import type { CommentNode } from "../ast.js";
import { CommentCursor } from "../comment-cursor.js";
import { errorMessages } from "../expectations.js";
import { SyntaxReporter } from "../reporter.js";
import type { ScanResult } from "../scan/scanner.js";
import { Comma, EOF, Semicolon, vocabulary, type Token } from "../tokens.js";

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

/**
 * What all rules share: the file that is being read, spans, comments, and how to move on. Rules run once more
 * without a file, when Chevrotain records the grammar; then tokens are dummies and RECORDING_PHASE is true.
 */
export abstract class ParserCore extends EmbeddedActionsParser {
  protected reporter = createIdleReporter();
  protected comments = new CommentCursor(this.reporter.file, []);
  #tokens: readonly Token[] = [];

  constructor(options: { readonly skipValidations: boolean }) {
    super(vocabulary, {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: options.skipValidations,
      errorMessageProvider: errorMessages,
    });
  }

  /** Makes the parser read a file. */
  protected open(reporter: SyntaxReporter, scanned: ScanResult): void {
    this.reporter = reporter;
    this.comments = new CommentCursor(reporter.file, scanned.comments);
    this.input = scanned.tokens;
    this.#tokens = scanned.tokens;
  }

  /** Lets go of the file, which a parser that waits for the next one would keep alive. */
  protected close(): void {
    this.open(createIdleReporter(), { tokens: [], comments: [], isCutShort: false });
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

  protected get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Moves on so that the token at `index` is the next one. */
  protected skipTo(index: number): void {
    while (this.peek(1).index < index && this.peek(1).tokenType !== EOF) this.SKIP_TOKEN();
  }
}

function createIdleReporter(): SyntaxReporter {
  return new SyntaxReporter(new SourceFile("", ""), new DiagnosticSink());
}
