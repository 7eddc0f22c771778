import type { IOrAlt } from "chevrotain";
import type { CommentNode, ConstNode, DefinitionNode, EnumMemberNode } from "../ast.js";
import type { EnumNode, StructNode, TypedefNode } from "../ast.js";
import { findItem, memberShape } from "../recovery.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { ServiceRules } from "./services.js";

/** Every definition but services. */
export abstract class DefinitionRules extends ServiceRules {
  private definitionAlternatives: IOrAlt<DefinitionNode>[] | undefined;

  /** `definition := const | typedef | enum | senum | struct | service` */
  protected readonly definition: Rule<DefinitionNode> = this.RULE(
    "definition",
    (): DefinitionNode =>
      this.OR(
        (this.definitionAlternatives ??= [
          { ALT: () => this.SUBRULE(this.struct) },
          { ALT: () => this.SUBRULE(this.enumeration) },
          { ALT: () => this.SUBRULE(this.stringEnumeration) },
          { ALT: () => this.SUBRULE(this.typedef) },
          { ALT: () => this.SUBRULE(this.constant) },
          { ALT: () => this.SUBRULE(this.service) },
        ]),
      ),
  );

  /** `const := "const" type name "=" value annotations sep`; Apache has no annotations here, thriftgo has. */
  private readonly constant: Rule<ConstNode> = this.RULE("constant", (): ConstNode => {
    const { first, leadingComments } = this.begin();
    this.CONSUME(t.Const);
    const type = this.SUBRULE(this.type);
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.Equals);
    const value = this.SUBRULE(this.value);
    const annotations = this.SUBRULE(this.annotations);
    const { span, trailingComment } = this.finish(first);
    return {
      kind: "const",
      span,
      leadingComments,
      trailingComment,
      name,
      type,
      value,
      annotations,
    };
  });

  /** `typedef := "typedef" type name annotations sep` */
  private readonly typedef: Rule<TypedefNode> = this.RULE("typedef", (): TypedefNode => {
    const { first, leadingComments } = this.begin();
    this.CONSUME(t.Typedef);
    const type = this.SUBRULE(this.type);
    const name = this.SUBRULE(this.name);
    const annotations = this.SUBRULE(this.annotations);
    const { span, trailingComment } = this.finish(first);
    return { kind: "typedef", span, leadingComments, trailingComment, name, type, annotations };
  });

  /** `struct := ( "struct" | "union" | "exception" ) name "xsd_all"? fieldBlock annotations` */
  private readonly struct: Rule<StructNode> = this.RULE("struct", (): StructNode => {
    const { first, leadingComments } = this.begin();
    const keyword = this.CONSUME(t.Struct).image;
    const name = this.SUBRULE(this.name);
    this.OPTION(() => this.CONSUME(t.XsdAll));
    const opening = this.takeOpening();
    const fields = this.SUBRULE(this.fieldBlock, { ARGS: [`${keyword} ${name.text}`] });
    const annotations = this.SUBRULE(this.annotations);
    const { span, trailingComment } = this.finishBlock(first);
    const kind = keyword === "union" || keyword === "exception" ? keyword : "struct";
    return {
      kind,
      span,
      leadingComments: joinComments(leadingComments, opening),
      trailingComment,
      name,
      fields,
      annotations,
    };
  });

  /** `enum := "enum" name "{" enumMember* "}" annotations` */
  private readonly enumeration: Rule<EnumNode> = this.RULE("enumeration", (): EnumNode => {
    const { first, leadingComments } = this.begin();
    this.CONSUME(t.Enum);
    const name = this.SUBRULE(this.name);
    const opening = this.takeOpening();
    const brace = this.CONSUME(t.OpenBrace) as Token;
    const members: EnumMemberNode[] = [];
    do {
      this.MANY({
        GATE: () => !this.isMissingBrace(),
        DEF: () => {
          const member = this.attempt(() => this.SUBRULE(this.enumMember), this.skipMember);
          if (member !== undefined) members.push(member);
        },
      });
    } while (this.resumeBlock("enumeration", this.skipMember));
    this.closeBlock({ brace, owner: `enum ${name.text}` });
    const annotations = this.SUBRULE(this.annotations);
    const { span, trailingComment } = this.finishBlock(first);
    return {
      kind: "enum",
      span,
      leadingComments: joinComments(leadingComments, opening),
      trailingComment,
      name,
      members,
      annotations,
    };
  });

  /** `enumMember := name ( "=" integer )? annotations sep` */
  private readonly enumMember: Rule<EnumMemberNode> = this.RULE(
    "enumMember",
    (): EnumMemberNode => {
      const { first, leadingComments } = this.begin();
      const name = this.SUBRULE(this.name);
      const value = this.OPTION(() => {
        this.CONSUME(t.Equals);
        return this.SUBRULE(this.integer);
      });
      const annotations = this.SUBRULE(this.annotations);
      const { span, trailingComment } = this.finish(first);
      return {
        kind: "enum-member",
        span,
        leadingComments,
        trailingComment,
        name,
        value,
        annotations,
      };
    },
  );

  /** `senum := "senum" name "{" senumMember* "}" annotations`, of old Apache versions */
  private readonly stringEnumeration: Rule<EnumNode> = this.RULE(
    "stringEnumeration",
    (): EnumNode => {
      const { first, leadingComments } = this.begin();
      this.CONSUME(t.Senum);
      const name = this.SUBRULE(this.name);
      const opening = this.takeOpening();
      const brace = this.CONSUME(t.OpenBrace) as Token;
      const members: EnumMemberNode[] = [];
      do {
        this.MANY(() => members.push(this.SUBRULE(this.stringMember)));
      } while (this.resumeBlock("stringEnumeration", this.skipMember));
      this.closeBlock({ brace, owner: `senum ${name.text}` });
      const annotations = this.SUBRULE(this.annotations);
      const { span, trailingComment } = this.finishBlock(first);
      return {
        kind: "senum",
        span,
        leadingComments: joinComments(leadingComments, opening),
        trailingComment,
        name,
        members,
        annotations,
      };
    },
  );

  /** `senumMember := LITERAL sep` */
  private readonly stringMember: Rule<EnumMemberNode> = this.RULE(
    "stringMember",
    (): EnumMemberNode => {
      const { first, leadingComments } = this.begin();
      const token = this.CONSUME(t.Literal) as Token;
      const name = { kind: "name", span: this.tokenSpan(token), text: token.image } as const;
      const { span, trailingComment } = this.finish(first);
      return { kind: "enum-member", span, leadingComments, trailingComment, name, annotations: [] };
    },
  );

  private readonly skipMember = (start: Token): void => {
    this.skipTo(findItem(this.tokens, start.index, this.peek(1).index, memberShape));
  };
}

function joinComments(
  leading: readonly CommentNode[],
  opening: readonly CommentNode[],
): readonly CommentNode[] {
  return opening.length === 0 ? leading : [...leading, ...opening];
}
