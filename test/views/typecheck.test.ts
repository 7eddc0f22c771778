/** Generated views of the kitchen sink under many sets of options, type-checked as a strict user would. */
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { compileOrFail, writeGenerated, type TestOptions } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

const optionSets: readonly TestOptions[] = [
  { i64: "number", typedLists: true, fieldOrder: "kitex", unknownFields: "keep" },
  { i64: "string", naming: "camel", layout: "namespace", defaultFields: "optional" },
];

/** A row of structs that is longer than TypeScript compares. */
const row = Array.from({ length: 40 }, (_, i) => `struct A${i} { 1: optional A${i + 1} next }`);
const rowText = [...row.toReversed(), "struct A40 { 1: i32 x }"].join("\n");

/** What TypeScript takes for overridden in a class. */
const inherited = `struct Inherited {
  1: string constructor, 2: required i32 toString, 3: list<i32> valueOf, 4: Inherited hasOwnProperty
  5: bool isPrototypeOf, 6: optional i64 propertyIsEnumerable, 7: binary toLocaleString, 8: i32 __proto__
}`;

const paths: string[] = [];

beforeAll(async () => {
  for (const options of optionSets)
    keep(await compileOrFail(readFixtures(), "kitchen_extras.thrift", { ...options, views: true }));
  for (const text of [rowText, inherited])
    keep(await compileOrFail({ "row.thrift": text }, "row.thrift", { views: true }));
});

function keep(files: Awaited<ReturnType<typeof compileOrFail>>): void {
  const directory = writeGenerated(files);
  paths.push(...files.map((file) => join(directory, file.path)));
}

test.each(typeScriptVersions)("views pass tsc %s --strict", async (version) => {
  expect(paths.filter((path) => path.endsWith(".view.ts"))).toHaveLength(3 * optionSets.length + 2);
  expect(await typecheck(version, paths)).toEqual([]);
});

test("but for the hash the other modules are the same with views", async () => {
  const [plain, viewed] = await Promise.all(
    [false, true].map((views) => compileOrFail(readFixtures(), "kitchen_extras.thrift", { views })),
  );
  const texts = (files: typeof plain): readonly string[] =>
    (files ?? [])
      .filter(({ path }) => !path.endsWith(".view.ts"))
      .map(({ path, text }) => `${path}\n${text.replace(/^\/\/ Content hash: .*$/m, "")}`);
  expect(texts(viewed)).toEqual(texts(plain));
  expect(viewed).toHaveLength(2 * texts(plain).length);
});
