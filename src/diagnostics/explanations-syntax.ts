/** What the scanner and the parser find, explained. */
import type { syntaxEntries } from "./catalog-syntax.js";
import type { Explanation } from "./explanation.js";

export const syntaxExplanations = {
  "unexpected-token": {
    meaning:
      "Something else has to stand here by Thrift's grammar. Reading goes on behind it, so one run shows the " +
      "syntax errors of the whole file.",
    wrong: "struct User {\n  1 string name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "extra-separator": {
    meaning:
      "Commas and semicolons separate the items of a list, one behind each item. None may stand behind a header, " +
      "behind a closing brace, or twice.",
    wrong: "struct User {\n  1: string name\n};",
    right: "struct User {\n  1: string name\n}",
  },
  "unmatched-bracket": {
    meaning: "A closing bracket has no opening one before it.",
    wrong: "struct User {\n  1: string name\n}\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "merge-conflict": {
    meaning:
      "Where two branches changed the same lines, Git leaves both versions between marker lines. The first side alone was " +
      "read on, to find what else is wrong with the file.",
    wrong:
      "struct User {\n<<<<<<< HEAD\n  1: string name\n=======\n  1: string nick\n>>>>>>> feature\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "fbthrift-syntax": {
    meaning:
      "fbthrift, Meta's branch of Thrift, has a language of its own: package, @annotations, include ... as, " +
      "interactions, streams and more. It is reported once a file.",
    wrong: 'package "acme.com/users"\n\nstruct User {\n  1: string name\n}',
    right: "namespace js acme.users\n\nstruct User {\n  1: string name\n}",
  },
  "inner-definition": {
    meaning:
      "Definitions stand side by side and not inside of one another; what is defined may be used everywhere.",
    wrong: "struct User {\n  enum Role {\n    ADMIN\n  }\n  1: Role role\n}",
    right: "enum Role {\n  ADMIN\n}\n\nstruct User {\n  1: Role role\n}",
  },
  "missing-closing-brace": {
    meaning:
      "A definition was opened with { and the next one begins, or the file ends, before its }.",
    wrong: "struct User {\n  1: string name\n\nstruct Group {\n  1: string name\n}",
    right: "struct User {\n  1: string name\n}\n\nstruct Group {\n  1: string name\n}",
  },
  "unterminated-comment": {
    meaning: "A comment that begins with /* ends only with */. Comments do not nest.",
    wrong: "/* a user\nstruct User {\n  1: string name\n}",
    right: "/* a user */\nstruct User {\n  1: string name\n}",
  },
  "unterminated-string": {
    meaning: "A string ends with the kind of quote that it begins with.",
    wrong: 'const string GREETING = "hello',
    right: 'const string GREETING = "hello"',
  },
  "multi-line-string": {
    meaning:
      "Apache's compiler refuses a line break inside a string. thriftgo takes it as it stands, and with " +
      "--dialect thriftgo so do we.",
    wrong: 'const string POEM = "one\ntwo"',
    right: 'const string POEM = "one\\ntwo"',
  },
  "bad-escape": {
    meaning:
      "Thrift knows the escapes \\n, \\r, \\t, \\\", \\' and \\\\. Others are refused rather than guessed at, because " +
      "compilers differ in what they make of them.",
    wrong: 'const string PATH = "C:\\data"',
    right: 'const string PATH = "C:\\\\data"',
  },
  "invalid-character": {
    meaning:
      "Outside of strings and comments, IDL is written in ASCII letters, digits and a few symbols.",
    wrong: "struct User {\n  1: string! name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "invalid-name": {
    meaning:
      "A name begins with a letter of ASCII or _, and goes on with such letters, digits and _. A dot joins the prefix of an " +
      "included file to a name, so it cannot stand at either end.",
    wrong: "struct User {\n  1: string first-name\n}",
    right: "struct User {\n  1: string first_name\n}",
  },
  "name-too-long": {
    meaning:
      "Names become paths, identifiers and messages, so their length is bounded (1,024 characters).",
    wrong: "struct AVeryLongName... {\n  1: string name\n}",
    right: "struct AShorterName {\n  1: string name\n}",
    isSketch: true,
  },
  "invalid-number": {
    meaning:
      "Numbers are written in base 10 or, behind 0x, in base 16. Digits have to follow a dot and 0x. " +
      "thriftgo reads 0o17 as octal, and with --dialect thriftgo so do we.",
    wrong: "const double HALF = 5.",
    right: "const double HALF = 5.0",
  },
  "lone-sign": {
    meaning:
      "A sign without digits behind it is the number 0 to Apache's lexer, which nobody means. With --lenient it is a " +
      "warning.",
    wrong: "const double HALF = -",
    right: "const double HALF = -0.5",
  },
  "boolean-number": {
    meaning:
      "To Apache's lexer true and false are the numbers 1 and 0, even as the id of a field. That hides mistakes; with " +
      "--lenient it is a warning.",
    wrong: "struct User {\n  true: string name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "integer-out-of-range": {
    meaning: "No Thrift type holds an integer of more than 64 bits, so it cannot be meant.",
    wrong: "const i64 HUGE = 9223372036854775808",
    right: "const i64 HUGE = 9223372036854775807",
  },
  "nesting-too-deep": {
    meaning:
      "Types and values inside one another are bounded (256 levels), so that hostile IDL stays cheap to read.",
    wrong: "struct Deep {\n  1: list<list<list<...>>> values\n}",
    right: "struct Inner {\n  1: list<i32> values\n}\n\nstruct Outer {\n  1: list<Inner> inner\n}",
    isSketch: true,
  },
  "too-many-tokens": {
    meaning:
      "One file may hold four million words and symbols, so that hostile IDL stays cheap to read.",
    wrong: "const list<i32> TABLE = [ 1, 2, 3, ... ]",
    right: "const list<i32> TABLE = [ 1, 2, 3 ]",
    isSketch: true,
  },
  "too-many-syntax-errors": {
    meaning:
      "After 100 syntax errors a file is most likely not Thrift at all, and the rest of it is not read.",
    wrong: "{{{ this is a template, not an IDL }}}\n...",
    right: "struct User {\n  1: string name\n}",
    isSketch: true,
  },
  "quoted-namespace": {
    meaning: "The name of a namespace is a dotted name, not a string.",
    wrong: 'namespace js "acme.users"',
    right: "namespace js acme.users",
  },
  "invalid-namespace": {
    meaning:
      "The name of a namespace can become directories of the output, so it holds names and single dots between them.",
    wrong: "namespace js ..acme.users",
    right: "namespace js acme.users",
  },
  "late-header": {
    meaning:
      "Apache's grammar takes include, cpp_include and namespace only before the first definition.",
    wrong: "struct User {\n  1: string name\n}\n\nnamespace js acme.users",
    right: "namespace js acme.users\n\nstruct User {\n  1: string name\n}",
  },
  "separator-after-header": {
    meaning:
      "Some dialects end a namespace or include with a semicolon or a comma. It harms nobody, but Apache's compiler " +
      "refuses such a file.",
    wrong: "namespace js acme.users;",
    right: "namespace js acme.users",
  },
  "old-namespace": {
    meaning:
      "Words such as php_namespace and java_package come from Thrift's first years; namespace replaces them.",
    wrong: "java_package acme.users",
    right: "namespace java acme.users",
  },
  "async-keyword": {
    meaning: "async was the first name of oneway: a call that is never answered.",
    wrong: "service Log {\n  async void write(1: string line)\n}",
    right: "service Log {\n  oneway void write(1: string line)\n}",
  },
  "lone-carriage-return": {
    meaning:
      "Compilers disagree on whether a carriage return without a line feed ends a comment. What one of them reads as " +
      "IDL another one skips.",
    wrong: "// a user\rstruct User {\n  1: string name\n}",
    right: "// a user\nstruct User {\n  1: string name\n}",
  },
} as const satisfies Record<keyof typeof syntaxEntries, Explanation>;
