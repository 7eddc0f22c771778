/** What a browser pays for one struct: bundled, minified, gzipped, with encode and decode in use. */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build, transform, type Metafile, type Platform } from "esbuild";
import { rollup } from "rollup";
import { expect, it } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";
import { createTemporaryDirectory } from "../support/temporary.js";

const FIRST_STRUCT_LIMIT = 3 * 1024;
const NEXT_STRUCT_LIMIT = 0.4 * 1024;

/** The bench's `tiny` struct, again under other names, beside things that nobody imports. */
const idl = {
  "tiny.thrift": `
    include "other.thrift"
    enum Color { RED = 0, GREEN = 1, BLUE = 2 }
    struct Tiny { 1: bool ok, 2: i32 id, 3: i64 ts, 4: double score, 5: string name, 6: Color color }
    struct Second { 1: bool on, 2: i32 nr, 3: i64 at, 4: double rate, 5: string label, 6: Color paint }
    struct Texts { 1: list<string> texts, 2: map<i64, i32> byId, 3: set<double> rates, 4: list<bool> flags }
    struct Numbers { 1: list<i32> (js.type = "typed") ids }
    struct Unused { 1: list<map<string, other.Other>> unusedMarker, 2: set<i64> moreUnused }
    union UnusedUnion { 1: Unused unusedArm, 2: string text }
    exception UnusedFailure { 1: string unusedReason }
    const map<string, i32> UNUSED_CONST = {"unusedKey": 1}
    service UnusedService { other.Other unusedCall(1: Unused arg) throws (1: UnusedFailure failure) }`,
  "other.thrift": "struct Other { 1: string otherMarker, 2: optional binary blob }",
};

/** Views that are bundled, and a field of each. */
const viewFields = { TinyView: "id", TextsView: "texts", NumbersView: "ids" };

const directory = createProject(
  await compileOrFail(idl, "tiny.thrift", { targets: ["js"], views: true }),
  join(repositoryRoot, "packages/runtime"),
);

/** A user's project, outside the repository: generated code, and the runtime as it is published. */
function createProject(generated: Parameters<typeof writeGenerated>[0], runtime: string): string {
  const project = createTemporaryDirectory();
  cpSync(writeGenerated(generated), project, { recursive: true });
  const installed = join(project, "node_modules/@thriftgen/runtime");
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(runtime, "package.json"), join(installed, "package.json"));
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const compiler = join(dirname(typescript), "bin/tsc");
  const config = join(runtime, "tsconfig.build.json");
  execFileSync(process.execPath, [compiler, "-p", config, "--outDir", join(installed, "dist")]);
  for (const names of [["Tiny"], ["Tiny", "Second"], ["Texts"], ["Numbers"]]) {
    const uses = names.map((name) => `[${name}.encode, ${name}.decode]`);
    const text = `import { ${names.join(", ")} } from "./tiny.js"; globalThis.used = [${uses.join(", ")}];`;
    writeFileSync(join(project, `${entryOf(names)}.js`), text);
  }
  for (const [name, field] of Object.entries(viewFields)) {
    const view = `import { ${name} } from "./tiny.view.js"; globalThis.used = ${name}.of(globalThis.bytes).${field};`;
    writeFileSync(join(project, `${entryOf([name])}.js`), view);
  }
  return project;
}

function entryOf(names: readonly string[]): string {
  return `use-${names.join("-")}`;
}

async function bundleByEsbuild(
  names: readonly string[],
  minify: boolean,
  platform: Platform = "browser",
): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(directory, `${entryOf(names)}.js`)],
    bundle: true,
    minify,
    format: "esm",
    platform,
    write: false,
    metafile: true,
  });
  return { text: outputFiles[0]?.text ?? "", metafile };
}

async function bundleByRollup(conditions: readonly string[]): Promise<string> {
  const bundle = await rollup({
    input: join(directory, "use-Tiny.js"),
    plugins: [nodeResolve({ exportConditions: [...conditions] })],
  });
  return (await bundle.generate({ format: "es" })).output[0].code;
}

const gzippedSize = (text: string): number => gzipSync(text, { level: 9 }).length;

