import type { IOrAlt } from "chevrotain";
import type { BaseTypeName, TypeNode } from "../ast.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import type { Rule } from "./core.js";
import { ValueRules } from "./values.js";

/** Names of base types that are spelled in another way too. */
const baseTypeAliases: ReadonlyMap<string, BaseTypeName> = new Map([
  ["byte", "i8"],
  ["slist", "string"],
]);

/** Types of fields, functions, typedefs and constants. */
export abstract class TypeRules extends ValueRules {
  private typeAlternatives: IOrAlt<TypeNode>[] | undefined;

  /** `type := baseType | listType | setType | mapType | namedType` */
  protected readonly type: Rule<TypeNode> = this.RULE("type", (): TypeNode =>
    this.OR(
      (this.typeAlternatives ??= [
        { ALT: () => this.SUBRULE(this.baseType) },
        { ALT: () => this.SUBRULE(this.namedType) },
        { ALT: () => this.SUBRULE(this.listType) },
        { ALT: () => this.SUBRULE(this.setType) },
        { ALT: () => this.SUBRULE(this.mapType) },
      ]),
    ),
  );

  /** `baseType := ( "bool" | "i8" | "byte" | "i16" | ... | "uuid" ) annotations` */
  private readonly baseType: Rule<TypeNode> = this.RULE("baseType", (): TypeNode => {
    const token = this.CONSUME(t.BaseType) as Token;
    const annotations = this.readAnnotations();
    // The other words of this token type are the base types' own names.
    const name = baseTypeAliases.get(token.image) ?? (token.image as BaseTypeName);
    return { kind: "base-type", span: this.spanFrom(token), name, annotations };
  });

  /**
   * `namedType := ( IDENTIFIER | "void" ) annotations`; `void` is a function's result only, and elsewhere a type that
   * does not exist. Apache takes no annotations here; nebula and thriftgo do.
   */
  private readonly namedType: Rule<TypeNode> = this.RULE("namedType", (): TypeNode => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Identifier) },
      { ALT: () => this.CONSUME(t.Void) },
    ]) as Token;
    const annotations = this.readAnnotations();
    const name = this.RECORDING_PHASE ? "" : token.image;
    return { kind: "named-type", span: this.spanFrom(token), name, annotations };
  });

  /** `cppType := ( "cpp_type" LITERAL )?`, for C++ only and dropped. Without a literal it is a field's name. */
  private readonly cppType: Rule<void> = this.RULE("cppType", (): void => {
    this.OPTION({
      GATE: () => this.peek(2).tokenType === t.Literal,
      DEF: () => {
        this.CONSUME(t.CppType);
        this.CONSUME(t.Literal);
      },
    });
  });

  /** `listType := "list" cppType "<" type ">" cppType annotations` */
  private readonly listType: Rule<TypeNode> = this.RULE("listType", (): TypeNode => {
    const first = this.peek(1);
    if (!this.enterNested()) return this.placeholderType(first);
    this.CONSUME(t.ListKeyword);
    if (this.isWorthEntering(t.CppType)) this.SUBRULE(this.cppType);
    this.CONSUME(t.OpenAngle);
    const element = this.SUBRULE(this.type);
    this.CONSUME(t.CloseAngle);
    if (this.isWorthEntering(t.CppType)) this.SUBRULE2(this.cppType);
    const annotations = this.readAnnotations();
    this.leaveNested();
    return { kind: "list-type", span: this.spanFrom(first), element, annotations };
  });

  /** `setType := "set" cppType "<" type ">" annotations` */
  private readonly setType: Rule<TypeNode> = this.RULE("setType", (): TypeNode => {
    const first = this.peek(1);
    if (!this.enterNested()) return this.placeholderType(first);
    this.CONSUME(t.SetKeyword);
    if (this.isWorthEntering(t.CppType)) this.SUBRULE(this.cppType);
    this.CONSUME(t.OpenAngle);
    const element = this.SUBRULE(this.type);
    this.CONSUME(t.CloseAngle);
    const annotations = this.readAnnotations();
    this.leaveNested();
    return { kind: "set-type", span: this.spanFrom(first), element, annotations };
  });

  /** `mapType := "map" cppType "<" type "," type ">" annotations` */
  private readonly mapType: Rule<TypeNode> = this.RULE("mapType", (): TypeNode => {
    const first = this.peek(1);
    if (!this.enterNested()) return this.placeholderType(first);
    this.CONSUME(t.MapKeyword);
    if (this.isWorthEntering(t.CppType)) this.SUBRULE(this.cppType);
    this.CONSUME(t.OpenAngle);
    const key = this.SUBRULE(this.type);
    this.CONSUME(t.Comma);
    const value = this.SUBRULE2(this.type);
    this.CONSUME(t.CloseAngle);
    const annotations = this.readAnnotations();
    this.leaveNested();
    return { kind: "map-type", span: this.spanFrom(first), key, value, annotations };
  });

  /** Stands for a type beyond the nesting limit, which has been reported and skipped. */
  private placeholderType(first: Token): TypeNode {
    return { kind: "base-type", span: this.spanFrom(first), name: "string", annotations: [] };
  }
}
