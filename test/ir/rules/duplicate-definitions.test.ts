import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("duplicate definitions", () => {
  it("rejects two types of one name, whatever their kinds", () => {
    expect(findings("struct A {}\nenum B { X }\ntypedef i32 A\nunion B {}")).toEqual([
      'a.thrift:3:13 error duplicate-definition: Type "A" is defined twice. (see a.thrift:1:8)',
      'a.thrift:4:7 error duplicate-definition: Type "B" is defined twice. (see a.thrift:2:6)',
    ]);
  });

  it("rejects two constants and two services of one name", () => {
    expect(findings("const i32 X = 1\nconst i32 X = 2\nservice S {}\nservice S {}")).toEqual([
      'a.thrift:2:11 error duplicate-definition: Constant "X" is defined twice. (see a.thrift:1:11)',
      'a.thrift:4:9 error duplicate-definition: Service "S" is defined twice. (see a.thrift:3:9)',
    ]);
  });

  it("accepts a type, a constant and a service of one name, and names that differ in case", () => {
    linkClean("struct A {}\nconst i32 A = 1\nservice A {}\nstruct a {}");
  });

  it("accepts one name in two files", () => {
    linkClean({ "a.thrift": 'include "b.thrift"\nstruct A {}', "b.thrift": "struct A {}" });
  });
});
