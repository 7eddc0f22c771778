import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("structs without end", () => {
  it("rejects a struct that requires itself, leniently as Apache's compiler does", () => {
    const source = "struct A { 1: required A a }";
    expect(findings(source)).toEqual([
      "a.thrift:1:26 error infinite-struct: No value of this type can end, because it must contain another: A.a -> A.a.",
    ]);
    expect(findings(source, { lenient: true })[0]).toContain("warning infinite-struct");
  });

  it("looks through typedefs, other structs, exceptions and unions without another way out", () => {
    const source =
      "struct A { 1: required T t }\ntypedef B T\nexception B { 1: required U u }\nunion U { 1: A a }";
    expect(findings(source)).toEqual([
      "a.thrift:1:26 error infinite-struct: No value of this type can end, because it must contain another: " +
        "A.t -> B.u -> U.a -> A.t.",
    ]);
  });

  it("reports the cycle only, not what leads to it", () => {
    expect(findings("struct A { 1: required B b }\nstruct B { 1: required B b }")).toEqual([
      "a.thrift:2:26 error infinite-struct: No value of this type can end, because it must contain another: B.b -> B.b.",
    ]);
  });

  it("accepts recursion that can end", () => {
    linkClean(
      [
        "struct Optional { 1: optional Optional next }",
        "struct Plain { 1: Plain next }",
        "struct InList { 1: required list<InList> kids }",
        "struct InMap { 1: required map<i32, InMap> kids }",
        "union Way { 1: Out out, 2: i32 end }",
        "struct Out { 1: required Way way }",
        "union Two { 1: Two again, 2: Leaf leaf }",
        "struct Leaf {}",
      ].join("\n"),
    );
  });

  it("follows a chain of 20,000 structs", () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, i) => `struct S${i} { 1: required S${(i + 1) % 20_000} s }`,
    );
    expect(findings(chain.join("\n"))).toHaveLength(1);
    linkClean(`${chain.slice(0, -1).join("\n")}\nstruct S19999 {}`);
  });
});
