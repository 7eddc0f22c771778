import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("field id range", () => {
  it("accepts 1 to 32767", () => {
    linkClean("struct A { 1: i32 x, 32767: i32 y }");
  });

  it("rejects what does not fit i16, even what Apache's compiler would cut to a small id", () => {
    expect(findings("struct A { 32768: i32 x, 4294967297: i32 y }")).toEqual([
      'a.thrift:1:12 error field-id-range: Field "x" has the id 32768, which does not fit 16 bits.',
      'a.thrift:1:26 error field-id-range: Field "y" has the id 4294967297, which does not fit 16 bits.',
    ]);
  });

  it("is never lenient: no such field can be written", () => {
    expect(findings("struct A { 32768: i32 x }", { lenient: true })[0]).toContain(
      "error field-id-range",
    );
  });

  it("looks at arguments", () => {
    expect(findings("service S { void f(40000: i32 x) }")).toEqual([
      'a.thrift:1:20 error field-id-range: Field "x" has the id 40000, which does not fit 16 bits.',
    ]);
  });
});
