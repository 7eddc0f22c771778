import { describe, expect, it } from "vitest";
import { definitionOf, findings, link } from "../support.js";

describe("optional arguments", () => {
  it("warns and ignores the word", () => {
    const source = "service S { void f(1: optional i32 x, 2: required i32 y, 3: i32 z) }";
    expect(findings(source)).toEqual([
      'a.thrift:1:36 warning optional-argument: optional has no effect on argument "x".',
    ]);
    const [def] = definitionOf(link(source).program, "service", "S").functions;
    expect(def?.parameters.map((field) => field.requiredness)).toEqual([
      "default",
      "required",
      "default",
    ]);
  });
});
