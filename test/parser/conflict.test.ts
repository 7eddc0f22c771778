import { describe, expect, test } from "vitest";
import { diagnose, outline, parse, parseClean } from "./support.js";

const message = "merge-conflict A merge conflict stands here.";

describe("a merge conflict", () => {
  test("is one error, and its first side is read on", () => {
    const text = [
      "struct A {",
      "  1: i32 a",
      "<<<<<<< HEAD",
      "  2: i32 ours",
      "=======",
      "  2: string theirs,",
      "  3: {",
      ">>>>>>> feature/x-1",
      "  4: i64 d",
      "}",
      "struct B {}",
    ];
    for (const lineEnd of ["\n", "\r\n"]) {
      expect(diagnose(text.join(lineEnd))).toEqual([`3:1 ${message}`]);
      expect(outline(parse(text.join(lineEnd)).document)).toEqual(["A(a,ours,d)", "B()"]);
    }
  });

  test("may show the common ancestor too, lack a side, and stand in comments and values", () => {
    const text =
      "<<<<<<< ours\nstruct A {}\n||||||| 1234567\nstruct {\n=======\nstruct C {\n>>>>>>> theirs\n" +
      "/*\n * Words.\n<<<<<<< HEAD\n * More.\n=======\n */\n" +
      "const list<i32> L = [\n  1,\n<<<<<<<\n=======\n  2,\n>>>>>>>\n  3,\n]";
    expect(diagnose(text)).toEqual([`1:1 ${message}`, `16:1 ${message}`]);
    expect(outline(parse(text).document)).toEqual(["A()", "L"]);
  });

  test.each([
    "struct A {}\n<<<<<<< HEAD\nstruct B {}",
    "struct A {}\n<<<<<<< HEAD\nstruct B {}\n=======\n",
    "struct A {}\n<<<<<<< HEAD\nstruct B {}\n>>>>>>> theirs",
  ])("that lacks its other markers is one error: %j", (text) => {
    expect(diagnose(text)).toEqual([`2:1 ${message}`]);
    expect(outline(parse(text).document)).toEqual(["A()", "B()"]);
  });

  test("is told beside mistakes in its first side and behind it", () => {
    const text = "<<<<<<< HEAD\nstruct A { 1: }\n=======\nstruct\n>>>>>>> theirs\nstruct B { 1: }";
    expect(diagnose(text).map((line) => line.split(" ", 2).join(" "))).toEqual([
      "1:1 merge-conflict",
      "2:15 unexpected-token",
      "6:15 unexpected-token",
    ]);
  });
});

describe("no merge conflict", () => {
  test("are brackets that close seven containers, text in comments, and rules of other lengths", () => {
    const text =
      "struct A {\n1: list<list<list<list<list<list<list<i32\n>>>>>>> a\n}\n" +
      '/*\n<<<<<<< HEAD\n=======\n>>>>>>> x\n*/\nconst string S = "<<<<<<< HEAD"';
    expect(outline(parseClean(text))).toEqual(["A(a)", "S"]);
  });

  test.each([
    "=======",
    ">>>>>>> theirs",
    " <<<<<<< HEAD",
    "<<<<<<<< HEAD",
    "<<<<<< HEAD",
    "||||||| x",
  ])("is %j alone", (line) => {
    const found = diagnose(`struct A {}\n${line}\nstruct B {}`);
    expect(found).not.toEqual([]);
    expect(found.join()).not.toContain("merge-conflict");
  });
});