it.each(["browser", "neutral"] as const)(
  `one struct takes at most ${FIRST_STRUCT_LIMIT} bytes on the platform "%s"`,
  async (platform) => {
    const { text } = await bundleByEsbuild(["Tiny"], true, platform);
    expect(text).toContain("score");
    expect(gzippedSize(text)).toBeLessThanOrEqual(FIRST_STRUCT_LIMIT);
  },
);

it("bundles for Node have Node's own text functions, others have not", async () => {
  expect((await bundleByEsbuild(["Tiny"], true, "node")).text).toContain("utf8Slice");
  expect(await bundleByRollup(["node"])).toContain("utf8Slice");
  expect((await bundleByEsbuild(["Tiny"], true, "browser")).text).not.toContain("utf8Slice");
});

it(`a second such struct adds at most ${NEXT_STRUCT_LIMIT} bytes`, async () => {
  const one = await bundleByEsbuild(["Tiny"], true);
  const two = await bundleByEsbuild(["Tiny", "Second"], true);
  expect(two.text).toContain("label");
  expect(gzippedSize(two.text) - gzippedSize(one.text)).toBeLessThanOrEqual(NEXT_STRUCT_LIMIT);
});

it("nothing of other structs, files and services is in the bundle", async () => {
  const { text, metafile } = await bundleByEsbuild(["Tiny"], false);
  expect(text).not.toMatch(/unused|Unused|Second|otherMarker/);
  const bytes = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const foreign = bytes.filter(([path]) => /other\.js|service/.test(path));
  expect(foreign.filter(([, { bytesInOutput }]) => bytesInOutput > 0)).toEqual([]);
});

/** Bytes of the modules that views are made of, the runtime's and generated ones. */
function viewBytes({ outputs }: Metafile): number {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const views = inputs.filter(([path]) => /runtime\/dist\/view\/|\.view\.js$/.test(path));
  return views.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}

it("views take no byte where they are not used", async () => {
  for (const minify of [true, false]) {
    expect(viewBytes((await bundleByEsbuild(["Tiny"], minify)).metafile)).toBe(0);
    expect(viewBytes((await bundleByEsbuild(["Tiny", "Second"], minify)).metafile)).toBe(0);
  }
  expect(viewBytes((await bundleByEsbuild(["TinyView"], true)).metafile)).toBeGreaterThan(1000);
});

it("nothing of other structs and their views is in the bundle of a view", async () => {
  const { text, metafile } = await bundleByEsbuild(["TinyView"], false);
  expect(viewBytes(metafile)).toBeGreaterThan(1000);
  expect(text).not.toMatch(/unused|Unused|Second|otherMarker/);
});

/** Bytes of the modules that make long lists of numbers fast; those of one-byte elements are plain loops. */
function kernelBytes({ outputs }: Metafile): number {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const kernels = inputs.filter(([path]) => /runtime\/dist\/list\/(?!bytes\.js)/.test(path));
  return kernels.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}

it("kernels of lists take no byte where no list of numbers is used, and come with one that is", async () => {
  // WebAssembly in base64 begins so.
  const magic = "AGFzbQ";
  for (const minify of [true, false]) {
    for (const name of ["Tiny", "Texts", "TinyView", "TextsView"]) {
      const { text, metafile } = await bundleByEsbuild([name], minify);
      expect(kernelBytes(metafile), name).toBe(0);
      expect(text).not.toContain(magic);
    }
  }
  for (const name of ["Numbers", "NumbersView"]) {
    const { text, metafile } = await bundleByEsbuild([name], true);
    expect(kernelBytes(metafile), name).toBeGreaterThan(2000);
    expect(text.split(magic)).toHaveLength(2);
  }
});

it("Rollup leaves out as much", async () => {
  const text = await bundleByRollup([]);
  const { code } = await transform(text, { minify: true, format: "esm" });
  expect(code).toContain("score");
  expect(text).not.toMatch(/unused|Unused|Second|otherMarker|utf8Slice/);
  expect(gzippedSize(code)).toBeLessThanOrEqual(FIRST_STRUCT_LIMIT);
});
