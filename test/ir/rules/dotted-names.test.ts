import { describe, expect, it } from "vitest";
import { findings } from "../support.js";

describe("dotted names", () => {
  it("rejects dots in every kind of defined name", () => {
    const source = [
      "struct a.A { 1: i32 b.x }",
      "enum E { c.V = 1 }",
      "const i32 d.C = 1",
      "typedef i32 e.T",
      "service f.S { void g.m(1: i32 h.y) }",
    ].join("\n");
    const found = findings(source);
    expect(found).toHaveLength(8);
    for (const name of ["a.A", "b.x", "c.V", "d.C", "e.T", "f.S", "g.m", "h.y"]) {
      expect(
        found.filter((text) => text.includes(`error dotted-name: "${name}" cannot`)),
      ).toHaveLength(1);
    }
  });
});
