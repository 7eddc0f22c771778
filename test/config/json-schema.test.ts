/** The JSON Schema of config files: up to date, and of one opinion with the reader of configs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { createConfigSchema } from "../../src/config/json-schema.js";
import { configOptions, readSettings } from "../../src/config/read-settings.js";
import { repositoryRoot } from "../support/shared.js";

const committed: unknown = JSON.parse(
  readFileSync(join(repositoryRoot, "schema/thriftgen.config.schema.json"), "utf8"),
);

const validate: ValidateFunction = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  createConfigSchema(),
);

it("is committed as the option table has it: npm run schema", () => {
  expect(committed).toEqual(createConfigSchema());
});

it("is a valid schema that names each option, with words", () => {
  expect(new Ajv().validateSchema(createConfigSchema())).toBe(true);
  const { properties } = createConfigSchema();
  const entries = Object.entries(properties as Record<string, { description?: string }>);
  expect(entries.length).toBe(configOptions.length + 2);
  expect(entries.filter(([, { description = "" }]) => description.length < 10)).toEqual([]);
});

describe("the schema and the reader agree", () => {
  const valid: readonly object[] = [
    {},
    { $schema: "./node_modules/thriftgen/schema/thriftgen.config.schema.json" },
    { files: ["idl/**/*.thrift"], outDir: "gen", root: "idl", includeDirs: ["shared"] },
    { i64: "string", typedLists: true, naming: "camel", defaultFields: "optional" },
    { fieldOrder: "kitex", unknownFields: "keep", layout: "namespace", importExtension: "none" },
    { targets: ["js", "dts"] },
    { targets: "js+dts" },
    { targets: "ts" },
    { declarations: true },
    { declarations: false },
    { declarations: "mirror" },
    { views: true, format: true, lenient: false, emitIncludes: false, dialect: "thriftgo" },
    { runtime: "./runtime.js" },
    { check: true, dryRun: false, listFiles: true, depfile: "gen/deps.d", errorFormat: "github" },
    { color: false, poll: 500, stdinFilename: "a.thrift" },
    { handlers: "src/handlers", templates: "templates" },
  ];
  const invalid: readonly object[] = [
    { i46: "number" },
    { target: "ts" },
    { i64: "int" },
    { i64: 64 },
    { lenient: "yes" },
    { includeDirs: "shared" },
    { includeDirs: [""] },
    { files: "a.thrift" },
    { files: [1] },
    { files: ["a.thrift", ""] },
    { outDir: "" },
    { targets: [] },
    { targets: "js+" },
    { targets: ["tsx"] },
    { declarations: "above" },
    { poll: 0 },
    { poll: 1.5 },
    { errorFormat: "xml" },
    { config: "other.json" },
    { help: true },
  ];

  it.each(valid)("on %j", (config) => {
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
    expect(readSettings(config, (path) => path)).toHaveProperty("settings");
  });

  it.each(invalid)("against %j", (config) => {
    expect(validate(config)).toBe(false);
    expect(readSettings(config, (path) => path)).toHaveProperty("problems");
  });

  it("no option is left out of the examples", () => {
    const keys = new Set(valid.flatMap((config) => Object.keys(config)));
    expect(configOptions.map(({ key }) => key).filter((key) => !keys.has(key))).toEqual([]);
  });
});
