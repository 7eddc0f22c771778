/** What is published of the plugins: small files that import the API, which they do not contain, and no package. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundlePlugins, plugins } from "../../scripts/bundle.mjs";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const directory = createTemporaryDirectory();
const { metafile } = await bundlePlugins(directory);
const outputs = Object.entries(metafile.outputs);

it("they are a few kilobytes each, made of their own sources", () => {
  for (const name of plugins) {
    expect(statSync(join(directory, `${name}.js`)).size, name).toBeLessThan(10_000);
  }
  const inputs = Object.keys(metafile.inputs);
  const own = /^src\/(?:(?:plugins|diagnostics)\/|(?:suggest|vlq|host-specifier)\.ts$)/;
  expect(inputs.filter((path) => !own.test(path))).toEqual([]);
});

it("they import what Node has, each other, and the API", () => {
  const imports = outputs.flatMap(([, output]) =>
    output.imports.filter(({ external }) => external),
  );
  const names = new Set(imports.map(({ path }) => path));
  expect([...names].filter((name) => !name.startsWith("node:"))).toEqual(["../index.js"]);
});

it("package.json exports each, with its types", () => {
  const text = readFileSync(join(repositoryRoot, "package.json"), "utf8");
  const { exports } = JSON.parse(text) as { exports: Record<string, unknown> };
  for (const name of plugins) {
    expect(exports[`./${name}`]).toEqual({
      types: `./dist/types/plugins/${name}.d.ts`,
      default: `./dist/plugins/${name}.js`,
    });
  }
});
