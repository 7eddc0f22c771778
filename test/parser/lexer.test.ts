import { describe, expect, test } from "vitest";
import { diagnose, outline, parse, parseClean, shape, underline } from "./support.js";

describe("white space", () => {
  test("blanks, tabs and both line ends separate; a byte order mark may lead", () => {
    expect(outline(parseClean("\ufeffstruct\tA\r\n{1:i32 x\n}"))).toEqual(["A(x)"]);
  });

  test("an empty file and one of headers only are fine", () => {
    expect(parseClean("").definitions).toEqual([]);
    expect(parseClean("namespace js a\n").headers).toHaveLength(1);
  });

  test.each(["\0", "\f", "\v", "\u001a", "\u0007"])("%j is reported and skipped", (character) => {
    const text = `struct A {1: i32 x}${character}struct B {1: i32 y}`;
    expect(diagnose(text)).toEqual([
      `1:20 invalid-character Thrift does not know ${JSON.stringify(character)} outside of strings and comments.`,
    ]);
    expect(outline(parse(text).document)).toEqual(["A(x)", "B(y)"]);
  });

  test("a run of strange characters is one mistake", () => {
    expect(diagnose("struct A {} !!?? \0\0 struct B {}")).toHaveLength(2);
  });

  test("a blank that is none is named", () => {
    const { diagnostics, document } = parse("struct A { 1: i32\u00a0x }");
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ["invalid-character", "It looks like a blank or cannot be seen; type a plain space instead."],
    ]);
    expect(outline(document)).toEqual(["A(x)"]);
  });

  test("curly quotes still hold a string", () => {
    const { diagnostics, document } = parse("const string X = \u201cabc\u201d\nstruct A {}");
    expect(diagnostics.map(({ hint }) => hint)).toEqual(["Write straight quotes: \" or '."]);
    expect(shape(document.definitions)).toMatchObject([{ value: { value: "abc" } }, {}]);
  });
});

describe("names", () => {
  test("a dotted name is one token, and never a keyword", () => {
    const [type] = parseClean("typedef uuid.UUID Id").definitions;
    expect(shape(type)).toMatchObject({ type: { kind: "named-type", name: "uuid.UUID" } });
    expect(outline(parseClean("struct A { 1: a.b._C x, 2: a.1b y }"))).toEqual(["A(x,y)"]);
  });

  test("are case-sensitive: True and I32 are names", () => {
    expect(outline(parseClean("struct A { 1: I32 True }"))).toEqual(["A(True)"]);
  });

  test.each([
    ["a-b", "a-b"],
    ["naïve", "naïve"],
    ["a.", "a."],
    ["a..b", "a..b"],
    ["$ref", "$ref"],
    ["a$b", "a$b"],
    ["名前", "名前"],
    ["x\u{1f600}y", "x\u{1f600}y"],
    ["a/b", "a/b"],
  ])("%s is no name, reported once as a whole", (bad, shown) => {
    const text = `struct A { 1: i32 ${bad}, 2: i32 z }`;
    expect(parse(text).diagnostics.map(({ code }) => code)).toEqual(["invalid-name"]);
    expect(underline(text)).toEqual([shown]);
    expect(outline(parse(text).document)).toEqual([`A(${bad},z)`]);
  });

  test.each(["../../x", "/etc/x", "a/b", ".a", "a.", "a-b", "%2e%2e%2fx", "'..'", '"/etc"'])(
    "namespace %s is refused",
    (path) => {
      const { diagnostics, document } = parse(`namespace js ${path}\nstruct A {}`);
      expect(diagnostics.map((one) => one.class)).toEqual(["OUTPUT_ESCAPE"]);
      expect(outline(document)).toEqual(["A()"]);
    },
  );

  test("a comment may follow a name at once", () => {
    expect(outline(parseClean("struct A//x\n{}struct B/*x*/{}struct C#x\n{}"))).toEqual([
      "A()",
      "B()",
      "C()",
    ]);
  });

  test("names of 1,024 characters are the longest", () => {
    expect(outline(parseClean(`struct ${"a".repeat(1024)} {}`))).toEqual([`${"a".repeat(1024)}()`]);
    const { diagnostics } = parse(`struct ${"a".repeat(1025)} {}`);
    expect(diagnostics.map((one) => [one.class, one.message])).toEqual([
      [
        "LIMIT",
        'The name that begins with "aaaaaaaaaaaaaaaaaaaa" has 1025 characters; the limit is 1024.',
      ],
    ]);
  });
});

describe("comments", () => {
  test("of every kind stand between any two tokens", () => {
    const text = "/**/struct/***/A//x\n#y\n{/* 1 */1/* 2 */:/* 3 */i32/*4*/x/** 5 */}//end";
    expect(outline(parseClean(text))).toEqual(["A(x)"]);
  });

  test("do not nest", () => {
    expect(diagnose("/* a /* b */ c */ struct A {}")).toEqual([
      '1:14 unexpected-token Expected a definition: struct, union, exception, enum, typedef, const or service, found "c".',
      '1:16 unmatched-bracket This "*/" closes nothing.',
    ]);
  });

  test("one without an end is reported at its opening, and nothing else is", () => {
    expect(diagnose("struct A {\n  1: i32 x\n  /* never\n}\n")).toEqual([
      "3:3 unterminated-comment This comment is never closed.",
    ]);
    expect(diagnose("struct A {} /*/")).toEqual([
      "1:13 unterminated-comment This comment is never closed.",
    ]);
  });
});

describe("a lone carriage return in a comment", () => {
  test("does not end it where lines end otherwise, as Apache reads it", () => {
    const text = "// a\rnonsense here\nstruct A {}\n";
    expect(diagnose(text)).toEqual([
      "1:5 lone-carriage-return A lone carriage return does not end this comment; other compilers may read the rest as IDL.",
    ]);
    expect(parse(text).diagnostics[0]?.severity).toBe("warning");
    expect(outline(parse(text).document)).toEqual(["A()"]);
  });

  test("ends it in a file without line feeds", () => {
    const text = "// a\rstruct A {}\r# b\rstruct B {}\r";
    expect(diagnose(text)).toEqual([
      "1:5 lone-carriage-return A lone carriage return ends this comment; Apache's compiler reads on to the next line feed.",
    ]);
    expect(outline(parse(text).document)).toEqual(["A()", "B()"]);
  });

  test("ends it in the dialect of thriftgo", () => {
    const { document } = parse("// a\rstruct A {}\nstruct B {}\n", "thriftgo");
    expect(outline(document)).toEqual(["A()", "B()"]);
  });

  test("before a line feed is part of the line end", () => {
    expect(outline(parseClean("// a\r\nstruct A {}\r\n"))).toEqual(["A()"]);
  });
});
