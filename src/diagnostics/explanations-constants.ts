/** What can be wrong with constants and default values, explained. */
import type { constantEntries } from "./catalog-constants.js";
import type { Explanation } from "./explanation.js";

const point = "struct Point {\n  1: i32 x\n  2: i32 y\n}";
const id = "union Id {\n  1: i64 number\n  2: string name\n}";

export const constantExplanations = {
  "value-type": {
    meaning:
      "A value has to be of the declared type. An integer also fits a double; nothing else is converted.",
    wrong: 'const i32 COUNT = "three"',
    right: "const i32 COUNT = 3",
  },
  "integer-range": {
    meaning:
      "i8, i16, i32 and i64 hold 8, 16, 32 and 64 bits. Apache's compiler lets larger values pass and its output cuts " +
      "them to their low bits, so the program sees another value than the IDL says.",
    wrong: "const i8 LIMIT = 300",
    right: "const i16 LIMIT = 300",
  },
  "unsafe-integer": {
    meaning:
      "A JavaScript number is exact only up to 2^53. A larger constant would silently become another number, so it " +
      "needs bigint or string.",
    wrong: { files: { "a.thrift": "const i64 BIG = 9007199254740993" }, options: "--i64 number" },
    right: { files: { "a.thrift": "const i64 BIG = 9007199254740993" }, options: "--i64 bigint" },
  },
  "double-overflow": {
    meaning:
      "The largest double is about 1.8e308. What is larger becomes infinity, in every Thrift compiler.",
    wrong: "const double HUGE = 1e999",
    right: "const double HUGE = 1e300",
  },
  "bool-from-integer": {
    meaning:
      "0 and 1 are old ways to write false and true; other integers count as true, which is rarely meant.",
    wrong: "const bool VERBOSE = 2",
    right: "const bool VERBOSE = true",
  },
  "unknown-enum-value": {
    meaning: "An integer can stand for an enum's value only where a member has it.",
    wrong: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = 7",
    right: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = Color.RED",
  },
  "foreign-enum-value": {
    meaning:
      "Where an enum is wanted, Apache's compiler reads only the last part of a name, so a member of another enum, or of " +
      "none, passes when the wanted enum has a member of that name.",
    wrong: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = Colour.RED",
    right: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = Color.RED",
  },
  "invalid-uuid": {
    meaning:
      "A uuid constant is written in its canonical form with dashes; braces around it are allowed.",
    wrong: 'const uuid NODE = "00112233445566778899aabbccddeeff"',
    right: 'const uuid NODE = "00112233-4455-6677-8899-aabbccddeeff"',
  },
  "unknown-field": {
    meaning: "The keys of a struct's value are the names of its fields, as strings.",
    wrong: `${point}\n\nconst Point ORIGIN = {"x": 0, "z": 0}`,
    right: `${point}\n\nconst Point ORIGIN = {"x": 0, "y": 0}`,
  },
  "union-value-count": {
    meaning:
      "A union holds exactly one of its fields. Apache's compiler lets other values pass, and its output then fails, or " +
      "writes something that readers refuse.",
    wrong: `${id}\n\nconst Id ROOT = {"number": 0, "name": "root"}`,
    right: `${id}\n\nconst Id ROOT = {"name": "root"}`,
  },
  "missing-required-value": {
    meaning:
      "A value without a required field could not be written to the wire. With --lenient the zero value stands in.",
    wrong:
      'struct User {\n  1: required string name\n  2: i32 age\n}\n\nconst User ADA = {"age": 36}',
    right:
      'struct User {\n  1: required string name\n  2: i32 age\n}\n\nconst User ADA = {"name": "Ada", "age": 36}',
  },
  "duplicate-entry": {
    meaning:
      "The same key, item or field stands in a value twice. The last one counts, as in Apache's compiler.",
    wrong: 'const map<string, i32> PORTS = {"http": 80, "http": 8080}',
    right: 'const map<string, i32> PORTS = {"http": 80, "proxy": 8080}',
  },
  "mismatched-brackets": {
    meaning:
      "Lists and sets are written in [], maps and structs in {}. Empty ones are accepted either way, with a warning.",
    wrong: "const list<i32> NONE = {}",
    right: "const list<i32> NONE = []",
  },
  "constant-cycle": {
    meaning: "The value of a constant, or of a default, would need itself to be known.",
    wrong: "const i32 FIRST = SECOND\nconst i32 SECOND = FIRST",
    right: "const i32 FIRST = SECOND\nconst i32 SECOND = 2",
  },
  "value-too-deep": {
    meaning: "Values may be nested 256 deep, with the constants that they name written out.",
    wrong: "const list<list<...>> C1 = [C0]\n...",
    right: "const list<i32> C0 = [1]\nconst list<list<i32>> C1 = [C0]",
    isSketch: true,
  },
  "values-too-large": {
    meaning:
      "A constant that names another one twice doubles it, so a few lines could stand for values of any size. Written " +
      "out, the values of one file may have a million parts.",
    wrong: "const list<list<i32>> C1 = [C0, C0]\nconst list<list<list<i32>>> C2 = [C1, C1]\n...",
    right: "const list<i32> C0 = [1]\nconst list<list<i32>> C1 = [C0, C0]",
    isSketch: true,
  },
} as const satisfies Record<keyof typeof constantEntries, Explanation>;
