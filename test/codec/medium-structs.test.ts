/** Structs of so many fields that a limit is near: of constructors, of signatures, of what stays in one function. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileOrFail, importGenerated, writeGenerated } from "../support/compile-module.js";
import { companionOf } from "../support/companion.js";
import { typecheck } from "../support/typecheck.js";

const counts = [65, 70, 71, 85, 86, 128, 256, 257, 512, 513];

/** What the fields are in turn, and their values. */
const mixes = {
  fixed: [["i32", 7]],
  required: [["required i64", 9n]],
  optional: [
    ["i32", 7],
    ["optional i32", 8],
    ["double", 0.5],
  ],
  strings: [
    ["bool", true],
    ["string", "text"],
    ["optional i16", 3],
  ],
} as const;

describe.each(Object.entries(mixes))("%s", (mix, kinds) => {
  const structs = counts.map((count) => {
    const fields = Array.from({ length: count }, (_, at) => {
      const [type] = kinds[at % kinds.length] ?? ["i32"];
      return `${at + 1}: ${type} f${at + 1}`;
    });
    return `struct S${count} { ${fields.join(", ")} }\nstruct L${count} { 1: list<S${count}> all }`;
  });

  test("pass tsc --strict and go round, alone and in long lists", async () => {
    const files = await compileOrFail({ "medium.thrift": structs.join("\n") }, "medium.thrift");
    const directory = writeGenerated(files);
    expect(await typecheck("6.0", [join(directory, "medium.ts")])).toEqual([]);
    const module = await importGenerated(directory, "medium.ts");
    for (const count of counts) {
      const [one, list] = [companionOf(module, `S${count}`), companionOf(module, `L${count}`)];
      const value = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`f${at + 1}`, kinds[at % kinds.length]?.[1]]),
      );
      const bytes = one.encode(value);
      expect(one.decode(bytes), `${mix} ${count}`).toEqual(value);
      expect(one.byteLength(value)).toBe(bytes.length);
      const all = Array.from({ length: 66 }, () => value);
      expect(list.encode({ all }).length).toBe(9 + bytes.length * 66);
      expect(list.decode(list.encode({ all }))).toEqual({ all });
    }
  });
});

test("structs may hold each other in a chain of thousands", async () => {
  const length = 8000;
  const chain = Array.from({ length }, (_, at) => `struct S${at} { 1: S${at + 1} next }`);
  const idl = [...chain, `struct S${length} {}`, "struct Holder { 1: list<S0> all }"].join("\n");
  expect((await compileOrFail({ "chain.thrift": idl }, "chain.thrift")).length).toBe(1);
});

test.each([130, 300])(
  "a struct of %i fields is called like one of an included file",
  async (count) => {
    const fields = Array.from({ length: count }, (_, at) => `${at + 1}: list<string> f${at + 1}`);
    const idl = {
      "wide.thrift": `include "inc.thrift"\nstruct A { ${fields.join(", ")}, ${count + 1}: inc.A other }`,
      "inc.thrift": "struct A { 1: i32 x, 2: list<string> l }",
    };
    const directory = writeGenerated(await compileOrFail(idl, "wide.thrift", { views: true }));
    const paths = ["wide.ts", "wide.view.ts"].map((path) => join(directory, path));
    expect(await typecheck("6.0", paths)).toEqual([]);
    const codec = companionOf(await importGenerated(directory, "wide.ts"), "A");
    const value = codec.create({ [`f${count}`]: ["last"], other: { x: 1, l: ["in"] } });
    expect(codec.decode(codec.encode(value))).toEqual(value);
    expect(codec.equals(value, codec.decode(codec.encode(value)))).toBe(true);
    expect(codec.equals(value, codec.create({ other: { x: 1, l: ["in"] } }))).toBe(false);
    expect(codec.byteLength(value)).toBe(codec.encode(value).length);
  },
);
