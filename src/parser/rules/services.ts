import { MismatchedTokenException } from "chevrotain";
import type { FieldNode, FunctionNode, ServiceNode, TypeNode } from "../ast.js";
import { skipFbthriftStream } from "../fbthrift.js";
import { functionShape, isFunctionStart } from "../recovery.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { FieldRules } from "./fields.js";

/** Services and their functions. */
export abstract class ServiceRules extends FieldRules {
  /** `service := "service" name ( "extends" name )? "{" function* "}" annotations` */
  protected readonly service: Rule<ServiceNode> = this.RULE("service", (): ServiceNode => {
    const { first, leadingComments } = this.begin();
    this.CONSUME(t.Service);
    this.expectName("service:Name");
    const name = this.toName(this.CONSUME(t.Name));
    const base = this.OPTION(() => {
      this.CONSUME(t.Extends);
      return this.toName(this.CONSUME2(t.Name, { ERR_MSG: "service:extends" }));
    });
    const owner = { first, title: `service ${name.text}` };
    const opening = this.takeOpening();
    const brace = this.openBlock("service:OpenBrace", functionShape);
    const functions: FunctionNode[] = [];
    do {
      this.MANY(() => {
        const node = this.attempt(() => this.SUBRULE(this.function), this.skipFunction);
        if (node !== undefined) functions.push(node);
      });
    } while (this.resumeBlock("service", owner, this.skipFunction));
    this.closeBlock(brace, owner);
    const annotations = this.readAnnotations();
    const { span, trailingComment } = this.finishBlock(first);
    return {
      kind: "service",
      span,
      leadingComments: opening.length === 0 ? leadingComments : [...leadingComments, ...opening],
      trailingComment,
      name,
      extends: base,
      functions,
      annotations,
    };
  });

  /**
   * `function := ( "oneway" | "async" )? type name parameters ( "throws" parameters )? annotations sep`;
   * the type may be `void`
   */
  private readonly function: Rule<FunctionNode> = this.RULE("function", (): FunctionNode => {
    const { first, leadingComments } = this.begin();
    const oneway = this.OPTION(() => this.CONSUME(t.Oneway) as Token);
    this.expectResult();
    const type = this.SUBRULE(this.type);
    this.expectName("function:Name");
    const name = this.toName(this.CONSUME(t.Name));
    const parameters = this.SUBRULE(this.parameters);
    const throws = this.OPTION2(() => {
      this.CONSUME(t.Throws);
      return this.SUBRULE2(this.parameters);
    });
    const annotations = this.readAnnotations();
    const { span, trailingComment } = this.finish(first);
    if (!this.RECORDING_PHASE && oneway?.image === "async") this.warnOfAsync(oneway);
    return {
      kind: "function",
      span,
      leadingComments,
      trailingComment,
      isOneway: oneway !== undefined,
      returnType: isVoid(type) ? undefined : type,
      name,
      parameters,
      throws: throws ?? [],
      annotations,
    };
  });

  /** `parameters := "(" field* ")"` */
  private readonly parameters: Rule<FieldNode[]> = this.RULE("parameters", (): FieldNode[] => {
    const fields: FieldNode[] = [];
    this.openParameters();
    this.MANY({
      GATE: () => this.RECORDING_PHASE || !isFunctionStart(this.tokens, this.peek(1).index),
      DEF: () => fields.push(this.SUBRULE(this.field)),
    });
    this.CONSUME(t.CloseParenthesis);
    return fields;
  });

  /** Consumes the parenthesis; where it alone is missing, the parser goes on as if it were there. */
  private openParameters(): void {
    const first = this.peek(1).tokenType;
    const isFirst = first === t.Integer && this.peek(2).tokenType === t.Colon;
    if (this.RECORDING_PHASE || !(isFirst || first === t.CloseParenthesis))
      this.CONSUME(t.OpenParenthesis);
    else this.reportUnexpected("parameters:OpenParenthesis");
  }

  /**
   * Fails at the parenthesis of `name()` and `name(1: ...`, which would be read as a type with annotations. `i32 () name(` is a
   * type with none, which names of types do not have.
   */
  private expectResult(): void {
    if (this.RECORDING_PHASE || this.peek(2).tokenType !== t.OpenParenthesis) return;
    const third = this.peek(3).tokenType;
    if (third !== t.CloseParenthesis && third !== t.Integer) return;
    const isType = !this.isNext(t.Identifier) && this.peek(4).tokenType !== t.Throws;
    if (isType && third !== t.Integer && this.peek(5).tokenType === t.OpenParenthesis) return;
    this.SKIP_TOKEN();
    throw new MismatchedTokenException("function:Name", this.peek(1), this.peek(0));
  }

  private warnOfAsync(token: Token): void {
    this.reporter.warn("async-keyword", token.startOffset, token.endOffset + 1, {});
  }

  private readonly skipFunction = (start: Token): void => {
    this.skipTo(skipFbthriftStream(this.tokens, this.peek(1).index));
    this.skipItem(start, functionShape);
  };
}

function isVoid(type: TypeNode): boolean {
  return type.kind === "named-type" && type.name === "void" && type.annotations.length === 0;
}
