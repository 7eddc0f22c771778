import type { IOrAlt } from "chevrotain";
import type { CppIncludeNode, HeaderNode, IncludeNode, NamespaceNode, NameNode } from "../ast.js";
import type { Span } from "../../source.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { DefinitionRules } from "./definitions.js";

/** What stands before the definitions. */
export abstract class HeaderRules extends DefinitionRules {
  private headerAlternatives: IOrAlt<HeaderNode>[] | undefined;

  /** `header := include | cppInclude | namespace | legacyNamespace` */
  protected readonly header: Rule<HeaderNode> = this.RULE("header", (): HeaderNode => {
    const node = this.OR(
      (this.headerAlternatives ??= [
        { ALT: () => this.SUBRULE(this.include) },
        { ALT: () => this.SUBRULE(this.cppInclude) },
        { ALT: () => this.SUBRULE(this.namespace) },
        { ALT: () => this.SUBRULE(this.legacyNamespace) },
      ]),
    );
    this.SUBRULE(this.headerSeparator);
    return node;
  });

  /** `headerSeparator := ( "," | ";" )?`; Apache takes none, Microsoft's files have them. */
  private readonly headerSeparator: Rule<void> = this.RULE("headerSeparator", (): void => {
    const token = this.peek(1);
    this.readSeparator();
    if (this.RECORDING_PHASE || this.peek(0) !== token) return;
    this.reporter.warn("separator-after-header", token.startOffset, token.endOffset + 1, {});
  });

  /** `include := "include" LITERAL` */
  private readonly include: Rule<IncludeNode> = this.RULE("include", (): IncludeNode => {
    const first = this.CONSUME(t.Include) as Token;
    const path = this.CONSUME(t.Literal) as Token;
    return {
      kind: "include",
      span: this.spanFrom(first),
      path: path.image,
      pathSpan: this.tokenSpan(path),
    };
  });

  /** `cppInclude := "cpp_include" LITERAL` */
  private readonly cppInclude: Rule<CppIncludeNode> = this.RULE(
    "cppInclude",
    (): CppIncludeNode => {
      const first = this.CONSUME(t.CppInclude) as Token;
      const path = this.CONSUME(t.Literal).image;
      return { kind: "cpp-include", span: this.spanFrom(first), path };
    },
  );

  /** `namespace := "namespace" ( "*" | name ) name annotations` */
  private readonly namespace: Rule<NamespaceNode> = this.RULE("namespace", (): NamespaceNode => {
    const first = this.CONSUME(t.Namespace) as Token;
    const scope = this.OR([
      { ALT: () => this.CONSUME(t.Asterisk) },
      { ALT: () => this.CONSUME(t.Name) },
    ]) as Token;
    const name = this.SUBRULE(this.namespaceName);
    const annotations = this.readAnnotations();
    return { kind: "namespace", span: this.spanFrom(first), scope: scope.image, name, annotations };
  });

  /** `legacyNamespace := ( "php_namespace" | "java_package" | ... ) ( name | LITERAL )` */
  private readonly legacyNamespace: Rule<NamespaceNode> = this.RULE(
    "legacyNamespace",
    (): NamespaceNode => {
      const first = this.CONSUME(t.LegacyNamespace) as Token;
      const name = this.SUBRULE(this.namespaceName);
      const scope = first.image.replace(/_.*/, "");
      if (!this.RECORDING_PHASE) {
        this.reporter.warn("old-namespace", first.startOffset, first.endOffset + 1, {
          keyword: first.image,
          scope,
          name: name.text,
        });
      }
      return { kind: "namespace", span: this.spanFrom(first), scope, name, annotations: [] };
    },
  );

  /** `namespaceName := name`; a quoted one is reported and read. */
  private readonly namespaceName: Rule<NameNode> = this.RULE("namespaceName", (): NameNode => {
    this.expectName("namespaceName");
    return this.OR([
      { ALT: () => this.toName(this.CONSUME(t.Name)) },
      {
        ALT: () => {
          const token = this.CONSUME(t.Literal) as Token;
          const span = this.tokenSpan(token);
          if (!this.RECORDING_PHASE) this.reportQuotes(span, token.image);
          return { kind: "name" as const, span, text: token.image };
        },
      },
    ]);
  });

  private reportQuotes({ start, end }: Span, name: string): void {
    if (this.reporter.hasScanError(start, end)) return;
    const hint = name === "" ? "Remove the line: without a name it says nothing." : undefined;
    this.reporter.error("quoted-namespace", start, end, { name }, { hint });
  }
}
