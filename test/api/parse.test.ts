/** `parse` as tools use it: the whole tree with places, and all mistakes. */
import { describe, expect, it } from "vitest";
import { parse, type DocumentNode, type Span, type StructNode } from "../../src/index.js";

const text = `namespace js app
include "base.thrift"
/** A user. */
struct User {
  1: required base.Id id (js.type = "string") // the key
  2: optional list<string> tags = ["a"]
}
service Users extends base.Service { oneway void ping(), User get(1: i64 id) throws (1: base.Gone gone) }
`;

function textOf({ file, start, end }: Span): string {
  return file.text.slice(start, end);
}

function structOf(document: DocumentNode): StructNode {
  const found = document.definitions.find((definition) => definition.kind === "struct");
  if (found === undefined) throw new Error("there is no struct");
  return found as StructNode;
}

describe("parse", () => {
  it("gives headers and definitions in order, each with its place", () => {
    const { document, diagnostics } = parse(text, { path: "idl/user.thrift" });
    expect(diagnostics).toEqual([]);
    expect(document.file.path).toBe("idl/user.thrift");
    expect(document.headers.map(({ kind }) => kind)).toEqual(["namespace", "include"]);
    expect(document.definitions.map(({ kind, name }) => [kind, name.text])).toEqual([
      ["struct", "User"],
      ["service", "Users"],
    ]);
    const struct = structOf(document);
    expect(textOf(struct.name.span)).toBe("User");
    expect(document.file.positionAt(struct.name.span.start)).toEqual({ line: 4, column: 8 });
    const [id, tags] = struct.fields;
    expect(id && textOf(id.type.span)).toContain("base.Id");
    expect(id?.annotations.concat(id.type.annotations).map(({ key }) => key)).toEqual(["js.type"]);
    expect(tags?.defaultValue && textOf(tags.defaultValue.span)).toBe('["a"]');
  });

  it("keeps comments with what they describe", () => {
    const struct = structOf(parse(text).document);
    expect(struct.leadingComments.map(({ kind, text: words }) => [kind, words])).toEqual([
      ["doc", "A user."],
    ]);
    expect(struct.fields[0]?.trailingComment?.text).toBe("the key");
  });

  it("reports every mistake and gives the rest", () => {
    const { document, diagnostics } = parse(
      "struct A { 1: i32 }\nstruct B { x: y: z }\nstruct C {}",
    );
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(diagnostics.every(({ span }) => span?.file === document.file)).toBe(true);
    expect(document.definitions.map(({ name }) => name.text)).toContain("C");
  });

  it("does not look at what names mean, and follows no include", () => {
    expect(parse('include "none.thrift"\nstruct A { 1: Unknown x, 1: i32 y }').diagnostics).toEqual(
      [],
    );
  });

  it("reads dialects, and skips a byte order mark", () => {
    expect(parse("\uFEFFenum A { B }").document.definitions).toHaveLength(1);
    const multiline = 'const string A = "a\nb"';
    expect(parse(multiline).diagnostics).not.toEqual([]);
    expect(parse(multiline, { dialect: "thriftgo" }).diagnostics).toEqual([]);
  });
});
