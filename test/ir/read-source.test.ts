import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../src/host.js";
import { load, show } from "./support.js";

describe("bytes", () => {
  it("must be UTF-8; the first wrong byte is shown", () => {
    const prefix = new TextEncoder().encode("struct A {}\nv( \u00e9\u{1f600}");
    const cases: readonly (readonly [readonly number[], number])[] = [
      [[0xff], 21],
      [[0xc0, 0x80], 21],
      [[0xc3], 22],
      [[0xed, 0xa0, 0x80], 22],
      [[0xf4, 0x90, 0x80, 0x80], 22],
    ];
    for (const [bad, offset] of cases) {
      const host = createMemoryHost({ "a.thrift": Uint8Array.from([...prefix, ...bad, 0x0a]) });
      const { result, sink } = load(host, ["a.thrift"]);
      expect(result.documents).toEqual([]);
      expect(sink.diagnostics.map(show)).toEqual([
        `a.thrift:2:7 error invalid-utf8: The file is not valid UTF-8: the byte at offset ${offset} cannot stand there.`,
      ]);
    }
  });

  it("in UTF-16 are called what they are", () => {
    for (const mark of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ]) {
      const host = createMemoryHost({ "a.thrift": Uint8Array.from([...mark, 0x73, 0, 0x74, 0]) });
      const [diagnostic] = load(host, ["a.thrift"]).sink.diagnostics;
      expect(diagnostic?.code).toBe("invalid-utf8");
      expect(diagnostic?.hint).toContain("UTF-16");
    }
  });

  it("may be anything in comments, with a warning", () => {
    // Latin-1; GBK, whose second bytes may be backslashes; a comment that is cut off.
    const texts = [
      "// caf\xe9\nstruct A {}",
      "/** \xd6\xd0\x81\\ */ struct A { 1: i32 a # \xb9\xfa\n }",
      "struct A { 1: string s = 'it // is' } // \xe2\x82",
      'const string Q = "\\"" /* " \xff */ struct A {}',
    ];
    for (const text of texts) {
      const host = createMemoryHost({ "a.thrift": Buffer.from(text, "latin1") });
      const { result, sink } = load(host, ["a.thrift"]);
      expect(sink.diagnostics.map(({ code }) => code)).toEqual(["invalid-utf8-comment"]);
      expect(result.documents).toHaveLength(1);
    }
    for (const text of [
      "/* \xff */ const string S = '\xff'",
      "/* \xff",
      "struct \xff {} // \xff",
    ]) {
      const host = createMemoryHost({ "a.thrift": Buffer.from(text, "latin1") });
      expect(load(host, ["a.thrift"]).sink.diagnostics[0]?.code).toBe("invalid-utf8");
    }
  });

  it("are shown where they stand outside of comments, whatever those hold", () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        "// caf\xe9 \xff\n/* \xe2\x82*/ const string S = '\xff'",
        "2:26 error invalid-utf8: The file is not valid UTF-8: the byte at offset 36",
      ],
      [
        "// \xe2\x82\nstruct A { \xe2\x82// \xff\n}",
        "2:12 error invalid-utf8: The file is not valid UTF-8: the byte at offset 19",
      ],
      [
        "\xef\xbb\xbf# \xf0\x9f\x98\x80 \xff\n\xff",
        "2:1 error invalid-utf8: The file is not valid UTF-8: the byte at offset 12",
      ],
      [
        "const string S = '\xef\xbf\xbd' // \xff",
        "1:25 warning invalid-utf8-comment: A comment is not valid UTF-8: the byte at offset 26",
      ],
      [
        "\xef\xbb\xbfconst string S = '\xef\xbf\xbd' /* \xff */\xef\xbb\xbf \xff",
        "1:31 error invalid-utf8: The file is not valid UTF-8: the byte at offset 37",
      ],
      [
        "# \xe2\x82\nconst string S = '\xef\xbf\xbd' /**/\xff\n",
        "2:26 error invalid-utf8: The file is not valid UTF-8: the byte at offset 32",
      ],
      [
        "# \xe2\x82\nconst string S = '\xef\xbf\xbd' /**/\xff\nconst string T = '\xff'",
        "2:26 error invalid-utf8: The file is not valid UTF-8: the byte at offset 32",
      ],
    ];
    for (const [text, expected] of cases) {
      const host = createMemoryHost({ "a.thrift": Buffer.from(text, "latin1") });
      const shown = load(host, ["a.thrift"]).sink.diagnostics.map(show);
      expect(shown).toEqual([`a.thrift:${expected} cannot stand there.`]);
    }
  });

  it("may not end inside a character", () => {
    const host = createMemoryHost({ "a.thrift": Uint8Array.of(0x20, 0x20, 0xe2, 0x82) });
    expect(load(host, ["a.thrift"]).sink.diagnostics.map(show)[0]).toContain(
      "a.thrift:1:3 error invalid-utf8",
    );
  });

  it("may begin with a byte order mark, which is no part of the text", () => {
    const host = createMemoryHost({ "a.thrift": "\ufeffstruct A {}" });
    expect(load(host, ["a.thrift"]).result.documents[0]?.source.text).toBe("struct A {}");
  });
});
