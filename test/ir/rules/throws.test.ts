import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("throws", () => {
  it("accepts exceptions, through typedefs and files and before they are declared", () => {
    linkClean({
      "a.thrift":
        'include "b.thrift"\nservice S { void f() throws (1: T t, 2: b.E e) }\ntypedef b.E T',
      "b.thrift": "exception E {}",
    });
  });

  it("rejects structs and everything else", () => {
    const source =
      "struct A {}\ntypedef A B\nservice S { void f() throws (1: A a, 2: B b, 3: i32 c, 4: list<A> d) }";
    expect(findings(source)).toEqual([
      'a.thrift:3:33 error throws-no-exception: "a" is thrown, but A is not an exception.',
      'a.thrift:3:41 error throws-no-exception: "b" is thrown, but B is not an exception.',
      'a.thrift:3:49 error throws-no-exception: "c" is thrown, but i32 is not an exception.',
      'a.thrift:3:59 error throws-no-exception: "d" is thrown, but list<A> is not an exception.',
    ]);
  });

  it("says nothing more about a type that is not known", () => {
    expect(findings("service S { void f() throws (1: Nope e) }")).toEqual([
      'a.thrift:1:33 error unknown-type: Type "Nope" is not defined.',
    ]);
  });
});
