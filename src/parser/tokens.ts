/**
 * The vocabulary of the grammar. Words that the grammar treats alike share one token type (`bool` and `i32` are both
 * a BaseType), which keeps the parser's lookahead tables, and so the start-up time, small.
 */
import { createToken, EOF, type IToken, type TokenType } from "chevrotain";

/** Any word but `true` and `false`: keywords may name fields, functions and enum members. */
export const Name = createToken({ name: "Name" });

export const Identifier = word("Identifier");
export const BaseType = word("BaseType");
export const Void = word("Void");
export const MapKeyword = word("Map");
export const SetKeyword = word("Set");
export const ListKeyword = word("List");
export const CppType = word("CppType");
export const Requiredness = word("Requiredness");
export const Oneway = word("Oneway");
export const Include = word("Include");
export const CppInclude = word("CppInclude");
export const Namespace = word("Namespace");
/** `php_namespace x` and its kind, which Apache Thrift dropped in 0.13. */
export const LegacyNamespace = word("LegacyNamespace");
export const Const = word("Const");
export const Typedef = word("Typedef");
export const Enum = word("Enum");
export const Senum = word("Senum");
export const Struct = word("Struct");
export const Service = word("Service");
export const Extends = word("Extends");
export const Throws = word("Throws");
export const XsdAll = word("XsdAll");
export const XsdFlag = word("XsdFlag");
export const XsdAttributes = word("XsdAttributes");

export const Boolean = createToken({ name: "Boolean" });
export const Integer = createToken({ name: "Integer" });
export const Double = createToken({ name: "Double" });
export const Literal = createToken({ name: "Literal" });

export const Colon = symbol("Colon", ":");
export const Comma = symbol("Comma", ",");
export const Semicolon = symbol("Semicolon", ";");
export const Equals = symbol("Equals", "=");
export const Asterisk = symbol("Asterisk", "*");
export const Ampersand = symbol("Ampersand", "&");
export const OpenParenthesis = symbol("OpenParenthesis", "(");
export const CloseParenthesis = symbol("CloseParenthesis", ")");
export const OpenBrace = symbol("OpenBrace", "{");
export const CloseBrace = symbol("CloseBrace", "}");
export const OpenBracket = symbol("OpenBracket", "[");
export const CloseBracket = symbol("CloseBracket", "]");
export const OpenAngle = symbol("OpenAngle", "<");
export const CloseAngle = symbol("CloseAngle", ">");
/** Only fbthrift has it; kept as a token so that a whole annotation can be skipped. */
export const At = symbol("At", "@");

export { EOF };

/** The image of an integer that is none, and was reported as such. */
export const malformedImage = "";

const keywordGroups: readonly (readonly [TokenType, string])[] = [
  [BaseType, "bool byte i8 i16 i32 i64 double string binary uuid slist"],
  [Void, "void"],
  [MapKeyword, "map"],
  [SetKeyword, "set"],
  [ListKeyword, "list"],
  [CppType, "cpp_type"],
  [Requiredness, "required optional"],
  [Oneway, "oneway async"],
  [Include, "include"],
  [CppInclude, "cpp_include"],
  [Namespace, "namespace"],
  [
    LegacyNamespace,
    "cpp_namespace php_namespace py_module perl_package ruby_namespace smalltalk_category smalltalk_prefix " +
      "java_package cocoa_package cocoa_prefix csharp_namespace delphi_namespace xsd_namespace",
  ],
  [Const, "const"],
  [Typedef, "typedef"],
  [Enum, "enum"],
  [Senum, "senum"],
  [Struct, "struct union exception"],
  [Service, "service"],
  [Extends, "extends"],
  [Throws, "throws"],
  [XsdAll, "xsd_all"],
  [XsdFlag, "xsd_optional xsd_nillable"],
  [XsdAttributes, "xsd_attrs"],
  [Boolean, "true false"],
];

/** Keyword to token type. A dotted word such as `uuid.UUID` is never a keyword. */
export const keywords: ReadonlyMap<string, TokenType> = new Map(
  keywordGroups.flatMap(([type, words]) =>
    words.split(" ").map((text): [string, TokenType] => [text, type]),
  ),
);

const brackets: readonly TokenType[] = [
  OpenParenthesis,
  CloseParenthesis,
  OpenBrace,
  CloseBrace,
  OpenBracket,
  CloseBracket,
  OpenAngle,
  CloseAngle,
];
const others: readonly TokenType[] = [EOF, Name, Identifier, Integer, Double, Literal];
const marks: readonly TokenType[] = [Colon, Comma, Semicolon, Equals, Asterisk, Ampersand, At];
const symbolTypes: readonly TokenType[] = [...brackets, ...marks];

/** One-character symbols by their text. */
export const symbols: ReadonlyMap<string, TokenType> = new Map(
  symbolTypes.map((type) => [type.LABEL?.slice(1, -1) ?? "", type]),
);

/** All token types, for the parser's constructor. */
export const vocabulary: TokenType[] = [...others, ...new Set(keywords.values()), ...symbolTypes];

/** A token as the scanner makes it: a plain Chevrotain token with what error recovery and comments need. */
export interface Token extends IToken {
  /** A word as written, a number in JavaScript's notation, a literal's decoded text. */
  readonly image: string;
  /** Offset of the last character, as Chevrotain counts: one less than a span's `end`. */
  readonly endOffset: number;
  /** Position in the token list. */
  readonly index: number;
  /** How many comments stand before this token in the file. */
  readonly commentCount: number;
  /** A line ended between the previous token and this one. */
  readonly startsLine: boolean;
}

function word(name: string): TokenType {
  return createToken({ name, categories: [Name] });
}

function symbol(name: string, text: string): TokenType {
  return createToken({ name, label: `"${text}"` });
}
