import type { CommentNode, DefinitionNode, HeaderNode } from "../ast.js";
import { findDefinition, isDefinitionKeyword } from "../recovery.js";
import type { SyntaxReporter } from "../reporter.js";
import type { ScanResult } from "../scan/scanner.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { HeaderRules } from "./headers.js";

export interface DocumentParts {
  readonly doc: CommentNode | undefined;
  readonly headers: readonly HeaderNode[];
  readonly definitions: readonly DefinitionNode[];
}

/** The whole grammar. Building one costs as much as reading a few thousand lines, so use one for all files. */
export class ThriftParser extends HeaderRules {
  constructor(options: { readonly skipValidations: boolean }) {
    super(options);
    this.performSelfAnalysis();
  }

  parse(reporter: SyntaxReporter, scanned: ScanResult): DocumentParts {
    this.open(reporter, scanned);
    try {
      return this.document();
    } finally {
      this.close();
    }
  }

  /** `document := header* definition*`; a header after a definition is reported and read. */
  private readonly document: Rule<DocumentParts> = this.RULE("document", (): DocumentParts => {
    const headers: HeaderNode[] = [];
    const definitions: DefinitionNode[] = [];
    const doc = this.takeFileDoc();
    do {
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const first = this.peek(1);
              const isLate = definitions.length > 0 && !this.isReported(first);
              const header = this.attempt(() => this.SUBRULE(this.header), this.skipDefinition);
              if (header === undefined || this.RECORDING_PHASE) return;
              if (isLate) this.reportLateHeader(header, first.image);
              headers.push(header);
            },
          },
          {
            ALT: () => {
              const node = this.attempt(() => this.SUBRULE(this.definition), this.skipDefinition);
              if (node !== undefined) definitions.push(node);
            },
          },
        ]);
      });
    } while (this.resumeDocument());
    return { doc, headers, definitions };
  });

  private takeFileDoc(): CommentNode | undefined {
    if (this.RECORDING_PHASE) return undefined;
    const first = this.peek(1);
    return this.comments.takeFileDoc(first, headerKeywords.has(first.tokenType));
  }

  private reportLateHeader(header: HeaderNode, keyword: string): void {
    const { start, end } = header.span;
    this.reporter.error("late-header", start, end, { keyword });
  }

  /** Reports and skips what is neither a header nor a definition; false at the end of the file. */
  private resumeDocument(): boolean {
    if (this.RECORDING_PHASE || this.isNext(t.EOF)) return false;
    this.skipUnexpected("document", this.skipDefinition);
    return true;
  }

  /** Goes on with what begins a definition: the unexpected token itself on a new line, or something behind it. */
  private readonly skipDefinition = (start: Token): void => {
    const token = this.peek(1);
    const isKeyword = token.index > start.index && isDefinitionKeyword(token);
    if (isKeyword && token.startsLine) return;
    const from = Math.max(isKeyword ? token.index + 1 : token.index, start.index + 1);
    this.skipTo(findDefinition(this.tokens, start.index, from));
  };
}

const headerKeywords: ReadonlySet<unknown> = new Set([
  t.Include,
  t.CppInclude,
  t.Namespace,
  t.LegacyNamespace,
]);
