/**
 * The syntax tree of one IDL file. Nothing is resolved: names are text, ids may be missing, values are unevaluated.
 * Every node has a span; `doc` comments and comments at a line's end stay with the node they describe.
 */
import type { SourceFile, Span } from "../source.js";

interface SyntaxNode {
  /** From the first character to behind the last one, without comments around it. */
  readonly span: Span;
}

interface Annotated {
  /** What stands in parentheses behind the node, in order; repeated keys are all kept. */
  readonly annotations: readonly AnnotationNode[];
}

/** A comment's text without its markers and leading stars, lines joined by LF. */
export interface CommentNode extends SyntaxNode {
  readonly kind: "doc" | "block" | "line";
  /** Lines joined by LF. */
  readonly text: string;
}

interface Documented {
  /** Comments that stand directly before the node, in order. */
  readonly leadingComments: readonly CommentNode[];
  /** The comment behind the node on its last line. */
  readonly trailingComment?: CommentNode | undefined;
}

/** A name as written. */
export interface NameNode extends SyntaxNode {
  readonly kind: "name";
  /** May be dotted: `shared.User` is one name. */
  readonly text: string;
}

/** `key = "value"` in parentheses, or a key alone. */
export interface AnnotationNode extends SyntaxNode {
  readonly kind: "annotation";
  /** May be dotted, such as `js.type`. */
  readonly key: string;
  /** `"1"` where the annotation has no value. */
  readonly value: string;
}

/** One IDL file. */
export interface DocumentNode extends SyntaxNode {
  readonly kind: "document";
  /** The text that the tree was made from. */
  readonly file: SourceFile;
  /** The comment that describes the file. */
  readonly doc?: CommentNode | undefined;
  /** In the order of the text. */
  readonly headers: readonly HeaderNode[];
  /** In the order of the text. */
  readonly definitions: readonly DefinitionNode[];
}

/** What stands before the definitions. */
export type HeaderNode = IncludeNode | CppIncludeNode | NamespaceNode;

/** `include "shared.thrift"`. */
export interface IncludeNode extends SyntaxNode {
  readonly kind: "include";
  /** As written, between the quotes. */
  readonly path: string;
  /** The path with its quotes. */
  readonly pathSpan: Span;
}

/** `cpp_include "vector"`: of no meaning here. */
export interface CppIncludeNode extends SyntaxNode {
  readonly kind: "cpp-include";
  /** As written, between the quotes. */
  readonly path: string;
}

/** `namespace js user.api`. */
export interface NamespaceNode extends SyntaxNode, Annotated {
  readonly kind: "namespace";
  /** `js`, `java`, ... or `*`. */
  readonly scope: string;
  /** The namespace, possibly dotted. */
  readonly name: NameNode;
}

/** What a file declares. */
export type DefinitionNode = ConstNode | TypedefNode | EnumNode | StructNode | ServiceNode;

/** `const i32 LIMIT = 7`. */
export interface ConstNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "const";
  /** The declared name. */
  readonly name: NameNode;
  /** The declared type. */
  readonly type: TypeNode;
  /** What stands behind `=`. */
  readonly value: ValueNode;
}

/** `typedef i64 Id`. */
export interface TypedefNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "typedef";
  /** The declared name. */
  readonly name: NameNode;
  /** What the name stands for. */
  readonly type: TypeNode;
}

/** `senum` is an enum-like list of strings of old Apache versions: a string type. */
export interface EnumNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "enum" | "senum";
  /** The declared name. */
  readonly name: NameNode;
  /** In the order of the text. */
  readonly members: readonly EnumMemberNode[];
}

/** A member of an enum, with or without its number. */
export interface EnumMemberNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "enum-member";
  /** The declared name. */
  readonly name: NameNode;
  /** Undefined where the number follows from the members before. */
  readonly value?: IntegerNode | undefined;
}

/** A struct, union or exception. */
export interface StructNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "struct" | "union" | "exception";
  /** The declared name. */
  readonly name: NameNode;
  /** In the order of the text. */
  readonly fields: readonly FieldNode[];
}

/** A field, argument or thrown exception: `1: required i64 id = 7`. */
export interface FieldNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "field";
  /** Undefined where none is written. */
  readonly id?: IntegerNode | undefined;
  /** `default`: no keyword is written. */
  readonly requiredness: "required" | "optional" | "default";
  /** The declared type. */
  readonly type: TypeNode;
  /** The declared name. */
  readonly name: NameNode;
  /** What stands behind `=`. */
  readonly defaultValue?: ValueNode | undefined;
  /** `&` behind the type: a hint to other languages. */
  readonly isReference: boolean;
}

