/** What can be wrong with names, types, ids and annotations, explained. */
import type { nameEntries } from "./catalog-names.js";
import type { Explanation } from "./explanation.js";

export const nameExplanations = {
  "unknown-type": {
    meaning:
      "A type is defined in this file, in any order, or in an included one; then its name begins with the name of " +
      "that file: shared.User.",
    wrong: "struct Group {\n  1: list<Usr> members\n}\n\nstruct User {\n  1: string name\n}",
    right: "struct Group {\n  1: list<User> members\n}\n\nstruct User {\n  1: string name\n}",
  },
  "unknown-service": {
    meaning:
      "The service behind extends is neither in this file nor, by the name prefix.Service, in an included one.",
    wrong: "service Users extends Bse {\n}\n\nservice Base {\n  void ping()\n}",
    right: "service Users extends Base {\n}\n\nservice Base {\n  void ping()\n}",
  },
  "unknown-constant": {
    meaning:
      "A value names a constant, or a member of an enum with the enum's name before it: Color.RED.",
    wrong: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = RED",
    right: "enum Color {\n  RED = 1\n}\n\nconst Color PAINT = Color.RED",
  },
  "type-cycle": {
    meaning:
      "A typedef gives a name to a type that exists; typedefs that only name one another never reach one.",
    wrong: "typedef Second First\ntypedef First Second",
    right: "typedef Second First\ntypedef i64 Second",
  },
  "service-cycle": {
    meaning: "A service inherits the functions of the one behind extends, so the chain has to end.",
    wrong: "service A extends B {\n}\n\nservice B extends A {\n}",
    right: "service A extends B {\n}\n\nservice B {\n}",
  },
  "type-too-deep": {
    meaning:
      "Containers may be nested 256 deep, with typedefs written out. Decoders have a limit of their own, 64.",
    wrong: "typedef list<...> T1\ntypedef list<T1> T2\n...",
    right: "typedef list<i32> T1\ntypedef list<T1> T2",
    isSketch: true,
  },
  "type-too-large": {
    meaning:
      "A typedef that uses another one twice doubles it, so a few lines could stand for a type of any size. Written " +
      "out, one type may have 1,024 parts.",
    wrong: "typedef map<i32, i32> T1\ntypedef map<T1, T1> T2\ntypedef map<T2, T2> T3\n...",
    right: "struct T1 {\n  1: map<i32, i32> values\n}\n\ntypedef map<i32, T1> T2",
    isSketch: true,
  },
  "types-too-large": {
    meaning:
      "Each place that uses a typedef counts the whole type behind it. The types of one file may have a million parts " +
      "in all, so that a small file cannot ask for gigabytes of code.",
    wrong:
      "typedef map<i32, map<i32, ...>> Huge\n\nstruct User {\n  1: Huge a\n  2: Huge b\n  ...\n}",
    right:
      "struct Huge {\n  1: map<i32, i32> values\n}\n\nstruct User {\n  1: Huge a\n  2: Huge b\n}",
    isSketch: true,
  },
  "enum-value-range": {
    meaning: "Enums go to the wire as i32, so their values reach from -2147483648 to 2147483647.",
    wrong: "enum Size {\n  HUGE = 2147483648\n}",
    right: "enum Size {\n  HUGE = 2147483647\n}",
  },
  "implicit-field-id": {
    meaning:
      "The id is what stands for a field on the wire. Left out, it is counted up (-1, -2, ... as in Apache's compiler; " +
      "1, 2, ... with --dialect thriftgo), so a new field in the middle renumbers those behind it and breaks every " +
      "reader.",
    wrong: "struct User {\n  string name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "nonpositive-field-id": {
    meaning:
      "Ids count from 1. Apache's compiler takes 0 and negative ids as not written and numbers such fields itself.",
    wrong: "struct User {\n  0: string name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "unknown-js-annotation": {
    meaning:
      "Annotations that begin with js. are meant for this compiler; one that it does not know is likely mistyped.",
    wrong: 'struct User {\n  1: i64 id (js.typ = "number")\n}',
    right: 'struct User {\n  1: i64 id (js.type = "number")\n}',
  },
  "unknown-js-type": {
    meaning:
      "js.type chooses the JavaScript form of a type: bigint, number or string for i64, bytes for string, typed or " +
      "array for a list of numbers, object or map for a map.",
    wrong: 'struct User {\n  1: i64 id (js.type = "int")\n}',
    right: 'struct User {\n  1: i64 id (js.type = "number")\n}',
  },
  "unfit-js-type": {
    meaning: "Each value of js.type is for certain types; on others it has no effect.",
    wrong: 'struct User {\n  1: i32 id (js.type = "number")\n}',
    right: 'struct User {\n  1: i64 id (js.type = "number")\n}',
  },
} as const satisfies Record<keyof typeof nameEntries, Explanation>;
