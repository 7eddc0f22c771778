/**
 * The syntax tree of one IDL file. Nothing is resolved: names are text, ids may be missing, values are unevaluated.
 * Every node has a span; `doc` comments and comments at a line's end stay with the node they describe.
 */
import type { SourceFile, Span } from "../source.js";

interface SyntaxNode {
  readonly span: Span;
}

/** A comment's text without its markers and leading stars, lines joined by LF. */
export interface CommentNode extends SyntaxNode {
  readonly kind: "doc" | "block" | "line";
  readonly text: string;
}

interface Documented {
  /** Comments that stand directly before the node, in order. */
  readonly leadingComments: readonly CommentNode[];
  /** The comment behind the node on its last line. */
  readonly trailingComment?: CommentNode | undefined;
}

export interface NameNode extends SyntaxNode {
  readonly kind: "name";
  /** May be dotted: `shared.User` is one name. */
  readonly text: string;
}

export interface AnnotationNode extends SyntaxNode {
  readonly kind: "annotation";
  readonly key: string;
  /** `"1"` where the annotation has no value. */
  readonly value: string;
}

export interface DocumentNode extends SyntaxNode {
  readonly kind: "document";
  readonly file: SourceFile;
  readonly doc?: CommentNode | undefined;
  readonly headers: readonly HeaderNode[];
  readonly definitions: readonly DefinitionNode[];
}

export type HeaderNode = IncludeNode | CppIncludeNode | NamespaceNode;

export interface IncludeNode extends SyntaxNode {
  readonly kind: "include";
  readonly path: string;
  readonly pathSpan: Span;
}

export interface CppIncludeNode extends SyntaxNode {
  readonly kind: "cpp-include";
  readonly path: string;
}

export interface NamespaceNode extends SyntaxNode {
  readonly kind: "namespace";
  /** `js`, `java`, ... or `*`. */
  readonly scope: string;
  readonly name: NameNode;
  readonly annotations: readonly AnnotationNode[];
}

export type DefinitionNode = ConstNode | TypedefNode | EnumNode | StructNode | ServiceNode;

export interface ConstNode extends SyntaxNode, Documented {
  readonly kind: "const";
  readonly name: NameNode;
  readonly type: TypeNode;
  readonly value: ValueNode;
  readonly annotations: readonly AnnotationNode[];
}

export interface TypedefNode extends SyntaxNode, Documented {
  readonly kind: "typedef";
  readonly name: NameNode;
  readonly type: TypeNode;
  readonly annotations: readonly AnnotationNode[];
}

/** `senum` is an enum-like list of strings of old Apache versions: a string type. */
export interface EnumNode extends SyntaxNode, Documented {
  readonly kind: "enum" | "senum";
  readonly name: NameNode;
  readonly members: readonly EnumMemberNode[];
  readonly annotations: readonly AnnotationNode[];
}

export interface EnumMemberNode extends SyntaxNode, Documented {
  readonly kind: "enum-member";
  readonly name: NameNode;
  readonly value?: IntegerNode | undefined;
  readonly annotations: readonly AnnotationNode[];
}

export interface StructNode extends SyntaxNode, Documented {
  readonly kind: "struct" | "union" | "exception";
  readonly name: NameNode;
  readonly fields: readonly FieldNode[];
  readonly annotations: readonly AnnotationNode[];
}

export interface FieldNode extends SyntaxNode, Documented {
  readonly kind: "field";
  readonly id?: IntegerNode | undefined;
  readonly requiredness: "required" | "optional" | "default";
  readonly type: TypeNode;
  readonly name: NameNode;
  readonly defaultValue?: ValueNode | undefined;
  /** `&` behind the type: a hint to other languages. */
  readonly isReference: boolean;
  readonly annotations: readonly AnnotationNode[];
}

export interface ServiceNode extends SyntaxNode, Documented {
  readonly kind: "service";
  readonly name: NameNode;
  readonly extends?: NameNode | undefined;
  readonly functions: readonly FunctionNode[];
  readonly annotations: readonly AnnotationNode[];
}

export interface FunctionNode extends SyntaxNode, Documented {
  readonly kind: "function";
  readonly isOneway: boolean;
  /** Undefined is `void`. */
  readonly returnType?: TypeNode | undefined;
  readonly name: NameNode;
  readonly parameters: readonly FieldNode[];
  readonly throws: readonly FieldNode[];
  readonly annotations: readonly AnnotationNode[];
}

export type BaseTypeName =
  "bool" | "i8" | "i16" | "i32" | "i64" | "double" | "string" | "binary" | "uuid";

export type TypeNode = BaseTypeNode | ListTypeNode | SetTypeNode | MapTypeNode | NamedTypeNode;

/** `byte` reads as `i8`, `slist` as `string`. */
export interface BaseTypeNode extends SyntaxNode {
  readonly kind: "base-type";
  readonly name: BaseTypeName;
  readonly annotations: readonly AnnotationNode[];
}

export interface ListTypeNode extends SyntaxNode {
  readonly kind: "list-type";
  readonly element: TypeNode;
  readonly annotations: readonly AnnotationNode[];
}

export interface SetTypeNode extends SyntaxNode {
  readonly kind: "set-type";
  readonly element: TypeNode;
  readonly annotations: readonly AnnotationNode[];
}

export interface MapTypeNode extends SyntaxNode {
  readonly kind: "map-type";
  readonly key: TypeNode;
  readonly value: TypeNode;
  readonly annotations: readonly AnnotationNode[];
}

export interface NamedTypeNode extends SyntaxNode {
  readonly kind: "named-type";
  readonly name: string;
  readonly annotations: readonly AnnotationNode[];
}

export type ValueNode =
  BooleanNode | IntegerNode | DoubleNode | LiteralNode | IdentifierNode | ListNode | MapNode;

export interface BooleanNode extends SyntaxNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface IntegerNode extends SyntaxNode {
  readonly kind: "integer";
  readonly value: bigint;
}

export interface DoubleNode extends SyntaxNode {
  readonly kind: "double";
  readonly value: number;
  readonly text: string;
}

export interface LiteralNode extends SyntaxNode {
  readonly kind: "literal";
  readonly value: string;
}

export interface IdentifierNode extends SyntaxNode {
  readonly kind: "identifier";
  readonly name: string;
}

export interface ListNode extends SyntaxNode {
  readonly kind: "list";
  readonly elements: readonly ValueNode[];
}

export interface MapNode extends SyntaxNode {
  readonly kind: "map";
  readonly entries: readonly MapEntryNode[];
}

export interface MapEntryNode {
  readonly key: ValueNode;
  readonly value: ValueNode;
}
