import { describe, expect, it } from "vitest";
import { findings, link, linkClean, structOf } from "../support.js";

describe("unions", () => {
  it("warns about required fields and ignores the word", () => {
    const source = "union U { 1: required i32 x, 2: i32 y }";
    expect(findings(source)).toEqual([
      'a.thrift:1:27 warning union-required: required has no effect on "x": union U holds exactly one of its fields.',
    ]);
    const { fields } = structOf(link(source).program, "U");
    expect(fields.map((field) => field.requiredness)).toEqual(["optional", "optional"]);
  });

  it("rejects a second default", () => {
    expect(findings("union U { 1: i32 x = 1, 2: i32 y, 3: i32 z = 2 }")).toEqual([
      'a.thrift:1:46 error union-defaults: Union U gives defaults to "x" and to "z", but it holds only one field.',
    ]);
  });

  it("accepts one default, and none at all", () => {
    linkClean("union U { 1: i32 x = 1, 2: optional i32 y }\nunion Empty {}");
  });
});
