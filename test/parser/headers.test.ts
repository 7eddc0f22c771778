import { describe, expect, test } from "vitest";
import { diagnose, hintOf, outline, parse, parseClean, shape } from "./support.js";

function headers(text: string): unknown {
  return shape(parseClean(text).headers);
}

const namespace = (scope: string, text: string): unknown => ({
  kind: "namespace",
  scope,
  name: { kind: "name", text },
});

describe("headers", () => {
  test("includes", () => {
    const text = `include "a.thrift"\ncpp_include '<vector>'\ninclude 'b/c.thrift'`;
    expect(headers(text)).toEqual([
      { kind: "include", path: "a.thrift" },
      { kind: "cpp-include", path: "<vector>" },
      { kind: "include", path: "b/c.thrift" },
    ]);
  });

  test("the path's own span holds the quotes", () => {
    const text = `include  "a.thrift"`;
    const [header] = parseClean(text).headers;
    if (header?.kind !== "include") throw new Error("no include");
    expect(text.slice(header.pathSpan.start, header.pathSpan.end)).toBe('"a.thrift"');
  });

  test("namespaces of any language, dotted, and of all languages", () => {
    const text =
      "namespace js a.b.c\nnamespace * x\nnamespace java.swift a.enum\nnamespace py enum.a";
    expect(headers(text)).toEqual([
      namespace("js", "a.b.c"),
      namespace("*", "x"),
      namespace("java.swift", "a.enum"),
      namespace("py", "enum.a"),
    ]);
  });

  test("a namespace may be called by a keyword", () => {
    expect(headers("namespace enum list\nnamespace xsd string")).toEqual([
      namespace("enum", "list"),
      namespace("xsd", "string"),
    ]);
  });

  test("annotations of a namespace", () => {
    expect(headers(`namespace xsd test (uri = "http://a/b")`)).toEqual([
      {
        kind: "namespace",
        scope: "xsd",
        name: { kind: "name", text: "test" },
        annotations: [{ kind: "annotation", key: "uri", value: "http://a/b" }],
      },
    ]);
  });
});

describe("headers of other dialects", () => {
  test("a separator behind a header is a warning", () => {
    const text = `namespace jvm a.b;\ninclude "x.thrift",\nstruct A {}`;
    expect(diagnose(text)).toEqual([
      "1:18 separator-after-header Apache's compiler takes no separator after a header.",
      "2:19 separator-after-header Apache's compiler takes no separator after a header.",
    ]);
    const { document, diagnostics } = parse(text);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(document.headers).toHaveLength(2);
    expect(outline(document)).toEqual(["A()"]);
  });

  test.each([
    ["php_namespace a", "php", "a"],
    ["java_package a.b", "java", "a.b"],
    ["cocoa_prefix X", "cocoa", "X"],
    ["xsd_namespace 'http://a'", "xsd", "http://a"],
  ])("%s is read with a warning", (text, scope, name) => {
    const { document, diagnostics } = parse(text);
    expect(shape(document.headers)).toEqual([namespace(scope, name)]);
    expect(diagnostics.filter(({ code }) => code === "old-namespace")).toHaveLength(1);
  });
});

describe("mistakes in headers", () => {
  test("headers after definitions are reported and read", () => {
    const text = `struct A {}\ninclude "late.thrift"\nnamespace js a`;
    expect(diagnose(text)).toEqual([
      "2:1 late-header include must stand before the first definition.",
      "3:1 late-header namespace must stand before the first definition.",
    ]);
    expect(parse(text).document.headers).toHaveLength(2);
  });

  test.each([
    ["namespace js 'a.b'", "1:14 quoted-namespace A namespace stands without quotes."],
    [
      "namespace js\nnamespace py a",
      '1:13 unexpected-token Expected the name of the namespace, found "namespace".',
    ],
    [
      "namespace js\nstruct A {}",
      '1:13 unexpected-token Expected the name of the namespace, found "struct".',
    ],
    ["namespace", "1:10 unexpected-token Expected a language or *, found the end of the file."],
    [
      "include a.thrift\nstruct A {}",
      '1:9 unexpected-token Expected the path of a file in quotes, found "a.thrift".',
    ],
    [
      "include <a.thrift>\nstruct A {}",
      '1:9 unexpected-token Expected the path of a file in quotes, found "<".',
    ],
    [
      "cpp_include\nstruct A {}",
      '1:12 unexpected-token Expected the path of a header in quotes, found "struct".',
    ],
  ])("%j", (text, message) => {
    expect(diagnose(text)).toEqual([message]);
    expect(outline(parse(text).document)).toEqual(text.includes("struct") ? ["A()"] : []);
  });

  test("hints say what to write", () => {
    expect(hintOf('namespace py3 ""')).toBe("Remove the line: without a name it says nothing.");
    expect(hintOf("include a.thrift")).toBe(
      'Write include "path.thrift"; names for included files are of thriftrw only.',
    );
    expect(hintOf("include <a.thrift>")).toBe("Write quotes in place of the angle brackets.");
    expect(hintOf("cpp_include <vector>")).toBe(
      'Write the angle brackets inside of quotes: "<vector>".',
    );
  });
});

describe("mistakes on neighbouring lines", () => {
  test("are told apart, whether the scanner or the parser finds them", () => {
    expect(diagnose('namespace js com/foo\nimport "x.thrift"\nstruct A {}')).toEqual([
      '1:14 invalid-namespace "com/foo" is not the name of a namespace.',
      '2:1 unexpected-token Expected a definition: struct, union, exception, enum, typedef, const or service, found "import".',
    ]);
    expect(diagnose('struct A {\n1: i32 a-b\n"x"\n}')).toEqual([
      '2:8 invalid-name "a-b" is not a name.',
      '3:1 unexpected-token Expected a field or "}", found the string "x".',
    ]);
  });

  test("a string without its end explains the line behind it", () => {
    expect(diagnose("const string S = 'a\nb c")).toEqual([
      "1:18 unterminated-string This string is never closed.",
    ]);
  });
});
