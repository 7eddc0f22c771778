import { describe, expect, it } from "vitest";
import { findings, link, structOf } from "../support.js";

function idsOf(source: string, dialect: "apache" | "thriftgo" = "apache"): readonly number[] {
  return structOf(link(source, { dialect }).program, "A").fields.map((field) => field.id);
}

describe("field ids that are not written", () => {
  it("warns once for each list of fields", () => {
    expect(findings("struct A { i32 a; 5: i32 b; i32 c; i32 d; i32 e }")).toEqual([
      'a.thrift:1:16 warning implicit-field-id: No id is written, so ids are given by order: "a" gets -1, "c" gets -2, "d" gets -3, and 1 more.',
    ]);
  });

  it("warns about ids that are not positive", () => {
    expect(findings("struct A { 0: i32 a; -7: i32 b }")).toEqual([
      'a.thrift:1:12 warning nonpositive-field-id: Field "a" gets the id -1: as in Apache\'s compiler, 0 counts as not written.',
      'a.thrift:1:22 warning nonpositive-field-id: Field "b" gets the id -2: as in Apache\'s compiler, -7 counts as not written.',
    ]);
    expect(findings("struct A { -7: i32 b }", { dialect: "thriftgo" })).toEqual([
      'a.thrift:1:12 warning nonpositive-field-id: Field "b" has the id -7, which is not positive.',
    ]);
  });

  it("numbers as Apache's compiler does", () => {
    expect(idsOf("struct A { i32 a; 5: i32 b; i32 c; 0: i32 d; -9: i32 e; 0x10: i32 f }")).toEqual([
      -1, 5, -2, -3, -4, 16,
    ]);
  });

  it("numbers as thriftgo does in its dialect", () => {
    expect(
      idsOf("struct A { i32 a; 5: i32 b; i32 c; 0: i32 d; -9: i32 e; i32 f }", "thriftgo"),
    ).toEqual([1, 5, 6, 0, -9, -8]);
  });
});
