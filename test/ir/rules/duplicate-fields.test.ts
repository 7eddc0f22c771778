import { describe, expect, it } from "vitest";
import { findings, linkClean } from "../support.js";

describe("duplicate fields", () => {
  it("rejects equal ids, at the id, and equal names", () => {
    expect(findings("struct A { 1: i32 x, 1: i32 y, 2: i32 x }")).toEqual([
      'a.thrift:1:22 error duplicate-field-id: Fields "x" and "y" have the same id 1. (see a.thrift:1:19)',
      'a.thrift:1:39 error duplicate-field-name: Two fields are called "x". (see a.thrift:1:19)',
    ]);
  });

  it("looks at unions, exceptions, arguments and thrown exceptions too", () => {
    const source =
      "union U { 1: i32 x, 1: i32 y }\nexception E { 1: i32 x, 2: i32 x }\n" +
      "service S { void f(1: i32 a, 1: i32 b) throws (1: E e, 1: E g) }";
    expect(findings(source)).toEqual([
      'a.thrift:1:21 error duplicate-field-id: Fields "x" and "y" have the same id 1. (see a.thrift:1:18)',
      'a.thrift:2:32 error duplicate-field-name: Two fields are called "x". (see a.thrift:2:22)',
      'a.thrift:3:30 error duplicate-field-id: Fields "a" and "b" have the same id 1. (see a.thrift:3:27)',
      'a.thrift:3:56 error duplicate-field-id: Fields "e" and "g" have the same id 1. (see a.thrift:3:53)',
    ]);
  });

  it("accepts names that differ in case, and one id in arguments and throws", () => {
    linkClean(
      "struct A { 1: i32 x, 2: i32 X }\nexception E {}\nservice S { void f(1: i32 e) throws (1: E e) }",
    );
  });
});
