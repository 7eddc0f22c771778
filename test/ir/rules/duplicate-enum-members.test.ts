import { describe, expect, it } from "vitest";
import { definitionOf, findings, linkClean } from "../support.js";

describe("duplicate enum members", () => {
  it("rejects equal names", () => {
    expect(findings("enum E {\n  A\n  B\n  A = 7\n}")).toEqual([
      'a.thrift:4:3 error duplicate-enum-member: Enum E has two members "A". (see a.thrift:2:3)',
    ]);
  });

  it("accepts equal values as aliases", () => {
    const program = linkClean("enum E { A = 1, B = 1 }");
    expect(definitionOf(program, "enum", "E").members.map((member) => member.value)).toEqual([
      1, 1,
    ]);
  });
});
