import type { IToken } from "chevrotain";
import type { AnnotationNode, NameNode } from "../ast.js";
import { skipAnnotations } from "../recovery.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { RecoveringParser } from "./recovering.js";

const noAnnotations: readonly AnnotationNode[] = Object.freeze([]);

/** Names and annotations: what stands everywhere. */
export abstract class AnnotationRules extends RecoveringParser {
  /** Rules say `name` where they take a word: an identifier or any keyword but `true` and `false`. */
  protected toName(token: IToken): NameNode {
    // The parser's input holds tokens of ours only.
    const word = token as Token;
    return { kind: "name", span: this.tokenSpan(word), text: word.image };
  }

  protected readAnnotations(): readonly AnnotationNode[] {
    if (!this.isWorthEntering(t.OpenParenthesis)) return noAnnotations;
    return this.SUBRULE(this.annotations);
  }

  /** `annotations := ( "(" annotation* ")" )?` */
  private readonly annotations: Rule<readonly AnnotationNode[]> = this.RULE(
    "annotations",
    (): readonly AnnotationNode[] => {
      let annotations = noAnnotations;
      this.OPTION(() => {
        this.CONSUME(t.OpenParenthesis);
        const list: AnnotationNode[] = [];
        this.attempt(
          () => {
            this.MANY(() => list.push(this.SUBRULE(this.annotation)));
            this.CONSUME(t.CloseParenthesis);
          },
          () => this.skipTo(skipAnnotations(this.tokens, this.peek(1).index)),
        );
        annotations = list;
      });
      return annotations;
    },
  );

  /** `annotation := name ( "=" LITERAL )? sep`; without a value it means "1". */
  private readonly annotation: Rule<AnnotationNode> = this.RULE(
    "annotation",
    (): AnnotationNode => {
      this.expectName("annotations:CloseParenthesis");
      const first = this.CONSUME(t.Name) as Token;
      let value = "1";
      this.OPTION(() => {
        this.CONSUME(t.Equals);
        value = (this.CONSUME(t.Literal) as Token).image;
      });
      const span = this.spanFrom(first);
      this.readSeparator();
      return { kind: "annotation", span, key: first.image, value };
    },
  );
}
