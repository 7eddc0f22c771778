import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../src/host.js";
import { load, show } from "./support.js";

describe("bytes", () => {
  it("must be UTF-8; the first wrong byte is shown", () => {
    const prefix = new TextEncoder().encode("struct A {}\n// \u00e9\u{1f600}");
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

  it("may not end inside a character", () => {
    const host = createMemoryHost({ "a.thrift": Uint8Array.of(0x2f, 0x2f, 0xe2, 0x82) });
    expect(load(host, ["a.thrift"]).sink.diagnostics.map(show)[0]).toContain(
      "a.thrift:1:3 error invalid-utf8",
    );
  });

  it("may begin with a byte order mark, which is no part of the text", () => {
    const host = createMemoryHost({ "a.thrift": "\ufeffstruct A {}" });
    expect(load(host, ["a.thrift"]).result.documents[0]?.source.text).toBe("struct A {}");
  });
});
