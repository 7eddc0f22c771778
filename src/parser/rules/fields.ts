import type { ParserMethod } from "chevrotain";
import type { FieldNode, IntegerNode } from "../ast.js";
import { fieldShape } from "../recovery.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import type { BlockOwner } from "./recovering.js";
import { TypeRules } from "./types.js";

/** Fields of structs, and of the parameters and exceptions of functions. */
export abstract class FieldRules extends TypeRules {
  /**
   * `field := ( INTEGER ":" )? ( "required" | "optional" )? type "&"? name ( "=" value )? xsd annotations sep`
   */
  protected readonly field: Rule<FieldNode> = this.RULE("field", (): FieldNode => {
    const { first, leadingComments } = this.begin();
    const id = this.OPTION(() => this.SUBRULE(this.fieldId));
    const requiredness = this.OPTION2(() => this.CONSUME(t.Requiredness).image);
    const type = this.SUBRULE(this.type);
    const isReference = this.OPTION3(() => this.CONSUME(t.Ampersand)) !== undefined;
    this.expectName("field:Name");
    const name = this.toName(this.CONSUME(t.Name));
    const defaultValue = this.OPTION4(() => {
      this.CONSUME(t.Equals);
      this.expectValue();
      return this.SUBRULE(this.value);
    });
    if (this.isWorthEntering(t.XsdFlag) || this.isNext(t.XsdAttributes)) this.SUBRULE(this.xsd);
    const annotations = this.readAnnotations();
    const { span, trailingComment } = this.finish(first);
    return {
      kind: "field",
      span,
      leadingComments,
      trailingComment,
      id,
      requiredness:
        requiredness === "required" || requiredness === "optional" ? requiredness : "default",
      type,
      name,
      defaultValue,
      isReference,
      annotations,
    };
  });

  /** `fieldId := INTEGER ":"` */
  private readonly fieldId: Rule<IntegerNode> = this.RULE("fieldId", (): IntegerNode => {
    const id = this.SUBRULE(this.integer);
    this.CONSUME(t.Colon);
    return id;
  });

  /** `xsd := ( "xsd_optional" | "xsd_nillable" )* ( "xsd_attrs" "{" field* "}" )?`, of old Facebook tools; dropped. */
  private readonly xsd: Rule<void> = this.RULE("xsd", (): void => {
    this.MANY(() => this.CONSUME(t.XsdFlag));
    this.OPTION(() => {
      const first = this.CONSUME(t.XsdAttributes) as Token;
      if (!this.enterNested()) return;
      this.SUBRULE(this.fieldBlock, { ARGS: [{ first, title: first.image }] });
      this.leaveNested();
    });
  });

  /** `fieldBlock := "{" field* "}"`; `owner` says in messages whose block it is. */
  protected readonly fieldBlock: ParserMethod<[owner: BlockOwner], FieldNode[]> = this.RULE(
    "fieldBlock",
    (owner: BlockOwner) => {
      const brace = this.openBlock("fieldBlock:OpenBrace", fieldShape);
      const fields: FieldNode[] = [];
      do {
        this.MANY(() => {
          const field = this.attempt(() => this.SUBRULE(this.field), this.skipField);
          if (field !== undefined) fields.push(field);
        });
      } while (this.resumeBlock("fieldBlock", owner, this.skipField));
      this.closeBlock(brace, owner);
      return fields;
    },
  );

  private readonly skipField = (start: Token): void => this.skipItem(start, fieldShape);
}
