import { MismatchedTokenException, type IOrAlt } from "chevrotain";
import type { MapEntryNode, ValueNode } from "../ast.js";
import { parseInteger } from "../integers.js";
import type { IntegerNode } from "../ast.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { AnnotationRules } from "./annotations.js";
import type { Rule } from "./core.js";

/** Constants and defaults. */
export abstract class ValueRules extends AnnotationRules {
  private valueAlternatives: IOrAlt<ValueNode>[] | undefined;
  /** Ends a list or map whose closing bracket is missing. */
  private readonly isItem = (): boolean => !this.isNextItem();
  /** In a list a number with a colon is the id of the next field too; in a map it may be a key. */
  private readonly isElement = (): boolean => !this.isNextItem() && !this.isNextFieldId();

  /** `value := INTEGER | DOUBLE | LITERAL | "true" | "false" | name | constList | constMap` */
  protected readonly value: Rule<ValueNode> = this.RULE("value", (): ValueNode =>
    this.OR(
      (this.valueAlternatives ??= [
        { ALT: () => this.SUBRULE(this.integerValue) },
        { ALT: () => this.SUBRULE(this.doubleValue) },
        { ALT: () => this.SUBRULE(this.literalValue) },
        { ALT: () => this.SUBRULE(this.booleanValue) },
        { ALT: () => this.SUBRULE(this.identifierValue) },
        { ALT: () => this.SUBRULE(this.constList) },
        { ALT: () => this.SUBRULE(this.constMap) },
      ]),
    ),
  );

  /** Fails where the value behind "=" is missing and the next field begins on a line of its own. */
  protected expectValue(): void {
    if (this.isNextFieldId())
      throw new MismatchedTokenException("value", this.peek(1), this.peek(0));
  }

  private isNextFieldId(): boolean {
    if (this.RECORDING_PHASE || !this.peek(1).startsLine || !this.isNext(t.Integer)) return false;
    return this.peek(2).tokenType === t.Colon;
  }

  /**
   * `integer := INTEGER | "true" | "false"`: base 10, hex or, where the dialect says so, octal. To Apache's lexer `true`
   * and `false` are the numbers 1 and 0; they are read so, and reported.
   */
  protected readonly integer: Rule<IntegerNode> = this.RULE("integer", (): IntegerNode => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Integer) },
      { ALT: () => this.CONSUME(t.Boolean) },
    ]) as Token;
    return this.toIntegerNode(token);
  });

  private toIntegerNode(token: Token): IntegerNode {
    const value = this.RECORDING_PHASE ? 0n : this.toInteger(token);
    const isMalformed = token.image === t.malformedImage || undefined;
    return { kind: "integer", span: this.tokenSpan(token), value, isMalformed };
  }

  private toInteger(token: Token): bigint {
    if (token.tokenType === t.Integer) return parseInteger(token.image) ?? 0n;
    const value = token.image === "true" ? 1n : 0n;
    const { start, end } = this.tokenSpan(token);
    this.reporter.error("boolean-number", start, end, { text: token.image, value });
    return value;
  }

  private readonly integerValue: Rule<ValueNode> = this.RULE("integerValue", (): ValueNode => {
    return this.toIntegerNode(this.CONSUME(t.Integer) as Token);
  });

  private readonly doubleValue: Rule<ValueNode> = this.RULE("doubleValue", (): ValueNode => {
    const token = this.CONSUME(t.Double) as Token;
    const value = Number(token.image);
    return { kind: "double", span: this.tokenSpan(token), value, text: token.image };
  });

  private readonly literalValue: Rule<ValueNode> = this.RULE("literalValue", (): ValueNode => {
    const token = this.CONSUME(t.Literal) as Token;
    const { startOffset } = token;
    const isMalformed = this.reporter.hasScanError(startOffset, startOffset + 1) || undefined;
    return { kind: "literal", span: this.tokenSpan(token), value: token.image, isMalformed };
  });

  private readonly booleanValue: Rule<ValueNode> = this.RULE("booleanValue", (): ValueNode => {
    const token = this.CONSUME(t.Boolean) as Token;
    return { kind: "boolean", span: this.tokenSpan(token), value: token.image === "true" };
  });

  private readonly identifierValue: Rule<ValueNode> = this.RULE(
    "identifierValue",
    (): ValueNode => {
      this.expectName("value");
      const token = this.CONSUME(t.Name) as Token;
      return { kind: "identifier", span: this.tokenSpan(token), name: token.image };
    },
  );

  /** `constList := "[" ( value sep )* "]"` */
  private readonly constList: Rule<ValueNode> = this.RULE("constList", (): ValueNode => {
    const elements: ValueNode[] = [];
    const first = this.peek(1);
    if (this.enterNested()) {
      this.CONSUME(t.OpenBracket);
      this.MANY({
        GATE: this.isElement,
        DEF: () => {
          elements.push(this.SUBRULE(this.value));
          this.readSeparator();
        },
      });
      this.CONSUME(t.CloseBracket);
      this.leaveNested();
    }
    return { kind: "list", span: this.spanFrom(first), elements };
  });

  /** `constMap := "{" ( value ":" value sep )* "}"` */
  private readonly constMap: Rule<ValueNode> = this.RULE("constMap", (): ValueNode => {
    const entries: MapEntryNode[] = [];
    const first = this.peek(1);
    if (this.enterNested()) {
      this.CONSUME(t.OpenBrace);
      this.MANY({
        GATE: this.isItem,
        DEF: () => {
          const key = this.SUBRULE(this.value);
          this.CONSUME(t.Colon);
          const value = this.SUBRULE2(this.value);
          this.readSeparator();
          entries.push({ key, value });
        },
      });
      this.CONSUME(t.CloseBrace);
      this.leaveNested();
    }
    return { kind: "map", span: this.spanFrom(first), entries };
  });
}
