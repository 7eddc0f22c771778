/** What the checks of linked definitions find, explained. */
import type { ruleEntries } from "./catalog-rules.js";
import type { Explanation } from "./explanation.js";

export const ruleExplanations = {
  "duplicate-definition": {
    meaning: "Two definitions have one name, so the reader cannot tell which is meant.",
    wrong: "struct User {\n  1: string name\n}\n\nstruct User {\n  1: i64 id\n}",
    right: "struct User {\n  1: string name\n}\n\nstruct Account {\n  1: i64 id\n}",
  },
  "duplicate-field-id": {
    meaning:
      "The id is what stands for a field on the wire: two fields with one id would be read as one. A new field takes an " +
      "id that no field of the struct ever had, because old messages still carry those.",
    wrong: "struct User {\n  1: string name\n  1: string email\n}",
    right: "struct User {\n  1: string name\n  2: string email\n}",
  },
  "duplicate-field-name": {
    meaning: "Two fields of one struct, or two arguments of one function, have the same name.",
    wrong: "struct User {\n  1: string name\n  2: string name\n}",
    right: "struct User {\n  1: string first_name\n  2: string last_name\n}",
  },
  "duplicate-enum-member": {
    meaning: "Two members of one enum have the same name. Two names for one value are legal.",
    wrong: "enum Color {\n  RED = 1\n  RED = 2\n}",
    right: "enum Color {\n  RED = 1\n  GREEN = 2\n}",
  },
  "duplicate-function": {
    meaning:
      "Calls name their function on the wire, so a service cannot have two of one name. Thrift has no overloading.",
    wrong: "service Users {\n  void remove(1: i64 id)\n  void remove(1: string name)\n}",
    right: "service Users {\n  void remove(1: i64 id)\n  void removeByName(1: string name)\n}",
  },
  "inherited-function": {
    meaning:
      "A service has the functions of the one that it extends, and Thrift has no overriding.",
    wrong: "service Base {\n  void ping()\n}\n\nservice Users extends Base {\n  void ping()\n}",
    right: "service Base {\n  void ping()\n}\n\nservice Users extends Base {\n  void pong()\n}",
  },
  "field-id-range": {
    meaning:
      "Ids go to the wire as i16. Apache's compiler wraps larger ones around, onto ids that may be in use.",
    wrong: "struct User {\n  32768: string name\n}",
    right: "struct User {\n  32767: string name\n}",
  },
  "dotted-name": {
    meaning:
      "The dot joins the name of an included file to a name in it, so it cannot be part of a definition's name.",
    wrong: "struct acme.User {\n  1: string name\n}",
    right: "struct User {\n  1: string name\n}",
  },
  "union-required": {
    meaning: "A union holds exactly one of its fields, so none of them can be required.",
    wrong: "union Id {\n  1: required i64 number\n  2: string name\n}",
    right: "union Id {\n  1: i64 number\n  2: string name\n}",
  },
  "union-defaults": {
    meaning: "A union holds exactly one of its fields, so at most one can be there by default.",
    wrong: 'union Id {\n  1: i64 number = 0\n  2: string name = "root"\n}',
    right: "union Id {\n  1: i64 number = 0\n  2: string name\n}",
  },
  "oneway-result": {
    meaning: "A oneway call is never answered, so nothing can be returned.",
    wrong: "service Log {\n  oneway i32 write(1: string line)\n}",
    right: "service Log {\n  oneway void write(1: string line)\n}",
  },
  "oneway-throws": {
    meaning: "A oneway call is never answered, so an exception could not reach the caller.",
    wrong:
      "exception Full {\n}\n\nservice Log {\n  oneway void write(1: string line) throws (1: Full full)\n}",
    right:
      "exception Full {\n}\n\nservice Log {\n  void write(1: string line) throws (1: Full full)\n}",
  },
  "infinite-struct": {
    meaning:
      "A struct that must contain another value of its own type can never be built, because that one must contain yet " +
      "another.",
    wrong: "struct Node {\n  1: i64 id\n  2: required Node next\n}",
    right: "struct Node {\n  1: i64 id\n  2: optional Node next\n}",
  },
  "throws-no-exception": {
    meaning: "Only exceptions can be thrown: they become classes that extend Error.",
    wrong:
      "struct Missing {\n}\n\nservice Users {\n  void remove(1: i64 id) throws (1: Missing missing)\n}",
    right:
      "exception Missing {\n}\n\nservice Users {\n  void remove(1: i64 id) throws (1: Missing missing)\n}",
  },
  "optional-argument": {
    meaning: "Arguments are always sent, so optional does nothing, here and in Apache's compiler.",
    wrong: "service Users {\n  void remove(1: optional i64 id)\n}",
    right: "service Users {\n  void remove(1: i64 id)\n}",
  },
  "unused-default": {
    meaning:
      "A field that holds a struct, union or exception has no value where it is not set, and then it is not written: " +
      "readers tell it from one that was set. Constants of the struct have the default. Apache's libraries begin with it " +
      "everywhere, so the two ends would see different values.",
    wrong:
      'struct Page {\n  1: i32 size = 20\n}\n\nstruct Query {\n  1: Page page = {"size": 50}\n}',
    right: "struct Page {\n  1: i32 size = 50\n}\n\nstruct Query {\n  1: Page page\n}",
  },
  "list-of-bytes": {
    meaning:
      "Each byte of a list is a value of its own, in memory and in every call. binary holds the same bytes as one " +
      "Uint8Array. The two differ on the wire, so change it only where both sides can.",
    wrong: "struct Image {\n  1: list<byte> pixels\n}",
    right: "struct Image {\n  1: binary pixels\n}",
  },
} as const satisfies Record<keyof typeof ruleEntries, Explanation>;
