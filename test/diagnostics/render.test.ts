import { describe, expect, it } from "vitest";
import { DiagnosticSink, type Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { formatDiagnostics } from "../../src/diagnostics/render.js";
import { SourceFile } from "../../src/source.js";

/** The span of the text between `[[` and `]]`, which are taken out. */
function at(marked: string, path = "user.thrift") {
  const start = marked.indexOf("[[");
  const end = marked.indexOf("]]") - 2;
  const file = new SourceFile(path, marked.replace("[[", "").replace("]]", ""));
  return { file, start, end };
}

function report(marked: string, hint?: string): readonly Diagnostic[] {
  const sink = new DiagnosticSink();
  sink.report("unknown-type", at(marked), { name: "Strng" }, { hint });
  return sink.diagnostics;
}

const frameOf = (marked: string): string[] =>
  formatDiagnostics(report(marked)).split("\n").slice(1, -1);

/** Findings at every character of a line, last place first. */
function many(count: number): Diagnostic[] {
  const file = new SourceFile("a.thrift", "x".repeat(count));
  const sink = new DiagnosticSink();
  for (let i = count - 1; i >= 0; i--) {
    sink.report("unknown-type", { file, start: i, end: i + 1 }, { name: `T${i}` });
  }
  return [...sink.diagnostics];
}

describe("text", () => {
  it("shows the place, the message, the code, the line, an underline and the hint", () => {
    const text = formatDiagnostics(
      report("struct User {\n  1: [[Strng]] name\n}\n", 'Did you mean "string"?'),
    );
    expect(text).toBe(
      [
        'user.thrift:2:6: error: Type "Strng" is not defined. [unknown-type]',
        "  2 |   1: Strng name",
        "    |      ^~~~~",
        '  hint: Did you mean "string"?',
        "",
      ].join("\n"),
    );
  });

  it("shows related places with frames of their own", () => {
    const sink = new DiagnosticSink();
    const note = { message: "First defined here.", span: at("struct [[User]] {}") };
    sink.report("unknown-type", at("\n[[User]]"), { name: "User" }, { notes: [note] });
    expect(formatDiagnostics(sink.diagnostics)).toContain(
      "  user.thrift:1:8: note: First defined here.\n  1 | struct User {}\n    |        ^~~~\n",
    );
  });

  it("underlines behind tabs, wide characters and combining marks", () => {
    expect(frameOf("\t1:\t[[Strng]] x")).toEqual(["  1 |     1:  Strng x", "    |         ^~~~~"]);
    expect(frameOf('1: string s = "名前" [[Strng]]')).toEqual([
      '  1 | 1: string s = "名前" Strng',
      "    |                      ^~~~~",
    ]);
    expect(frameOf('"e\u0301e\u0301" [[Strng]]')).toEqual([
      '  1 | "e\u0301e\u0301" Strng',
      "    |      ^~~~~",
    ]);
    expect(frameOf("👩‍👩‍👧 [[Strng]]")[1]).toBe("    |    ^~~~~");
  });

  it("underlines wide characters with two columns each", () => {
    expect(frameOf("[[名前]]")[1]).toBe("    | ^~~~");
  });

  it("cuts long lines around the place", () => {
    const [source = "", underline = ""] = frameOf(
      `${"x".repeat(5000)} [[Strng]] ${"y".repeat(5000)}`,
    );
    expect(source.length).toBeLessThan(120);
    expect(source).toMatch(/^ {2}1 \| …x+ Strng y+…$/);
    expect(source.indexOf("Strng")).toBe(underline.indexOf("^"));
  });

  it("leaves the place in sight behind many stand-ins", () => {
    for (const count of [1, 9, 10, 11, 40, 400]) {
      const [source = "", underline = ""] = frameOf(
        `${"\u0001".repeat(count)}[[Strng]]${"\u0002".repeat(count)}`,
      );
      expect(source.length).toBeLessThan(120);
      expect(source.indexOf("Strng")).toBe(underline.indexOf("^"));
      expect(underline.trimEnd().endsWith("^~~~~")).toBe(true);
    }
  });

  it("never splits a surrogate pair when it cuts", () => {
    for (const shift of ["", "x"]) {
      const frame = frameOf(`${shift}${"😀".repeat(500)} [[Strng]] ${"😀".repeat(500)}`).join("\n");
      expect(frame.isWellFormed()).toBe(true);
      expect(frame).not.toContain("<U+D83D>");
    }
  });

  it("shows the first and the last line of a long span", () => {
    expect(frameOf("struct [[A {\n  1: i32 a\n  2: i32 b\n}]] x")).toEqual([
      "  1 | struct A {",
      "    |        ^~~",
      "    | ...",
      "  4 | } x",
      "    | ^",
    ]);
  });

  it("marks the end of the file with one column", () => {
    expect(frameOf("struct A {[[]]")).toEqual(["  1 | struct A {", "    |           ^"]);
  });

  it("lets nothing of the source act on the terminal", () => {
    const sink = new DiagnosticSink();
    const span = at('x = "\u001b[2J\u202e\u0007\u2028" [[Strng]]', "a\u001b]0;x\u0007.thrift");
    sink.report("unknown-type", span, { name: "\u001b[31mred\r\n" }, { hint: "\u009b1m" });
    const text = formatDiagnostics(sink.diagnostics);
    // oxlint-disable-next-line no-control-regex
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(text).toContain("<U+001B>[2J<U+202E><U+0007><U+2028>");
    const [, source = "", underline = ""] = text.split("\n");
    expect(source.indexOf("Strng")).toBe(underline.indexOf("^"));
  });

  it("colours only on request", () => {
    const diagnostics = report("[[Strng]]");
    expect(formatDiagnostics(diagnostics)).not.toContain("\u001b");
    expect(formatDiagnostics(diagnostics, { color: true })).toContain("\u001b[31merror\u001b[39m");
  });
});

it("texts without end are cut in the middle", () => {
  const sink = new DiagnosticSink();
  const long = "x".repeat(3_000_000);
  const notes = [{ message: `See ${long}.` }];
  sink.report("include-not-found", undefined, { path: long }, { notes, hint: `Add ${long}!` });
  const [diagnostic] = sink.diagnostics;
  expect(diagnostic?.message).toMatch(/^Included file "x+\.\.\.x+" was not found\.$/);
  expect(diagnostic?.hint).toMatch(/^Add x+\.\.\.x+!$/);
  expect(diagnostic?.notes[0]?.message).toMatch(/^See x+\.\.\.x+\.$/);
  expect(JSON.stringify(diagnostic).length).toBeLessThan(13_000);
});

describe("order and number", () => {
  it("sorts by file and place", () => {
    const first = report("[[Strng]]");
    const other = first.map((diagnostic) => ({ ...diagnostic, span: at("[[x]]", "b.thrift") }));
    const all = [...first, ...other, ...many(3)];
    const places = [...formatDiagnostics(all).matchAll(/^(\S+):(\d+):(\d+): error/gm)];
    expect(places.map((match) => match.slice(1).join(":"))).toEqual([
      "a.thrift:1:1",
      "a.thrift:1:2",
      "a.thrift:1:3",
      "b.thrift:1:1",
      "user.thrift:1:1",
    ]);
  });

  it("shows 20 and counts the rest", () => {
    const text = formatDiagnostics(many(50));
    expect(text.match(/: error: /g)).toHaveLength(20);
    expect(text).toMatch(/\n\.\.\. and 30 more\n$/);
  });

  it("shows errors rather than warnings when there are too many", () => {
    const [error, ...rest] = many(30).toReversed();
    const warnings = rest.map((diagnostic) => ({ ...diagnostic, severity: "warning" as const }));
    const text = formatDiagnostics([...warnings, ...(error ? [error] : [])]);
    expect(text.match(/: error: /g)).toHaveLength(1);
    expect(text.match(/: warning: /g)).toHaveLength(19);
  });
});

describe("json", () => {
  it("is one array of fixed shape", () => {
    const text = formatDiagnostics(report("\n [[Strng]]", "Look."), { format: "json" });
    expect(JSON.parse(text)).toEqual([
      {
        code: "unknown-type",
        class: "TYPE",
        severity: "error",
        message: 'Type "Strng" is not defined.',
        file: "user.thrift",
        line: 2,
        column: 2,
        endLine: 2,
        endColumn: 7,
        notes: [],
        hint: "Look.",
      },
    ]);
  });

  it("is an empty array without findings", () => {
    expect(formatDiagnostics([], { format: "json" })).toBe("[]\n");
  });
});

describe("github", () => {
  it("gives workflow commands and escapes what would end them", () => {
    const sink = new DiagnosticSink();
    sink.report("unknown-type", at("[[x]]", "a,b:c%.thrift"), { name: "x\n::error::y" });
    expect(formatDiagnostics(sink.diagnostics, { format: "github" })).toBe(
      "::error file=a%2Cb%3Ac%25.thrift,line=1,col=1,endLine=1,endColumn=2,title=unknown-type" +
        '::Type "x%0A::error::y" is not defined.\n',
    );
  });

  it("lets nothing of the source act on the terminal that shows the log", () => {
    const sink = new DiagnosticSink();
    sink.report("unknown-type", at("[[x]]", "a\u001b[2J.thrift"), { name: "\u001b[31m\u202e" });
    const text = formatDiagnostics(sink.diagnostics, { format: "github" });
    expect(text).toContain("file=a<U+001B>[2J.thrift,");
    expect(text).toContain('"<U+001B>[31m<U+202E>"');
  });
});
