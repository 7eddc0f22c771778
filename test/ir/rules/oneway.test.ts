import { describe, expect, it } from "vitest";
import { definitionOf, findings, link, linkClean } from "../support.js";

describe("oneway functions", () => {
  it("rejects results, leniently as Apache's compiler does", () => {
    const source = "service S { oneway i32 f() }";
    expect(findings(source)).toEqual([
      'a.thrift:1:20 error oneway-result: Oneway function "f" cannot return a value: no answer is ever sent.',
    ]);
    const { program, diagnostics } = link(source, { lenient: true });
    expect(diagnostics.map((diagnostic) => diagnostic.severity)).toEqual(["warning"]);
    expect(definitionOf(program, "service", "S").functions[0]?.returnType).toBeUndefined();
  });

  it("rejects throws, never leniently", () => {
    const source = "exception E {}\nservice S { oneway void f() throws (1: E e) }";
    expect(findings(source, { lenient: true })).toEqual([
      'a.thrift:2:42 error oneway-throws: Oneway function "f" cannot throw: no answer is ever sent.',
    ]);
  });

  it("accepts void", () => {
    linkClean("service S { oneway void f(1: i32 x) }");
  });
});
