import { describe, expect, it } from "vitest";
import { definitionOf, fieldOf, linkClean, structOf } from "./support.js";

describe("doc text", () => {
  it("is the last doc comment, whatever other comments stand around it", () => {
    const program = linkClean("/** First. */\n/** Second. */\n// aside\nstruct A {}");
    expect(structOf(program, "A").doc).toBe("Second.");
  });

  it("is made of the comments that touch the definition where no doc comment is", () => {
    const program = linkClean("// A licence.\n\n// One.\n# Two.\n/* Three. */\nstruct A {}");
    expect(structOf(program, "A").doc).toBe("One.\nTwo.\nThree.");
  });

  it("is absent where a blank line stands between", () => {
    const program = linkClean("// A heading.\n\nstruct A {}");
    expect(structOf(program, "A").doc).toBeUndefined();
  });

  it("ends with the comment at the line's end", () => {
    const program = linkClean(
      "struct A {\n  /** Doc. */\n  1: i32 x, // Trailing.\n  2: i32 y // Only trailing.\n}",
    );
    expect(fieldOf(program, "A", "x").doc).toBe("Doc.\nTrailing.");
    expect(fieldOf(program, "A", "y").doc).toBe("Only trailing.");
  });

  it("belongs to members, functions, arguments and constants too", () => {
    const program = linkClean(
      "/** c */ const i32 C = 1\n/** e */ enum E { /** m */ M }\n" +
        "/** s */ service S { /** f */ void f(/** x */ 1: i32 x) }\n/** t */ typedef i32 T",
    );
    const s = definitionOf(program, "service", "S");
    const e = definitionOf(program, "enum", "E");
    const docs = [
      definitionOf(program, "const", "C"),
      e,
      e.members[0],
      s,
      s.functions[0],
      s.functions[0]?.parameters[0],
      definitionOf(program, "typedef", "T"),
    ].map((def) => def?.doc);
    expect(docs).toEqual(["c", "e", "m", "s", "f", "x", "t"]);
  });
});

describe("deprecated", () => {
  it("is a reason, empty without one, undefined where not deprecated", () => {
    const program = linkClean(
      'struct A { 1: i32 a (deprecated), 2: i32 b (deprecated = "use a"), 3: i32 c, 4: i32 d (deprecated = "false") }',
    );
    expect(structOf(program, "A").fields.map((field) => field.deprecated)).toEqual([
      "",
      "use a",
      undefined,
      undefined,
    ]);
  });
});

describe("annotations", () => {
  it("are kept as written, repeated ones too", () => {
    const program = linkClean('struct A {} (a.b = "1", c, a.b = "2")');
    expect(structOf(program, "A").annotations.map(({ key, value }) => [key, value])).toEqual([
      ["a.b", "1"],
      ["c", "1"],
      ["a.b", "2"],
    ]);
  });
});
