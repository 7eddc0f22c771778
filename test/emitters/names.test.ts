import { expect, test } from "vitest";
import { toCamelCase } from "../../src/emitters/names.js";
import { emitText } from "./emit.js";

test.each([
  ["user_id", "userId"],
  ["userId", "userId"],
  ["UserId", "userId"],
  ["USER_ID", "userId"],
  ["user__id", "userId"],
  ["_user_id_", "_userId_"],
  ["__proto__", "__proto__"],
  ["a_1_b2", "a1B2"],
  ["ID", "id"],
  ["x", "x"],
  ["_", "_"],
])("%s in camel case is %s", (name, camel) => {
  expect(toCamelCase(name)).toBe(camel);
  expect(toCamelCase(camel)).toBe(camel);
});

test("--naming camel changes fields, arguments and methods, and nothing else", async () => {
  const idl = `
    enum my_enum { my_value }
    struct my_struct { 1: i32 my_field, 2: i32 myField, 3: i32 MY_FIELD }
    const my_struct my_const = { "my_field": 1 }
    service my_base { void my_method(1: i32 my_arg, 2: i32 myArg) }
    service my_service extends my_base { void myMethod(), void My_method() }
  `;
  const main = await emitText(idl, { naming: "camel" });
  expect(main).toContain(
    "export interface my_struct {\n  myField$: number;\n  myField: number;\n  myField$$: number;\n}",
  );
  expect(main).toContain("export const my_const");
  expect(main).toMatch(/\{\s*myField\$: 1,\s*myField: 0,\s*myField\$\$: 0,?\s*\}/);
  expect(main).toContain("  my_value: 0,");
  const service = await emitText(idl, { naming: "camel" }, "a.service.ts");
  expect(service).toContain("  myMethod(myArg: number, myArg2: number):");
  expect(service).toContain("my_service extends my_base {\n  myMethod$(): ");
  expect(service).toContain("\n  myMethod$$(): ");
});

test("types keep the plain name, then enums, constants and services", async () => {
  const idl = `
    const i32 A = 1
    const i32 C = 2
    service A { void f() }
    service S { void f() }
    struct A {}
    enum E { X }
    const i32 E = 3
    service E {}
    struct class {}
    struct any { 1: class c }
  `;
  const main = await emitText(idl);
  const exported = [...main.matchAll(/^export (?:const|interface|type) ([\w$]+)/gm)];
  expect(new Set(exported.map(([, name]) => name))).toEqual(
    new Set(["A", "A$", "C", "E", "E$", "class$", "any$"]),
  );
  expect(main).toContain("export interface A {}");
  expect(main).toContain("export const A$: number = 1;");
  expect(main).toContain("c?: class$ | undefined;");
  const service = await emitText(idl, {}, "a.service.ts");
  expect([...service.matchAll(/interface (\S+)/g)].map(([, name]) => name)).toEqual([
    "A$$",
    "S",
    "E$$",
  ]);
});

test("names of the runtime and of other files give way to those of the file", async () => {
  const text = await emitText(
    {
      "/a.thrift":
        'include "b.thrift" struct Block { 1: b.Block other } exception ThriftException {} enum Reader { A }',
      "/b.thrift": "struct Block {}",
    },
    {},
  );
  expect(text).toContain('import type { Block as Block$1 } from "./b.js";');
  expect(text).toContain("  other?: Block$1 | undefined;");
  expect(text).toContain("  type Block as Block$2,\n");
  expect(text).toContain(
    "encodePooled(value: ThriftException.Input, options?: EncodeOptions): Block$2 {",
  );
  expect(text).toContain("class ThriftException extends ThriftException$1 {");
  expect(text).toContain("fastRead(reader: Reader$1): ThriftException {");
});

test("no module exports a class called then, which import() would call", async () => {
  const text = await emitText("exception then { 1: string a }");
  expect(text).toContain("export class then$ extends");
  expect(text).not.toMatch(/\bthen\b(?!\$)/);
  const alias = await emitText("exception E {} typedef E then");
  expect(alias).toContain("as then$ };");
  expect(await emitText("struct then { 1: string a }")).toContain("export interface then {");
});
