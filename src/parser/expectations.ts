/** What the grammar expects at each of its places, in words, and what to do about the mistakes that people make there. */
import type { IParserErrorMessageProvider } from "chevrotain";

/** Chevrotain's messages are keys into `expectations`: the rule, and the token that the rule wanted. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => `${ruleName}:${expected.name}`,
  buildNoViableAltMessage: ({ ruleName }) => ruleName,
  buildNotAllInputParsedMessage: ({ ruleName }) => ruleName,
  buildEarlyExitMessage: ({ ruleName }) => ruleName,
};

export interface Expectation {
  /** Completes "Expected ...". */
  readonly expected: string;
  readonly hint?: string;
  /** Hints by the name of the token type that was found instead. */
  readonly hints?: Readonly<Record<string, string>>;
}

const fieldForm = 'A field reads "1: optional string name": id, requiredness, type, name.';
const functionForm =
  'A function reads "string name(1: i32 argument)": result type, name, arguments.';

/** Of arguments, and of exceptions behind `throws`. */
const unclosedArguments = 'Close the parenthesis before this with ")".';

const functionPlace = "Functions stand inside of a service: service Name { ... }.";

/** By rule and token; a test checks that there is an entry for every place of the grammar that can fail. */
export const expectations: Readonly<Record<string, Expectation>> = {
  document: {
    expected: "a definition: struct, union, exception, enum, typedef, const or service",
    hints: {
      Oneway: functionPlace,
      Void: functionPlace,
      Integer: "Fields stand inside of a struct, union or exception: struct Name { ... }.",
    },
  },

  "include:Literal": {
    expected: "the path of a file in quotes",
    hints: {
      Identifier: 'Write include "path.thrift"; names for included files are of thriftrw only.',
      OpenAngle: "Write quotes in place of the angle brackets.",
    },
  },
  "cppInclude:Literal": {
    expected: "the path of a header in quotes",
    hints: { OpenAngle: 'Write the angle brackets inside of quotes: "<vector>".' },
  },
  namespace: { expected: "a language or *", hint: 'A namespace reads "namespace js some.name".' },
  namespaceName: {
    expected: "the name of the namespace",
    hint: 'A namespace reads "namespace js some.name"; write * to mean all languages.',
  },

  "struct:Name": { expected: "a name", hint: "Unnamed structs do not exist in Thrift." },
  "fieldBlock:OpenBrace": {
    expected: '"{"',
    hints: { Extends: "Structs cannot extend others; make the other one the type of a field." },
  },
  fieldBlock: {
    expected: 'a field or "}"',
    hint: fieldForm,
    hints: {
      Double: "The id of a field is a whole number.",
      Literal: "Names and types stand without quotes.",
    },
  },
  "fieldId:Colon": { expected: '":" after the id of the field', hint: fieldForm },
  "field:Name": {
    expected: "the name of the field",
    hint: fieldForm,
    hints: {
      CloseParenthesis: "Arguments need a name behind their type.",
      OpenAngle: "Only list, set and map take types in angle brackets.",
      OpenBracket: "Write list<type>.",
      Colon: "The name stands behind the type: 1: i32 name.",
    },
  },
  type: {
    expected: "a type",
    hints: {
      Struct: "Define the struct on its own and name it here.",
      Enum: "Define the enum on its own and name it here.",
    },
  },
  "listType:OpenAngle": { expected: '"<"', hint: "A list names its elements: list<string>." },
  "listType:CloseAngle": {
    expected: '">" behind the type of the elements',
    hints: { Comma: "A list has one element type; map<key, value> has two." },
  },
  "setType:OpenAngle": { expected: '"<"', hint: "A set names its elements: set<string>." },
  "setType:CloseAngle": {
    expected: '">" behind the type of the elements',
    hints: { Comma: "A set has one element type; map<key, value> has two." },
  },
  "mapType:OpenAngle": { expected: '"<"', hint: "A map names keys and values: map<string, i32>." },
  "mapType:Comma": {
    expected: '"," between the types of keys and values',
    hint: "A map names keys and values: map<string, i32>.",
  },
  "mapType:CloseAngle": { expected: '">" behind the type of the values' },

  value: {
    expected: "a value",
    hint: "Values are numbers, strings, true, false, names of constants, [ ... ] and { ... }.",
  },
  "constList:CloseBracket": { expected: 'a value or "]"' },
  "constMap:Colon": {
    expected: '":" between key and value',
    hints: { Equals: "Write a colon: { key: value }.", Comma: "Lists are written with [ ... ]." },
  },
  "constMap:CloseBrace": { expected: 'a key or "}"' },
  "constant:Name": {
    expected: "the name of the constant",
    hint: 'A constant reads "const i32 NAME = 1": type, name, value.',
  },
  "constant:Equals": {
    expected: '"="',
    hint: 'A constant reads "const i32 NAME = 1": type, name, value.',
  },

  "typedef:Name": {
    expected: "a name",
    hint: 'A typedef reads "typedef i64 Timestamp": type, then name.',
  },
  "enumeration:Name": { expected: "a name", hint: "Unnamed enums do not exist in Thrift." },
  "enumeration:OpenBrace": { expected: '"{"' },
  enumeration: {
    expected: 'a member of the enum or "}"',
    hint: 'A member reads "NAME" or "NAME = 1".',
    hints: { Boolean: "true and false cannot be names." },
  },
  integer: {
    expected: "a whole number",
    hint: "Enum members are numbers of 32 bits; they cannot refer to others.",
  },
  "stringEnumeration:Name": { expected: "a name" },
  "stringEnumeration:OpenBrace": { expected: '"{"' },
  stringEnumeration: { expected: 'a string or "}"' },

  "service:Name": { expected: "a name" },
  "service:extends": { expected: "the name of a service" },
  "service:OpenBrace": {
    expected: '"{"',
    hints: { Comma: "A service extends one other service only." },
  },
  service: { expected: 'a function or "}"', hint: functionForm },
  "function:Name": {
    expected: "the name of the function",
    hint: functionForm,
    hints: { OpenParenthesis: "The type of the result is missing; write void if there is none." },
  },
  "parameters:OpenParenthesis": {
    expected: '"("',
    hint: 'Arguments and exceptions stand in parentheses: "throws (1: Failure failure)".',
  },
  "parameters:CloseParenthesis": {
    expected: 'an argument or ")"',
    hint: 'An argument reads "1: i32 name".',
    // A type can only be that of the next function.
    hints: {
      Oneway: unclosedArguments,
      Void: unclosedArguments,
      BaseType: unclosedArguments,
      Map: unclosedArguments,
      Set: unclosedArguments,
      List: unclosedArguments,
      Identifier: unclosedArguments,
    },
  },

  "annotations:CloseParenthesis": {
    expected: 'an annotation or ")"',
    hint: 'Annotations read (key = "value", other.key).',
  },
  "annotation:Literal": {
    expected: "a string",
    hint: 'The value of an annotation is always a string: (key = "1").',
  },
  separator: { expected: "something before the separator" },
};
