/** The kitchen sink's output under many sets of options, type-checked as a strict user would. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compileOrFail, writeGenerated, type TestOptions } from "../support/compile-module.js";
import { readFixtures } from "../support/fixtures.js";
import { findSyntaxErrors } from "../support/syntax-check.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";

/** Every value of every option that changes the output, most of them in company. */
const optionSets: readonly TestOptions[] = [
  {},
  { defaultFields: "optional", unknownFields: "keep" },
  { i64: "number", typedLists: true, fieldOrder: "kitex" },
  { i64: "string", naming: "camel", fieldOrder: "id", layout: "namespace" },
  { i64: "string", typedLists: true, unknownFields: "keep", fieldOrder: "declared" },
  { defaultFields: "optional", naming: "camel", importExtension: "none" },
  { importExtension: "ts", layout: "namespace", unknownFields: "keep" },
  { targets: ["js", "dts"], typedLists: true },
  { targets: ["js", "dts"], unknownFields: "keep", naming: "camel", i64: "number" },
];

describe("the kitchen sink under many options", () => {
  const paths: string[] = [];

  beforeAll(async () => {
    for (const options of optionSets) {
      const files = await compileOrFail(readFixtures(), "kitchen_extras.thrift", options);
      expect(files.length).toBeGreaterThanOrEqual(3);
      const directory = writeGenerated(files);
      paths.push(...files.map((file) => join(directory, file.path)));
    }
  });

  test.each(typeScriptVersions)("passes tsc %s --strict", async (version) => {
    const sources = paths.filter((path) => path.endsWith(".ts"));
    expect(sources.length).toBe(3 * optionSets.length);
    expect(await typecheck(version, sources)).toEqual([]);
  });

  test("is JavaScript that Node parses, where it is JavaScript", async () => {
    const scripts = paths.filter((path) => path.endsWith(".js"));
    expect(scripts).toHaveLength(6);
    expect(await findSyntaxErrors(scripts)).toEqual([]);
  });
});
