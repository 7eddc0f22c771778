/** What plugins of all bundlers say of options that are none. */
import { join } from "node:path";
import { rollup } from "rollup";
import { afterEach, beforeAll, expect, it } from "vitest";
import { createModuleLoader } from "../../src/plugins/module-loader.js";
import type { ThriftPluginOptions } from "../../src/plugins/options.js";
import { thrift } from "../../src/plugins/rollup.js";
import { createSampleApp, type SampleApp } from "./sample-app.js";

let app: SampleApp;

beforeAll(async () => {
  app = await createSampleApp();
});

afterEach(() => app.reset());

const noOptions = [[null], ["x"], [5], [["i64"]], [() => ({})]] as const;

it.each(noOptions)("%j is told to be no object of options with the first module", async (given) => {
  // As a config in JavaScript would have it.
  const options = given as ThriftPluginOptions;
  const loader = createModuleLoader(options, app.root);
  const text = 'the plugin takes an object of options, such as { i64: "number" }';
  expect(await loader.load(join(app.root, "src/user.thrift"))).toBe(text);
  expect(loader.configFiles).toEqual([]);
  const building = rollup({ input: join(app.root, "src/app.js"), plugins: [thrift(options)] });
  await expect(building).rejects.toThrow(text);
});

it("a root of the config file that does not exist is told", async () => {
  app.put("thriftgen.config.json", '{ "root": "nosuch", "includeDirs": ["idl"] }');
  const loader = createModuleLoader({}, app.root);
  const loaded = await loader.load(join(app.root, "src/user.thrift"));
  expect(loaded).toBe("the root nosuch does not exist\nName a directory above the IDL files.");
});

it("declarations that have nowhere to stand are told", async () => {
  app.put("a\\b/user.thrift", "struct User {}");
  const loader = createModuleLoader({ config: false, declarations: true }, app.root);
  const loaded = await loader.load(join(app.root, "a\\b/user.thrift"));
  expect(loaded).toContain("a\\b/user.thrift:1:1: error: The output path ");
});