/** `service Users extends Base { ... }`. */
export interface ServiceNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "service";
  /** The declared name. */
  readonly name: NameNode;
  /** The service that it extends, in this file or an included one. */
  readonly extends?: NameNode | undefined;
  /** In the order of the text. */
  readonly functions: readonly FunctionNode[];
}

/** `User get(1: i64 id) throws (1: Missing missing)`. */
export interface FunctionNode extends SyntaxNode, Documented, Annotated {
  readonly kind: "function";
  /** The caller waits for no answer. */
  readonly isOneway: boolean;
  /** Undefined is `void`. */
  readonly returnType?: TypeNode | undefined;
  /** The declared name. */
  readonly name: NameNode;
  /** The arguments, in the order of the text. */
  readonly parameters: readonly FieldNode[];
  /** The exceptions, in the order of the text. */
  readonly throws: readonly FieldNode[];
}

/** A type that the language has. */
export type BaseTypeName =
  "bool" | "i8" | "i16" | "i32" | "i64" | "double" | "string" | "binary" | "uuid";

/** A type as written. */
export type TypeNode = BaseTypeNode | ListTypeNode | SetTypeNode | MapTypeNode | NamedTypeNode;

/** `byte` reads as `i8`, `slist` as `string`. */
export interface BaseTypeNode extends SyntaxNode, Annotated {
  readonly kind: "base-type";
  /** The name that other spellings stand for. */
  readonly name: BaseTypeName;
}

/** `list<T>`. */
export interface ListTypeNode extends SyntaxNode, Annotated {
  readonly kind: "list-type";
  /** The type of the elements. */
  readonly element: TypeNode;
}

/** `set<T>`. */
export interface SetTypeNode extends SyntaxNode, Annotated {
  readonly kind: "set-type";
  /** The type of the elements. */
  readonly element: TypeNode;
}

/** `map<K, V>`. */
export interface MapTypeNode extends SyntaxNode, Annotated {
  readonly kind: "map-type";
  /** The type of the keys. */
  readonly key: TypeNode;
  /** The type of the values. */
  readonly value: TypeNode;
}

/** A type by its name; what it names is not known here. */
export interface NamedTypeNode extends SyntaxNode, Annotated {
  readonly kind: "named-type";
  /** As written, possibly with the prefix of an include: `shared.User`. */
  readonly name: string;
}

/** A value as written: not yet of a type. */
export type ValueNode =
  BooleanNode | IntegerNode | DoubleNode | LiteralNode | IdentifierNode | ListNode | MapNode;

/** `true` or `false`. */
export interface BooleanNode extends SyntaxNode {
  readonly kind: "boolean";
  /** What is written. */
  readonly value: boolean;
}

/** A whole number. */
export interface IntegerNode extends SyntaxNode {
  readonly kind: "integer";
  /** Exact; 0 where the text is no number of 64 bits. */
  readonly value: bigint;
  /** True where that was reported. */
  readonly isMalformed?: boolean | undefined;
}

/** A number with a point or an exponent. */
export interface DoubleNode extends SyntaxNode {
  readonly kind: "double";
  /** The nearest double; infinite where it is too large. */
  readonly value: number;
  /** As written. */
  readonly text: string;
}

/** A text in quotes. */
export interface LiteralNode extends SyntaxNode {
  readonly kind: "literal";
  /** With escapes resolved, without quotes. */
  readonly value: string;
  /** True where it does not end on its line, which was reported. */
  readonly isMalformed?: boolean | undefined;
}

/** The name of a constant or of a member of an enum. */
export interface IdentifierNode extends SyntaxNode {
  readonly kind: "identifier";
  /** As written, possibly dotted. */
  readonly name: string;
}

/** `[a, b]`. */
export interface ListNode extends SyntaxNode {
  readonly kind: "list";
  /** In the order of the text. */
  readonly elements: readonly ValueNode[];
}

/** `{key: value}`, also of a struct. */
export interface MapNode extends SyntaxNode {
  readonly kind: "map";
  /** In the order of the text. */
  readonly entries: readonly MapEntryNode[];
}

/** One entry of a map. */
export interface MapEntryNode {
  /** Of a struct value: the name of a field. */
  readonly key: ValueNode;
  /** What the key stands for. */
  readonly value: ValueNode;
}
