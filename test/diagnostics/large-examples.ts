/** The full form of examples that explanations only sketch. */
import type { DiagnosticCode } from "../../src/diagnostics/catalog.js";
import type { Files } from "../support/compile-module.js";

const nest = (open: string, inner: string, close: string, times: number): string =>
  open.repeat(times) + inner + close.repeat(times);

const count = (to: number, make: (n: number) => string): string =>
  Array.from({ length: to }, (_, n) => make(n)).join("\n");

/** The main file is `a.thrift`. */
export const largeExamples: Partial<Record<DiagnosticCode, () => Files>> = {
  "name-too-long": () => ({ "a.thrift": `struct ${"A".repeat(2000)} {}` }),
  "nesting-too-deep": () => ({
    "a.thrift": `struct Deep { 1: ${nest("list<", "i32", ">", 300)} values }`,
  }),
  "too-many-tokens": () => ({
    "a.thrift": `const list<i32> TABLE = [${"1,".repeat(2_100_000)}]`,
  }),
  "too-many-syntax-errors": () => ({ "a.thrift": "{{{ a template }}}\n".repeat(300) }),
  "too-many-includes": () => ({
    "a.thrift": count(4_200, (n) => `include "part${n}.thrift"`),
    ...Object.fromEntries(Array.from({ length: 4_200 }, (_, n) => [`part${n}.thrift`, ""])),
  }),
  "includes-too-deep": () => ({
    "a.thrift": 'include "b0.thrift"',
    ...Object.fromEntries(
      Array.from({ length: 80 }, (_, n) => [`b${n}.thrift`, `include "b${n + 1}.thrift"`]),
    ),
    "b80.thrift": "",
  }),
  "file-too-large": () => ({ "a.thrift": " ".repeat(17 * 1024 * 1024) }),
  "invalid-utf8-comment": () => ({
    "a.thrift": Buffer.from("// caf\xE9\nstruct User {}", "latin1"),
  }),
  "invalid-utf8": () => ({ "a.thrift": Buffer.from('const string NAME = "caf\xE9"', "latin1") }),
  "type-too-deep": () => ({
    "a.thrift": `typedef list<i32> T0\n${count(300, (n) => `typedef list<T${n}> T${n + 1}`)}`,
  }),
  "type-too-large": () => ({
    "a.thrift": `typedef i32 T0\n${count(20, (n) => `typedef map<T${n}, T${n}> T${n + 1}`)}`,
  }),
  "types-too-large": () => ({
    "a.thrift":
      `typedef i32 T0\n${count(8, (n) => `typedef map<T${n}, T${n}> T${n + 1}`)}\n` +
      `struct User {\n${count(4_000, (n) => `  ${n + 1}: T8 f${n}`)}\n}`,
  }),
  "value-too-deep": () => ({
    "a.thrift":
      "struct Node { 1: optional Node next }\nconst Node C0 = {}\n" +
      count(300, (n) => `const Node C${n + 1} = {"next": C${n}}`),
  }),
  "values-too-large": () => ({
    "a.thrift":
      "struct Tree { 1: list<Tree> kids }\nconst Tree C0 = {}\n" +
      count(24, (n) => `const Tree C${n + 1} = {"kids": [C${n}, C${n}]}`),
  }),
};
