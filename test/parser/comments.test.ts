import { describe, expect, test } from "vitest";
import type { CommentNode, DefinitionNode } from "../../src/parser/ast.js";
import { parseClean } from "./support.js";

interface Commented {
  readonly name: { readonly text: string };
  readonly leadingComments: readonly CommentNode[];
  readonly trailingComment?: CommentNode | undefined;
}

const write = (comment: CommentNode): string => `${comment.kind}:${comment.text}`;

function list(node: Commented): unknown[] {
  const trailing = node.trailingComment === undefined ? [] : ["|", write(node.trailingComment)];
  return [node.name.text, ...node.leadingComments.map(write), ...trailing];
}

function partsOf(node: DefinitionNode): readonly Commented[] {
  if (node.kind === "service") return node.functions;
  if (node.kind === "const" || node.kind === "typedef") return [];
  return "members" in node ? node.members : node.fields;
}

/** Every definition and its parts: name, leading comments, `|`, trailing comment. */
function comments(text: string): unknown[] {
  return parseClean(text).definitions.flatMap((node) => [list(node), ...partsOf(node).map(list)]);
}

/** The text of the only leading comment of the only definition. */
function clean(comment: string): string | undefined {
  return parseClean(`${comment}\nstruct A {}`).definitions[0]?.leadingComments[0]?.text;
}

const doc = (text: string): string | undefined => parseClean(text).doc?.text;

describe("the text of comments", () => {
  test.each([
    ["// a b ", "a b"],
    ["//", ""],
    ["/// a", "a"],
    ["# a", "a"],
    ["## a #", "a #"],
    ["#@namespace scala x", "@namespace scala x"],
    ["/* a */", "a"],
    ["/** a */", "a"],
    ["/*** a ***/", "a"],
    ["/**\n * a\n *\n *   b\n */", "a\n\n  b"],
    ["/**\n   a\n     b\n\n   c\n */", "a\n  b\n\nc"],
    ["/** a\r\n * b\r\n */", "a\nb"],
    ["/**\n * * item\n * * item\n */", "* item\n* item"],
    ["/**\n\n\n a\n\n */", "a"],
  ])("%j", (comment, text) => {
    expect(clean(comment)).toBe(text);
  });

  test.each([
    ["/** a */", "doc"],
    ["/**\n*/", "doc"],
    ["/**/", "block"],
    ["/***/", "block"],
    ["/*****/", "block"],
    ["/* a */", "block"],
    ["/// a", "line"],
    ["# a", "line"],
  ])("%j is of kind %s", (comment, kind) => {
    const [definition] = parseClean(`${comment}\nstruct A {}`).definitions;
    expect(definition?.leadingComments.map((one) => one.kind)).toEqual([kind]);
  });

  test("a comment of stars and blanks costs linear time and has no text", () => {
    expect(clean(`/* ${"*".repeat(1_000_000)} x */`)).toHaveLength(1_000_002);
    expect(clean(`/*${" ".repeat(1_000_000)}*/`)).toBe("");
  });
});

describe("comments before a node", () => {
  test("belong to it up to a blank line", () => {
    expect(comments("// licence\n\n// a\n# b\n/* c */\n/** d */\nstruct A {}")).toEqual([
      ["A", "line:a", "line:b", "block:c", "doc:d"],
    ]);
  });

  test("a doc comment belongs to it across blank lines", () => {
    expect(comments("struct A {}\n/** b */\n\nstruct B {}\n// gone\n\nstruct C {}")).toEqual([
      ["A"],
      ["B", "doc:b"],
      ["C"],
    ]);
  });

  test("of fields, members and functions", () => {
    const text = `struct A {
  // x
  1: i32 x

  /** y */
  2: i32 y
}
enum E {
  # p
  P,
  /* q */ Q
}
service S {
  /** f */
  void f()
}`;
    expect(comments(text)).toEqual([
      ["A"],
      ["x", "line:x"],
      ["y", "doc:y"],
      ["E"],
      ["P", "line:p"],
      ["Q", "block:q"],
      ["S"],
      ["f", "doc:f"],
    ]);
  });

  test("of typedefs, constants and senums", () => {
    expect(
      comments("// t\ntypedef i32 T\n// c\nconst i32 C = 1\n// s\nsenum S { 'a' // a\n}"),
    ).toEqual([
      ["T", "line:t"],
      ["C", "line:c"],
      ["S", "line:s"],
      ["a", "|", "line:a"],
    ]);
  });

  test("of arguments", () => {
    const [service] = parseClean(
      "service S { void f(/* a */ 1: i32 a, // first\n 2: i32 b /* b */) }",
    ).definitions;
    if (service?.kind !== "service") throw new Error("no service");
    expect(service.functions[0]?.parameters.map(list)).toEqual([
      ["a", "block:a", "|", "line:first"],
      ["b", "|", "block:b"],
    ]);
  });
});

describe("comments behind a node", () => {
  test("on its last line are its own, before and behind the separator", () => {
    const text = `struct A {
  1: i32 a // a
  2: i32 b, # b
  3: i32 c /* c */, // cc
  4: i32 d = {
  } // d
  // e
  5: i32 e
} // A
// B
struct B {}`;
    expect(comments(text)).toEqual([
      ["A", "|", "line:A"],
      ["a", "|", "line:a"],
      ["b", "|", "line:b"],
      ["c", "|", "block:c\ncc"],
      ["d", "|", "line:d"],
      ["e", "line:e"],
      ["B", "line:B"],
    ]);
  });

  test("with more behind them on the line are about that", () => {
    expect(comments("enum E { A, /* b */ B /* bb */ } /* s */ struct S {}")).toEqual([
      ["E"],
      ["A"],
      ["B", "block:b", "|", "block:bb"],
      ["S", "block:s"],
    ]);
  });

  test("a block that begins there and goes on is trailing as well", () => {
    expect(comments("struct A {} /* a\n b */\nstruct B {}")).toEqual([
      ["A", "|", "block:a\nb"],
      ["B"],
    ]);
  });

  test("behind an opening brace they describe what it opens", () => {
    expect(comments("// A\nstruct A { // a\n  1: i32 x\n}\nservice S { # s\n}")).toEqual([
      ["A", "line:A", "line:a"],
      ["x"],
      ["S", "line:s"],
    ]);
  });

  test("each comment goes to one node; those before a closing brace to none", () => {
    expect(comments("struct A {\n  1: i32 x\n  // gone\n}\n// gone too\n")).toEqual([["A"], ["x"]]);
  });
});

describe("the file's doc", () => {
  test("is the first doc comment before the first header", () => {
    expect(doc("/* licence */\n/** file */\nnamespace js a\n/** A */\nstruct A {}")).toBe("file");
    expect(doc("// licence\ninclude 'a'")).toBeUndefined();
  });

  test("is parted by another comment from the first definition, if there is no header", () => {
    expect(doc("/** file */\n\n/** A */\nstruct A {}")).toBe("file");
    expect(comments("/** file */\n\n/** A */\nstruct A {}")).toEqual([["A", "doc:A"]]);
    expect(doc("/** A */\nstruct A {}")).toBeUndefined();
    expect(comments("/** A */\n\nstruct A {}")).toEqual([["A", "doc:A"]]);
  });

  test("does not go to a definition too", () => {
    expect(comments("/** file */\nnamespace js a\nstruct A {}")).toEqual([["A"]]);
  });
});
