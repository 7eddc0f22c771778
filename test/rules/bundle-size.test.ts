/** What a browser pays for one struct: bundled, minified, gzipped, with encode and decode in use. */
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform, type Metafile } from "esbuild";
import { rollup, type Plugin } from "rollup";
import { expect, it } from "vitest";
import { compileOrFail, writeGenerated } from "../support/compile-module.js";
import { repositoryRoot } from "../support/shared.js";

const FIRST_STRUCT_LIMIT = 3 * 1024;
const NEXT_STRUCT_LIMIT = 0.4 * 1024;

const runtime = join(repositoryRoot, "packages/runtime/src/codegen-v1.ts");

/** The bench's `tiny` struct, again under other names, beside things that nobody imports. */
const idl = {
  "tiny.thrift": `
    include "other.thrift"
    enum Color { RED = 0, GREEN = 1, BLUE = 2 }
    struct Tiny { 1: bool ok, 2: i32 id, 3: i64 ts, 4: double score, 5: string name, 6: Color color }
    struct Second { 1: bool on, 2: i32 nr, 3: i64 at, 4: double rate, 5: string label, 6: Color paint }
    struct Unused { 1: list<map<string, other.Other>> unusedMarker, 2: set<i64> moreUnused }
    union UnusedUnion { 1: Unused unusedArm, 2: string text }
    exception UnusedFailure { 1: string unusedReason }
    const map<string, i32> UNUSED_CONST = {"unusedKey": 1}
    service UnusedService { other.Other unusedCall(1: Unused arg) throws (1: UnusedFailure failure) }`,
  "other.thrift": "struct Other { 1: string otherMarker, 2: optional binary blob }",
};

/** What package.json tells bundlers for browsers, as names of source files. */
const manifest = JSON.parse(
  readFileSync(join(repositoryRoot, "packages/runtime/package.json"), "utf8"),
) as { readonly browser: Readonly<Record<string, string>> };
const forBrowsers = new Map(
  Object.entries(manifest.browser).map(([from, to]) => [basename(from), basename(to)]),
);

/** The source file behind an import of the runtime. */
function sourceOf(path: string): string {
  const name = basename(path);
  return join(dirname(path), (forBrowsers.get(name) ?? name).replace(/\.js$/, ".ts"));
}

const directory = writeGenerated(await compileOrFail(idl, "tiny.thrift", { targets: ["js"] }));

function entry(names: readonly string[]): string {
  const uses = names.map((name) => `[${name}.encode, ${name}.decode]`);
  return `import { ${names.join(", ")} } from "./tiny.js"; globalThis.used = [${uses.join(", ")}];`;
}

async function bundleByEsbuild(
  names: readonly string[],
  minify: boolean,
): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry(names), resolveDir: directory },
    bundle: true,
    minify,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    alias: { "@thriftgen/runtime/codegen-v1": runtime },
    plugins: [
      {
        name: "for-browsers",
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, resolveDir }) =>
            resolveDir === dirname(runtime)
              ? { path: sourceOf(join(resolveDir, path)), sideEffects: false }
              : undefined,
          );
        },
      },
    ],
  });
  return { text: outputFiles[0]?.text ?? "", metafile };
}

/** Finds the runtime's sources and strips their types; Rollup does the rest. */
const resolveRuntime: Plugin = {
  name: "resolve-runtime",
  resolveId(id, importer) {
    if (id === "entry") return id;
    if (id === "@thriftgen/runtime/codegen-v1") return runtime;
    const base = importer === undefined || importer === "entry" ? directory : dirname(importer);
    const path = resolve(base, id);
    return path.startsWith(dirname(runtime)) ? sourceOf(path) : path;
  },
  async load(id) {
    if (id === "entry") return entry(["Tiny"]);
    const text = readFileSync(id, "utf8");
    return id.endsWith(".ts") ? (await transform(text, { loader: "ts" })).code : text;
  },
};

const gzippedSize = (text: string): number => gzipSync(text, { level: 9 }).length;

it(`one struct takes at most ${FIRST_STRUCT_LIMIT} bytes`, async () => {
  const { text } = await bundleByEsbuild(["Tiny"], true);
  expect(text).toContain("score");
  expect(gzippedSize(text)).toBeLessThanOrEqual(FIRST_STRUCT_LIMIT);
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

it("Rollup leaves out as much", async () => {
  const bundle = await rollup({ input: "entry", plugins: [resolveRuntime] });
  const { output } = await bundle.generate({ format: "es" });
  const { code } = await transform(output[0].code, { minify: true, format: "esm" });
  expect(code).toContain("score");
  expect(output[0].code).not.toMatch(/unused|Unused|Second|otherMarker/);
  expect(gzippedSize(code)).toBeLessThanOrEqual(FIRST_STRUCT_LIMIT);
});
