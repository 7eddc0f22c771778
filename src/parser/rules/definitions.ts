import type { IOrAlt } from "chevrotain";
import type { CommentNode, ConstNode, DefinitionNode, EnumMemberNode } from "../ast.js";
import type { EnumNode, StructNode, TypedefNode } from "../ast.js";
import { findValueEnd, memberShape } from "../recovery.js";
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
    this.expectName("constant:Name");
    const name = this.toName(this.CONSUME(t.Name));
    this.CONSUME(t.Equals);
    const value = this.SUBRULE(this.value);
    const annotations = this.readAnnotations();
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
    this.expectName("typedef:Name");
    const name = this.toName(this.CONSUME(t.Name));
    const annotations = this.readAnnotations();
    const { span, trailingComment } = this.finish(first);
    return { kind: "typedef", span, leadingComments, trailingComment, name, type, annotations };
  });

  /** `struct := ( "struct" | "union" | "exception" ) name "xsd_all"? fieldBlock annotations` */
  private readonly struct: Rule<StructNode> = this.RULE("struct", (): StructNode => {
    const { first, leadingComments } = this.begin();
    const keyword = this.CONSUME(t.Struct).image;
    this.expectName("struct:Name");
    const name = this.toName(this.CONSUME(t.Name));
    this.OPTION(() => this.CONSUME(t.XsdAll));
    const opening = this.takeOpening();
    const fields = this.SUBRULE(this.fieldBlock, {
      ARGS: [{ first, title: `${keyword} ${name.text}` }],
    });
    const annotations = this.readAnnotations();
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
    this.expectName("enumeration:Name");
    const name = this.toName(this.CONSUME(t.Name));
    const owner = { first, title: `enum ${name.text}` };
    const opening = this.takeOpening();
    const brace = this.openBlock("enumeration:OpenBrace", memberShape);
    const members: EnumMemberNode[] = [];
    do {
      this.MANY({
        GATE: () => !this.isDefinitionNext(),
        DEF: () => {
          const member = this.attempt(() => this.SUBRULE(this.enumMember), this.skipMember);
          if (member !== undefined) members.push(member);
        },
      });
    } while (this.resumeBlock("enumeration", owner, this.skipMember));
    this.closeBlock(brace, owner);
    const annotations = this.readAnnotations();
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
      const name = this.toName(this.CONSUME(t.Name));
      const value = this.OPTION(() => {
        this.CONSUME(t.Equals);
        return this.attempt(() => this.SUBRULE(this.integer), this.skipValue);
      });
      const annotations = this.readAnnotations();
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
      this.expectName("stringEnumeration:Name");
      const name = this.toName(this.CONSUME(t.Name));
      const owner = { first, title: `senum ${name.text}` };
      const opening = this.takeOpening();
      const brace = this.openBlock("stringEnumeration:OpenBrace", memberShape);
      const members: EnumMemberNode[] = [];
      do {
        this.MANY(() => members.push(this.SUBRULE(this.stringMember)));
      } while (this.resumeBlock("stringEnumeration", owner, this.skipMember));
      this.closeBlock(brace, owner);
      const annotations = this.readAnnotations();
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

  /** A member with a broken value is still there for those who name it. */
  private readonly skipValue = (): void => {
    this.skipTo(findValueEnd(this.tokens, this.peek(1).index));
  };

  private readonly skipMember = (start: Token): void => this.skipItem(start, memberShape);
}

function joinComments(
  leading: readonly CommentNode[],
  opening: readonly CommentNode[],
): readonly CommentNode[] {
  return opening.length === 0 ? leading : [...leading, ...opening];
}
