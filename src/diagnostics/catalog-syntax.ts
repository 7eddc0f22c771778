/** What the scanner and the parser find. */
import { define, type None } from "./catalog-entry.js";

/** What to write instead of a number that is none. */
const numberAdvice = {
  signs: " A number has one sign at most.",
  dot: " Digits must follow the dot.",
  dots: " A number has one dot at most.",
  hex: " Hex digits must follow 0x.",
  "upper-hex": " Hex numbers begin with 0x.",
  octal: " Write it in base 10 or hex, or read the file with --dialect thriftgo.",
  binary: " Write it in base 10 or hex.",
} as const;

export const syntaxEntries = {
  "unexpected-token": define<{ expected: string; found: string }>(
    "error",
    "SYNTAX",
    (p) => `Expected ${p.expected}, found ${p.found}.`,
  ),
  "extra-separator": define<{ separator: string }>(
    "error",
    "SYNTAX",
    (p) => `This "${p.separator}" separates nothing.`,
    "Remove it: a separator stands behind an item of a list, once, and never behind a closing brace.",
  ),
  "unmatched-bracket": define<{ bracket: string }>(
    "error",
    "SYNTAX",
    (p) => `This "${p.bracket}" closes nothing.`,
    "Remove it, or open what it was meant to close.",
  ),
  "merge-conflict": define<None>(
    "error",
    "SYNTAX",
    () => "A merge conflict stands here.",
    "Keep one side or join both, and remove the lines <<<<<<<, ======= and >>>>>>>.",
  ),
  "fbthrift-syntax": define<{ feature: string }>(
    "error",
    "SYNTAX",
    (p) => `${p.feature} is fbthrift, a dialect of Thrift that thriftgen does not read.`,
    "Remove what is special to fbthrift; the rest of the language is the same.",
  ),
  "inner-definition": define<{ keyword: string; owner: string }>(
    "error",
    "SYNTAX",
    (p) => `This ${p.keyword} stands inside of ${p.owner}.`,
    "Move it out: definitions do not nest. Or close the block before it.",
  ),
  "missing-closing-brace": define<{ owner: string }>(
    "error",
    "SYNTAX",
    (p) => `The "{" of ${p.owner} is never closed.`,
    'Add the missing "}".',
  ),
  "unterminated-comment": define<None>(
    "error",
    "SYNTAX",
    () => "This comment is never closed.",
    'Add the missing "*/".',
  ),
  "unterminated-string": define<None>(
    "error",
    "SYNTAX",
    () => "This string is never closed.",
    "Close it on the same line with the quote that opens it.",
  ),
  "multi-line-string": define<None>(
    "error",
    "SYNTAX",
    () => "A string ends on the line where it begins.",
    "Write \\n for a line break, or read the file as thriftgo does with --dialect thriftgo.",
  ),
  "bad-escape": define<{ letter: string }>(
    "error",
    "SYNTAX",
    (p) => `"\\${p.letter}" is not an escape of Thrift.`,
    "The escapes are \\n, \\r, \\t, \\\", \\' and \\\\; --dialect thriftgo keeps all but escaped quotes as they stand.",
  ),
  "invalid-character": define<{ characters: string }>(
    "error",
    "SYNTAX",
    (p) => `Thrift does not know ${JSON.stringify(p.characters)} outside of strings and comments.`,
  ),
  "invalid-name": define<{ name: string }>(
    "error",
    "SYNTAX",
    (p) => `"${p.name}" is not a name.`,
    "Names hold letters of ASCII, digits, _ and, between these, dots.",
  ),
  "name-too-long": define<{ start: string; length: number; limit: number }>(
    "error",
    "LIMIT",
    (p) =>
      `The name that begins with "${p.start}" has ${p.length} characters; the limit is ${p.limit}.`,
  ),
  "invalid-number": define<{
    text: string;
    mistake: "signs" | "dot" | "dots" | "hex" | "upper-hex" | "octal" | "binary";
  }>("error", "SYNTAX", (p) => `"${p.text}" is not a number.${numberAdvice[p.mistake]}`),
  "lone-sign": define<{ text: string }>(
    "lenient-error",
    "SYNTAX",
    (p) => `"${p.text}" is not a number: digits must follow the sign.`,
    "Write the number out; Apache's compiler reads 0 here.",
  ),
  "boolean-number": define<{ text: string; value: bigint }>(
    "lenient-error",
    "SYNTAX",
    (p) => `"${p.text}" stands where a whole number is expected.`,
    "Write the number; to Apache's compiler true is 1 and false is 0.",
  ),
  "integer-out-of-range": define<{ text: string }>(
    "error",
    "INTEGER_RANGE",
    (p) => `${p.text} does not fit into 64 bits.`,
    "Integers reach from -9223372036854775808 to 9223372036854775807, in hex too.",
  ),
  "nesting-too-deep": define<{ limit: number }>(
    "error",
    "NESTING_LIMIT",
    (p) => `Types and values nest at most ${p.limit} levels deep.`,
  ),
  "too-many-tokens": define<{ limit: number }>(
    "error",
    "LIMIT",
    (p) => `The file has more than ${p.limit} words and symbols.`,
    "Split it into several files.",
  ),
  "too-many-syntax-errors": define<None>(
    "error",
    "SYNTAX",
    () => "Too many syntax errors; the rest of the file was not read.",
  ),
  // Namespaces become directories of the output, so what is no name here is an attempt to leave them.
  "quoted-namespace": define<{ name: string }>(
    "error",
    "OUTPUT_ESCAPE",
    () => "A namespace stands without quotes.",
    "Remove the quotes.",
  ),
  "invalid-namespace": define<{ name: string }>(
    "error",
    "OUTPUT_ESCAPE",
    (p) => `"${p.name}" is not the name of a namespace.`,
    "A namespace is one or more names with dots between them.",
  ),
  "late-header": define<{ keyword: string }>(
    "error",
    "SYNTAX",
    (p) => `${p.keyword} must stand before the first definition.`,
    "Move it to the top of the file.",
  ),
  "separator-after-header": define<None>(
    "warning",
    "STYLE",
    () => "Apache's compiler takes no separator after a header.",
    "Remove it.",
  ),
  "old-namespace": define<{ keyword: string; scope: string; name: string }>(
    "warning",
    "STYLE",
    (p) => `${p.keyword} is no longer part of Thrift.`,
    "Write namespace, the language and the name.",
  ),
  "async-keyword": define<None>(
    "warning",
    "STYLE",
    () => "async is an old word for oneway.",
    "Write oneway.",
  ),
  "lone-carriage-return": define<{ endsLine: boolean }>(
    "warning",
    "STYLE",
    (p) =>
      p.endsLine
        ? "A lone carriage return ends this comment; Apache's compiler reads on to the next line feed."
        : "A lone carriage return does not end this comment; other compilers may read the rest as IDL.",
    "End lines with a line feed.",
  ),
};
