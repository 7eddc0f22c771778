import { expect, test } from "vitest";
import type { CompilerOptions } from "../../../src/options.js";
import { emitText } from "../emit.js";

function plain(type: string): string {
  return type.replaceAll("globalThis.", "");
}

/** The types of one required field: what decode gives, and what encode takes. */
async function typesOf(
  idl: string,
  options: Partial<CompilerOptions> = {},
): Promise<{ readonly output: string; readonly input: string }> {
  const text = await emitText(
    `enum Color { RED = 1 } struct User { 1: i32 x } typedef i64 Id typedef list<User> Users
     struct Holder { 1: required ${idl} field }`,
    options,
  );
  const [, holder = ""] = text.split("export interface Holder");
  const output = /^ {2}field: (.*);$/m.exec(holder)?.[1] ?? "";
  const input = /type Input = \{ field: (.*) \};$/m.exec(holder)?.[1] ?? "";
  return { output: plain(output), input: plain(input) };
}

test.each([
  ["bool", "boolean", "boolean"],
  ["byte", "number", "number"],
  ["i16", "number", "number"],
  ["i32", "number", "number"],
  ["i64", "bigint", "bigint"],
  ['i64 (js.type = "number")', "number", "number"],
  ['i64 (js.type = "string")', "string", "string"],
  ["double", "number", "number"],
  ["string", "string", "string"],
  ["binary", "Uint8Array", "Uint8Array"],
  ['string (js.type = "bytes")', "Uint8Array", "Uint8Array"],
  ["uuid", "string", "string"],
  ["Id", "Id", "Id"],
  ["Color", "Color", "Color"],
  ["User", "User", "User.Input"],
  ["Users", "Users", "Users.Input"],
  ["list<string>", "string[]", "readonly string[]"],
  ["list<bool>", "boolean[]", "readonly boolean[]"],
  ["list<byte>", "number[]", "readonly number[] | Int8Array"],
  ["list<i16>", "number[]", "readonly number[] | Int16Array"],
  ["list<i32>", "number[]", "readonly number[] | Int32Array"],
  ["list<i64>", "bigint[]", "readonly bigint[] | BigInt64Array"],
  ["list<Id>", "Id[]", "readonly Id[] | BigInt64Array"],
  ['list<i64 (js.type = "number")>', "number[]", "readonly number[]"],
  ["list<double>", "number[]", "readonly number[] | Float64Array"],
  ['list<i32> (js.type = "typed")', "Int32Array", "readonly number[] | Int32Array"],
  ['list<i64> (js.type = "typed")', "BigInt64Array", "readonly bigint[] | BigInt64Array"],
  ["list<list<i32>>", "number[][]", "readonly (readonly number[] | Int32Array)[]"],
  ["list<list<string>>", "string[][]", "readonly (readonly string[])[]"],
  ["list<Color>", "Color[]", "readonly Color[]"],
  ["list<User>", "User[]", "readonly User.Input[]"],
  ["set<i64>", "Set<bigint>", "ReadonlySet<bigint>"],
  ["set<User>", "Set<User>", "ReadonlySet<User.Input>"],
  ["map<string, list<User>>", "Map<string, User[]>", "ReadonlyMap<string, readonly User.Input[]>"],
  [
    'map<string, i32> (js.type = "object")',
    "{ [key: string]: number }",
    "{ readonly [key: string]: number }",
  ],
  [
    'map<Color, User> (js.type = "object")',
    "{ [key: number]: User }",
    "{ readonly [key: number]: User.Input }",
  ],
  [
    'list<map<i64, bool> (js.type = "object")>',
    "{ [key: string]: boolean }[]",
    "readonly { readonly [key: string]: boolean }[]",
  ],
])("%s", async (idl, output, input) => {
  expect(await typesOf(idl)).toEqual({ output, input });
});

test("options change i64 and lists everywhere", async () => {
  expect(await typesOf("list<i64>", { i64: "number" })).toEqual({
    output: "number[]",
    input: "readonly number[]",
  });
  expect(await typesOf("list<i64>", { i64: "string", typedLists: true })).toEqual({
    output: "BigInt64Array",
    input: "readonly bigint[] | BigInt64Array",
  });
});
