import { expect, test } from "vitest";
import type { CompilerOptions } from "../../../src/options.js";
import { emitText } from "../emit.js";

const types = `
  enum Color { RED = 1, GREEN = 2 }
  struct User { 1: required i64 id, 2: list<string> tags = ["a"], 3: optional i32 age, 4: User parent }
  union Shape { 1: User user, 2: i32 size }
  exception Failure { 1: string reason }
  typedef list<i32> Numbers
`;

function plain(part = ""): string {
  return part
    .replaceAll("/* @__PURE__ */ ", "~")
    .replaceAll("globalThis.", "")
    .replaceAll("Object.freeze", "freeze");
}

/** Everything behind the first `=` of a constant's declaration, and what stands between its name and that. */
async function constant(
  declaration: string,
  options: Partial<CompilerOptions> = {},
): Promise<{ readonly type: string; readonly value: string }> {
  const text = await emitText(types + declaration, options);
  const match = /export const X: (.*?) = (.*);\n$/s.exec(text);
  return { type: plain(match?.[1]), value: plain(match?.[2]) };
}

/** Without white space and the commas behind last items, which depend on the width. */
function flatten(text: string): string {
  return text.replace(/\s+/g, "").replace(/,(?=[\])}])/g, "");
}

test.each([
  ["bool X = true", "boolean", "true"],
  ["i32 X = -5", "number", "-5"],
  ["i64 X = 9007199254740993", "bigint", "9007199254740993n"],
  ["double X = -0.0", "number", "-0"],
  ['string X = "a\\"b"', "string", '"a\\"b"'],
  ['binary X = "hé"', "Uint8Array", "~new Uint8Array([104, 195, 169])"],
  [
    'uuid X = "00112233-4455-6677-8899-AABBCCDDEEFF"',
    "string",
    '"00112233-4455-6677-8899-aabbccddeeff"',
  ],
  ["Color X = Color.GREEN", "Color", "2 /* GREEN */ as Color"],
  ["list<i32> X = [1, 2]", "readonly number[]", "~freeze([1, 2])"],
  ["Numbers X = []", "readonly number[]", "~freeze([])"],
  ['list<i32> (js.type = "typed") X = [1]', "Int32Array", "~new Int32Array([1])"],
  ['list<i64> (js.type = "typed") X = [1]', "BigInt64Array", "~new BigInt64Array([1n])"],
  ["set<Color> X = [1]", "ReadonlySet<Color>", "~new Set<Color>([1 /* RED */ as Color])"],
  [
    'map<string, list<i64>> X = {"__proto__": [1]}',
    "ReadonlyMap<string, readonly bigint[]>",
    '~new Map<string, readonly bigint[]>([["__proto__", ~freeze([1n])]])',
  ],
  [
    'map<string, i32> (js.type = "object") X = {"__proto__": 1, "a-b": 2}',
    "{ readonly [key: string]: number }",
    '~freeze(~Object.assign(~Object.create(null), { ["__proto__"]: 1, "a-b": 2 }))',
  ],
  [
    'map<i32, i32> (js.type = "object") X = {}',
    "{ readonly [key: number]: number }",
    "~freeze(~Object.create(null))",
  ],
  ['User X = {"id": 1}', "$Immutable<User>", '~freeze({ id: 1n, tags: ~freeze(["a"]) })'],
  ['Shape X = {"size": 3}', "$Immutable<Shape>", "~freeze({ size: 3 })"],
  [
    'Failure X = {"reason": "no"}',
    "$Immutable<Failure>",
    '~freeze(~new Failure({ reason: "no" }))',
  ],
  [
    'list<Shape> X = [{"size": 3}]',
    "readonly $Immutable<Shape>[]",
    "~freeze([~freeze({ size: 3 })])",
  ],
])("const %s", async (declaration, type, value) => {
  const printed = await constant(`const ${declaration}`);
  expect({ type: printed.type, value: flatten(printed.value) }).toEqual({
    type,
    value: flatten(value),
  });
});

test("i64 constants follow --i64", async () => {
  expect(await constant("const i64 X = 5", { i64: "number" })).toEqual({
    type: "number",
    value: "5",
  });
  expect(await constant("const i64 X = 5", { i64: "string" })).toEqual({
    type: "string",
    value: '"5"',
  });
});

test("defaults are new containers, not the constants they come from", async () => {
  const text = await emitText(`
    const list<i32> SHARED = [1]
    exception E {
      1: list<i32> a = SHARED, 2: set<string> b, 3: map<i32, string> c, 4: binary d, 5: uuid e, 6: double f,
      7: map<i32, i32> (js.type = "object") g = {1: 2}, 8: list<i64> (js.type = "typed") h, 9: i64 i, 10: bool j,
    }
  `);
  const defaults = [...text.matchAll(/^ {4}this\.\w = \(?fields\.\w \?\? (.*?)(?:\) as .*)?;$/gm)];
  expect(defaults.map((match) => match[1]?.replaceAll("globalThis.", ""))).toEqual([
    "[1]",
    "new Set<never>()",
    "new Map<never, never>()",
    "new Uint8Array([])",
    '"00000000-0000-0000-0000-000000000000"',
    "0",
    'Object.assign(Object.create(null), { "1": 2 })',
    "new BigInt64Array([])",
    "0n",
    "false",
  ]);
});
