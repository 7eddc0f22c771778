import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

const MESSAGE =
  "warning list-of-bytes: A list of bytes takes one call and one array slot for each byte.";

describe("lists of bytes", () => {
  it("suggests binary wherever list<byte> is written", () => {
    const source = [
      "typedef list<byte> T",
      "const list<byte> C = []",
      "struct A { 1: map<i32, set<list<byte>>> x }",
      "service S { list<byte> f(1: list<byte> x) }",
    ].join("\n");
    expect(findings(source)).toEqual([
      `a.thrift:2:7 ${MESSAGE}`,
      `a.thrift:1:9 ${MESSAGE}`,
      `a.thrift:3:28 ${MESSAGE}`,
      `a.thrift:4:29 ${MESSAGE}`,
      `a.thrift:4:13 ${MESSAGE}`,
    ]);
  });

  it("accepts typed lists and lists of i8", () => {
    linkClean('struct A { 1: list<byte> x (js.type = "typed"), 2: list<i8> y }');
    linkClean("struct A { 1: list<byte> x }", { typedLists: true });
  });
});
