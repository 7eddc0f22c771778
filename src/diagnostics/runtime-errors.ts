/**
 * The pages of the codes of the runtime's `ThriftError`, whose messages are too short to teach. Meaning and remedy are those of the
 * table in README.md; a test compares both, and runs each example with the types of `exampleIdl`.
 */

/** The code of a `ThriftError`, as the runtime has it: what went wrong when bytes were written or read. */
export type ThriftErrorCode = keyof typeof errorExplanations;

export interface ErrorExplanation {
  readonly meaning: string;
  readonly remedy: string;
  /** TypeScript that throws the code. */
  readonly wrong: string;
  /** The same, mended. */
  readonly right: string;
}

/** What the examples read and write, compiled with `--views`. */
export const exampleIdl = [
  "struct User {",
  "  1: required i64 id",
  "  2: optional string name",
  "  3: optional User friend",
  "}",
  "",
  "union Key {",
  "  1: string name",
  "  2: string nick",
  "}",
].join("\n");

export const errorExplanations = {
  TRUNCATED: {
    meaning: "The input ends inside a value, or a size claims more than the bytes that are left.",
    remedy:
      "Pass one whole message, without the four length bytes of a frame; check that it is Binary and of this struct.",
    wrong:
      'const bytes = User.encode({ id: 7n, name: "Ada" });\nUser.decode(bytes.subarray(0, 5));',
    right: 'const bytes = User.encode({ id: 7n, name: "Ada" });\nUser.decode(bytes);',
  },
  TRAILING_BYTES: {
    meaning: "decode found bytes behind the message.",
    remedy: "Cut the input at the message's end, or read several with fastRead.",
    wrong:
      "const bytes = User.encode({ id: 7n });\nconst both = Uint8Array.of(...bytes, ...bytes);\nUser.decode(both);",
    right:
      "const bytes = User.encode({ id: 7n });\nconst both = Uint8Array.of(...bytes, ...bytes);\n" +
      "const reader = new Reader(both);\nconst user = User.fastRead(reader);\nconst next = User.fastRead(reader);\nconsole.log(user.id + next.id);",
  },
  NEGATIVE_SIZE: {
    meaning: "A length or count is below zero.",
    remedy: "The bytes are damaged, or not Thrift Binary (Compact, JSON, a frame header).",
    wrong:
      "// Field 2, a string of -1 bytes.\nUser.decode(Uint8Array.of(11, 0, 2, 255, 255, 255, 255, 0));",
    right: 'User.decode(User.encode({ id: 7n, name: "" }));',
  },
  SIZE_LIMIT: {
    meaning:
      "More than a limit, such as 100 MiB in one message, or fastWrite's target is too small.",
    remedy: "Send less at once; size the target with byteLength.",
    wrong: "const user = { id: 7n };\nUser.fastWrite(user, new Uint8Array(4), 0);",
    right:
      "const user = { id: 7n };\nUser.fastWrite(user, new Uint8Array(User.byteLength(user)), 0);",
  },
  DEPTH_LIMIT: {
    meaning:
      "More than 64 structs inside one another; in fields that the IDL lacks or types otherwise, containers count too.",
    remedy:
      "On encode: look for a cycle in the value; of a view, in what its edits make of it. On decode: flatten the data, or " +
      "distrust the sender.",
    wrong: "const user: User.Input = { id: 7n };\nuser.friend = user;\nUser.encode(user);",
    right: "const user: User.Input = { id: 7n };\nuser.friend = { id: 8n };\nUser.encode(user);",
  },
  INVALID_TYPE: {
    meaning: "A type byte that does not exist, or a container whose elements have another type.",
    remedy: "The sender's IDL differs from yours, or the bytes are not this struct.",
    wrong:
      '// Text, no Thrift: "{" is no type of a field.\nUser.decode(new TextEncoder().encode(\'{"id":7}\'));',
    right: "User.decode(User.encode({ id: 7n }));",
  },
  INVALID_DATA: {
    meaning: "Encoding a union in which none or several members are set.",
    remedy: "Set exactly one.",
    wrong: 'const key = JSON.parse(\'{"name": "Ada", "nick": "A"}\');\nKey.encode(key);',
    right: 'Key.encode({ name: "Ada" });',
  },
  INVALID_UTF8: {
    meaning: "Malformed text in the input, or a lone surrogate in a string.",
    remedy:
      'binary for bytes that are no text; { utf8: "replace" } where losing characters is fine.',
    wrong: '// Half of an emoji.\nUser.encode({ id: 7n, name: "😀".slice(0, 1) });',
    right: 'User.encode({ id: 7n, name: "😀".slice(0, 1) }, { utf8: "replace" });',
  },
  INVALID_VALUE: {
    meaning:
      "A value of the wrong JavaScript type, such as a number where a bigint belongs; a getter or Proxy that threw (see " +
      "cause).",
    remedy: "TypeScript finds most of these; check data from outside before encoding.",
    wrong: "const user = JSON.parse('{\"id\": 7}');\nUser.encode(user);",
    right:
      "const user = JSON.parse('{\"id\": 7}');\nUser.encode({ ...user, id: BigInt(user.id) });",
  },
  OUT_OF_RANGE: {
    meaning:
      "A number that its type cannot hold, a fraction in an integer, an i64 beyond 2^53 as number.",
    remedy: "Fix the value, widen the type, or use --i64 bigint.",
    wrong: "User.encode({ id: 2n ** 63n });",
    right: "User.encode({ id: 2n ** 63n - 1n });",
  },
  MISSING_REQUIRED: {
    meaning: "A required field or an element is unset, or did not come.",
    remedy: "Set it; on decode the sender has another IDL or the bytes are another struct.",
    wrong: 'const user = JSON.parse(\'{"name": "Ada"}\');\nUser.encode(user);',
    right: 'const user = JSON.parse(\'{"name": "Ada"}\');\nUser.encode({ ...user, id: 7n });',
  },
  RELEASED_BUFFER: {
    meaning: "A Block, a ChainBuffer or a view of one was used or released after its release().",
    remedy: "Release once, last; copy the bytes that outlive it.",
    wrong: "const block = User.encodePooled({ id: 7n });\nblock.release();\nUser.decode(block);",
    right: "const block = User.encodePooled({ id: 7n });\nUser.decode(block);\nblock.release();",
  },
  STALE_VIEW: {
    meaning: "A view of a value that was replaced is edited, or a view's chain was edited.",
    remedy: "Ask the parent for its view again.",
    wrong:
      "const user = UserView.create({ id: 7n, friend: { id: 8n } });\nconst { friend } = user;\n" +
      'user.friend = { id: 9n };\nif (friend) friend.name = "Eve";',
    right:
      "const user = UserView.create({ id: 7n, friend: { id: 8n } });\nuser.friend = { id: 9n };\n" +
      'if (user.friend) user.friend.name = "Eve";',
  },
} satisfies Readonly<Record<string, ErrorExplanation>>;
